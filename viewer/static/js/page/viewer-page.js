// The viewer's page: form, address, map, counts, chips, list and links, all showing one state.

import { Address, stateQuery } from "shimai/model/address";
import { selectAndCount } from "shimai/model/filter";
import { partnershipKey } from "shimai/model/selectables";
import { showChips } from "shimai/ui/chips";
import { byId, find, findAll } from "shimai/ui/dom";
import { FilterForm } from "shimai/ui/filter-form";
import { pageTitle } from "shimai/ui/page-title";
import { watchPanel } from "shimai/ui/panel";
import { PartnershipList } from "shimai/ui/partnership-list";
import { Search } from "shimai/ui/search";
import { ShareDialog } from "shimai/ui/share-dialog";
import { Timeline } from "shimai/ui/timeline";

/** @import { ColourEvent, EventsEvent, FilterEvent, OpenEvent, PartnershipLayer, ViewEvent } from "shimai/map/layer" */
/** @import { Series, State } from "shimai/model/address" */
/** @import { Facets } from "shimai/model/filter" */
/** @import { Selection } from "shimai/model/selection" */
/** @import { View } from "shimai/model/view" */

/**
 * `within` lists the partnerships inside the box that the page came with, `bbox`.
 * @typedef {{ standalone: boolean, within: number[] | null, bbox: number[] | null }} PageOptions
 */

/**
 * Starts the page once its layer is ready.
 * @param {PageOptions & { map: L.Map, ready: Promise<PartnershipLayer | null> }} options
 */
export async function startPage({ map, ready, standalone, within, bbox }) {
  watchPanel(map);
  const layer = await ready;
  if (layer) {
    new ViewerPage(map, layer, { standalone, within, bbox }).start();
  } else {
    enableNoJsFallback();
  }
}

// If the data can't be loaded, the page works as without scripts: the server handles the form, and the list is short.
function enableNoJsFallback() {
  for (const node of findAll(document, "#panel .no-js", HTMLElement)) {
    node.classList.remove("no-js");
  }
  for (const node of findAll(document, "#filters .needs-js", HTMLElement)) {
    node.remove();
  }
}

class ViewerPage {
  /**
   * @param {L.Map} map
   * @param {PartnershipLayer} layer
   * @param {PageOptions} options
   */
  constructor(map, layer, { standalone, within, bbox }) {
    const { network, language } = layer;
    this.map = map;
    this.layer = layer;
    this.network = network;
    this.language = language;
    this.within = within;
    this.bbox = bbox;
    this.address = new Address(standalone);
    /** @type {State} */
    this.state = this.address.read();
    // What is shown: while years play, not what is selected.
    this.shown = this.state.selection;
    // While true, what the layer does is no choice of the reader's.
    this._isQuiet = false;
    this.form = byId("filters", HTMLFormElement);
    this.filters = new FilterForm(this.form, language, network.fold, (selection, isTyped) =>
      this.choose(selection, isTyped ? "words" : null),
    );
    this.search = new Search(this.filters.words, network, layer.selectables, language, (key) =>
      this.openFound(key),
    );
    this.list = new PartnershipList(byId("list", HTMLDetailsElement), network, language, {
      pages: layer.settings.pages,
      onOpen: (partnership) => this.openPartnership(partnership),
    });
    this.timeline = new Timeline(byId("timeline", HTMLElement), this.state.selection, language, {
      onChange: (selection, isStep) => this.choose(selection, isStep ? "year" : null),
      onPreview: (selection) => this.preview(selection),
      onEnd: () => this.restore(this.state),
    });
  }

