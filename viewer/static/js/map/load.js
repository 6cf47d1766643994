// Loads the columns and puts the partnerships on a map: what the script of a page or a notebook calls.

import { EventOverlay } from "shimai/map/event-overlay";
import { PartnershipLayer } from "shimai/map/layer";
import { guardScroll } from "shimai/map/scroll-guard";
import { Events } from "shimai/model/events";
import { fetchJson } from "shimai/model/fetch-json";
import { selectPartnerships } from "shimai/model/filter";
import { Network } from "shimai/model/network";
import { Selection } from "shimai/model/selection";
import { element } from "shimai/ui/dom";
import { Language } from "shimai/ui/language";

/** @import { EventsEvent } from "shimai/map/layer" */
/** @import { EventColumns, MapColumns } from "shimai/model/columns" */
/** @import { LanguageData } from "shimai/ui/language" */
/** @import { PagePatterns } from "shimai/ui/page-links" */

/**
 * `url` is the address of the columns; where it is null, `columns` is the id of the element that holds them;
 * likewise `events_url` and `events_columns` (both empty where there are no events). `query`
 * and `within` select what is drawn.
 * @typedef {object} LoadOptions
 * @property {string | null} url
 * @property {string} columns
 * @property {string | null} events_url
 * @property {string} events_columns
 * @property {boolean} events
 * @property {string} query
 * @property {number[] | null} within
 * @property {PagePatterns | null} pages
 * @property {boolean} filterable
 * @property {boolean} by_kind
 * @property {boolean} legend
 * @property {boolean} bundles
 * @property {boolean} fit
 * @property {boolean} within_page
 * @property {LanguageData} language
 */

/**
 * Fills `group` with a layer of partnerships once their columns are loaded. The map moves to what is shown if
 * `options.fit`, unless `group.moved` says that it has been moved before. Returns the layer; null where the columns
 * can't be loaded, and then the map says so.
 * @param {L.LayerGroup & { moved?: boolean }} group
 * @param {L.Map} map
 * @param {LoadOptions} options
 */
export async function drawPartnerships(group, map, options) {
  const language = new Language(options.language);
  let columns;
  try {
    columns = await (options.url ? fetchJson(options.url) : readInlineColumns(options.columns));
  } catch (error) {
    showFailure(map, language);
    console.warn(error instanceof Error ? error.message : error);
    return null;
  }
  const network = new Network(/** @type {MapColumns} */ (columns));
  const loadEvents = eventLoader(options, network);
  const layer = new PartnershipLayer(network, language, {
    pages: options.pages ?? {},
    legend: options.legend,
    bundles: options.bundles,
    filterable: options.filterable,
    byKind: options.by_kind,
    loadEvents,
  });
  const overlay = loadEvents ? new EventOverlay(layer, loadEvents) : null;
  const selection = Selection.parse(new URLSearchParams(options.query));
  layer.show(selectPartnerships(network, selection, options.within), selection.year);
  group.addLayer(layer);
  layer.overlay = overlay;
  overlay?.show(selection, options.within);
  if (group.moved) {
    layer.keepView();
  } else if (options.fit) {
    layer.fit();
  }
  if (options.within_page) {
    guardScroll(map, language);
  }
  if (overlay) {
    layer.on("events", (event) => overlay.toggle(/** @type {EventsEvent} */ (event).isOn));
    if (options.events) {
      overlay.toggle(true);
    }
  }
  return layer;
}

/**
 * Loads the events when they are first asked for, and then gives the same ones; null where there are none.
 * @param {LoadOptions} options
 * @param {Network} network
 */
function eventLoader({ events_url, events_columns }, network) {
  if (!events_url && !events_columns) {
    return null;
  }
  /** @type {Promise<Events> | null} */
  let loading = null;
  const load = async () => {
    const columns = await (events_url ? fetchJson(events_url) : readInlineColumns(events_columns));
    return new Events(/** @type {EventColumns} */ (columns), network);
  };
  return () => {
    loading ??= load().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

/**
 * The columns that a page carries, bare or as a gzipped data: address.
 * @param {string} id
 * @returns {Promise<unknown>}
 */
async function readInlineColumns(id) {
  const content = JSON.parse(document.getElementById(id)?.textContent ?? "null");
  return typeof content === "string" ? fetchJson(content) : content;
}

/**
 * @param {L.Map} map
 * @param {Language} language
 */
function showFailure(map, { t, lang }) {
  const text = t("The partnerships could not be loaded. Load the page again to try once more.");
  map.getContainer().append(element("p", { class: "shimai-failure", role: "alert", lang }, text));
}