  start() {
    this.map.invalidateSize({ pan: false });
    const shareButton = document.querySelector("[data-share-open]");
    if (shareButton) {
      const dialog = new ShareDialog(byId("share", HTMLDialogElement), this.language, () => this.state);
      shareButton.addEventListener("click", () => dialog.open());
    }
    this.address.watch((state) => {
      this.restore(state);
      if (state.view || !state.open) {
        this.look(state.view);
      }
    });
    const { wasMoved } = this.layer;
    this.restore(this.state);
    if (!wasMoved && (this.state.view || !this.state.open)) {
      this.look(this.state.view);
    }
    this.layer.on("view", (event) => this.noteView(/** @type {ViewEvent} */ (event).view));
    this.layer.on("open", (event) => {
      const { key } = /** @type {OpenEvent} */ (event);
      this.note({ open: key });
    });
    this.layer.on("colour", (event) => {
      const { byKind } = /** @type {ColourEvent} */ (event);
      this.note({ byKind });
    });
    this.layer.on("events", (event) => {
      const { isOn } = /** @type {EventsEvent} */ (event);
      this.note({ events: isOn });
    });
    this.layer.on("filter", (event) => {
      const { name, code } = /** @type {FilterEvent} */ (event);
      this.choose(this.state.selection.with({ [name]: [code] }));
    });
  }

  /**
   * Shows a selection that the reader has chosen, moves the map to it, and puts it into the address.
   * @param {Selection} selection
   * @param {Series} [series]
   */
  choose(selection, series = null) {
    const isPartEnough = this.state.selection.hasSamePlaces(selection);
    this.timeline.pause();
    this.show(selection);
    this.note({ selection, open: this.layer.opened }, series);
    this.layer.follow({ isPartEnough });
  }

  /**
   * Puts what has changed into the address and into the links, unless it only follows from what is being shown.
   * @param {Partial<State>} change
   * @param {Series} [series]
   */
  note(change, series = null) {
    if (!this._isQuiet) {
      this.state = { ...this.state, ...change };
      this.address.push(this.state, series);
      this.showLinks();
    }
  }

  /**
   * Puts where the reader has moved the map into the address; null where it shows what is selected.
   * @param {View | null} view
   */
  noteView(view) {
    if ((view || this.state.view) && !this.timeline.isPlaying) {
      this.state = { ...this.state, view };
      this.address.replace(this.state);
      this.showLinks();
    }
  }

  /**
   * Lets the layer do something that is not a choice of the reader's.
   * @param {() => void} action
   */
  quietly(action) {
    const before = this._isQuiet;
    this._isQuiet = true;
    action();
    this._isQuiet = before;
  }

  /**
   * Shows a state that the address has.
   * @param {State} state
   */
  restore(state) {
    this.timeline.pause();
    this.quietly(() => {
      this.layer.colour(state.byKind);
      this.layer.overlay?.toggle(state.events);
      this.show(state.selection);
      if (!state.open) {
        this.layer.close();
      } else if (state.open !== this.layer.opened) {
        this.layer.open(state.open, { bringIntoView: !state.view, focus: false });
      }
    });
    this.state = { ...state, open: this.layer.opened };
    this.showLinks();
  }

  /**
   * Moves the map to where the reader had moved it, or to what is shown.
   * @param {View | null} view
   */
  look(view) {
    if (view) {
      this.layer.restoreView(view);
    } else {
      this.layer.fit();
    }
  }

  /**
   * Shows a selection while years play or a handle moves; the address keeps what was selected before.
   * @param {Selection} selection
   */
  preview(selection) {
    this.show(selection);
    this.showLinks();
  }

  /** @param {Selection} selection */
  show(selection) {
    this.shown = selection;
    const within = this.bbox && isSameBox(selection.bbox, this.bbox) ? this.within : null;
    const { partnerships, facets } = selectAndCount(this.network, selection, within);
    this.quietly(() => this.layer.show(partnerships, selection.year, this.timeline.isPlaying));
    this.layer.overlay?.show(selection, within);
    this.timeline.show(selection, facets);
    this.filters.write(selection);
    this.filters.count(facets, selection.year);
    this.list.show(partnerships, selection.year);
    this.showResult(selection, facets);
    this.showYear(selection.year);
    showChips(byId("chips", HTMLElement), {
      selection,
      network: this.network,
      form: this.form,
      language: this.language,
      onRemove: (rest) => this.choose(rest),
    });
  }

  /**
   * @param {Selection} selection
   * @param {Facets} facets
   */
  showResult(selection, { total, undatedLeftOut }) {
    const { tn } = this.language;
    const text = tn("%(count)s partnership", "%(count)s partnerships", total);
    for (const node of findAll(document, "[data-total]", HTMLElement)) {
      node.textContent = text;
    }
    const leftOut = byId("left-out", HTMLElement);
    leftOut.hidden = undatedLeftOut === 0;
    find(leftOut, "[data-left-out]", HTMLElement).textContent = tn(
      "%(count)s without a date is not shown.",
      "%(count)s without a date are not shown.",
      undatedLeftOut,
    );
    for (const node of findAll(document, "[data-coverage]", HTMLElement)) {
      node.hidden = String(selection.country) !== node.dataset.coverage;
    }
    byId("none", HTMLElement).hidden = total > 0;
    const badge = find(document, "[data-filter-count]", HTMLElement);
    badge.textContent = selection.size ? this.language.number(selection.size) : "";
    const { network, form, language } = this;
    document.title = pageTitle({ selection, network, form, language });
  }

  /**
   * The year in which the partnerships are in force, beside their number and, while years play, large on the map.
   * @param {number | null} year
   */
  showYear(year) {
    const { t } = this.language;
    const beside = byId("result-year", HTMLElement);
    beside.hidden = year === null;
    beside.textContent = year === null ? "" : t("in force in %(year)s", { year });
    const large = byId("map-year", HTMLElement);
    large.hidden = !this.timeline.isPlaying;
    large.textContent = String(year ?? "");
    // While years play, the time line says what they have come to when it pauses.
    find(document, "h1.result", HTMLElement).ariaLive = this.timeline.isPlaying ? "off" : "polite";
  }

  // Every link that carries the selection: downloads, the other languages, "include them".
  showLinks() {
    for (const link of findAll(document, "a[data-selection]", HTMLAnchorElement)) {
      const { selection: kind = "", lang } = link.dataset;
      const query = this.queryOf(kind);
      const parts = [lang && `lang=${lang}`, query].filter(Boolean).join("&");
      const path = (link.getAttribute("href") ?? "").split(/[?#]/)[0];
      link.setAttribute("href", this.address.standalone ? `#${query}` : path + (parts ? `?${parts}` : ""));
      link.onclick = kind === "undated" ? (event) => this.includeUndated(event) : null;
    }
  }

  /**
   * The query of a link, by what the link is for.
   * @param {string} kind
   */
  queryOf(kind) {
    if (kind === "language") {
      return stateQuery({ ...this.state, selection: this.shown });
    }
    return kind === "undated" ? this.shown.with({ undated: "include" }).query() : this.shown.query();
  }

  /** @param {Event} event */
  includeUndated(event) {
    event.preventDefault();
    this.choose(this.shown.with({ undated: "include" }));
  }

  /** @param {number} partnership */
  openPartnership(partnership) {
    this.uncoverMap();
    this.layer.open(partnershipKey(this.network, partnership), { bringIntoView: true });
  }

  /**
   * Opens what the search found. The search words would hide its neighbours, so they are removed; where other filters
   * hide all of it, they are removed too.
   * @param {string} key
   */
  openFound(key) {
    this.uncoverMap();
    this.choose(this.state.selection.with({ q: "" }));
    if (!this.layer.open(key, { bringIntoView: true })) {
      this.choose(this.state.selection.cleared());
      this.layer.open(key, { bringIntoView: true });
    }
  }

  // On a narrow screen the panel lies over the map: it makes room for the card.
  uncoverMap() {
    document.documentElement.classList.remove("panel-open");
  }
}

/**
 * @param {string} text
 * @param {number[]} box
 */
function isSameBox(text, box) {
  return String(text.split(",").map(Number)) === String(box);
}
