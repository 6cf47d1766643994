// The partnerships of a network as a Leaflet layer: lines, towns, tooltip, card and legend.

import { countryKeyAt } from "shimai/map/basemap";
import { KeyboardCursor } from "shimai/map/keyboard-cursor";
import { ArcCache, EXACT_BOX_LIMIT, LayerCache } from "shimai/map/layer-cache";
import { LayerCard } from "shimai/map/layer-card";
import { LayerPainter } from "shimai/map/layer-painter";
import { Legend } from "shimai/map/legend";
import { credits, describeMap } from "shimai/map/map-description";
import { MapView } from "shimai/map/map-view";
import { Pointer } from "shimai/map/pointer";
import { Tooltip } from "shimai/map/tooltip";
import { ViewButtons } from "shimai/map/view-buttons";
import { Selectables } from "shimai/model/selectables";
import { choiceCard } from "shimai/ui/choice-card";

/** @import { Hit } from "shimai/map/pointer" */
/** @import { EventOverlay } from "shimai/map/event-overlay" */
/** @import { Look } from "shimai/map/lines" */
/** @import { Events } from "shimai/model/events" */
/** @import { Network } from "shimai/model/network" */
/** @import { FilterCode, Selectable } from "shimai/model/selectables" */
/** @import { View } from "shimai/model/view" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */
/** @import { PagePatterns } from "shimai/ui/page-links" */

/**
 * `filterable`: whether the page around the map can filter, so that cards offer it. `loadEvents` gives the events that
 * cards and the overlay show, null where there are none.
 * @typedef {{ pages: PagePatterns, legend: boolean, bundles: boolean, filterable: boolean, byKind: boolean,
 *   loadEvents: (() => Promise<Events>) | null }} LayerSettings
 */

/** @typedef {{ bringIntoView?: boolean, focus?: boolean, back?: string }} OpenOptions */

/** @typedef {L.LeafletEvent & { key: string }} OpenEvent */
/** @typedef {L.LeafletEvent & { byKind: boolean }} ColourEvent */
/** @typedef {L.LeafletEvent & { isOn: boolean }} EventsEvent */
/** @typedef {L.LeafletEvent & { view: View | null }} ViewEvent */
/** @typedef {L.LeafletEvent & FilterCode} FilterEvent */

/**
 * Fires `open` (`OpenEvent`) with the key of what its card shows, "" when it is closed; `colour` (`ColourEvent`) when
 * the reader has chosen what colours mean; `events` (`EventsEvent`) when events are turned on or off; `view`
 * (`ViewEvent`) when the map has moved; and, where `filterable`, `filter` (`FilterEvent`) when the reader wants to see
 * only one country, prefecture or municipality.
 */
export class PartnershipLayer extends L.Layer {
  /**
   * @param {Network} network
   * @param {Language} language
   * @param {LayerSettings} settings
   */
  constructor(network, language, settings) {
    super();
    L.Util.setOptions(this, { attribution: credits(language) });
    this.network = network;
    this.language = language;
    this.settings = settings;
    this.selectables = new Selectables(network);
    /** @type {EventOverlay | null} */
    this.overlay = null;
    /** @type {Look} */
    this.look = { year: null, byKind: settings.byKind };
    this._arcs = new ArcCache(network);
    this.partnerships = Array.from({ length: network.size }, (_, index) => index);
    this._shown = new Set(this.partnerships);
    this._cache = this._makeCache();
    /** @type {number[] | null} */
    this._hovered = null;
    /** @type {number[] | null} */
    this._pinned = null;
    /** @type {ReturnType<PartnershipLayer["_makeParts"]> | null} */
    this._parts = null;
  }

  /** The key of what its card shows; "" for nothing. */
  get opened() {
    return this._parts?.card.opened ?? "";
  }

  /** Whether the reader has moved the map. */
  get wasMoved() {
    return this._parts?.view.isMoved ?? false;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    describeMap(map, this.language);
    this._parts = this._makeParts(map);
    this._parts.tooltip.year = this.look.year;
    this._parts.card.year = this.look.year;
    this._repaint();
    this._updateHighlight();
    this._parts.painter.start();
    this._parts.legend?.addTo(map);
    this._parts.buttons?.addTo(map);
    return this;
  }

  onRemove() {
    if (this._parts) {
      for (const part of Object.values(this._parts)) {
        part?.remove();
      }
      this._parts = null;
    }
    return this;
  }

  /**
   * Shows these partnerships and no others, with the status that they had in `year` (today's where null).
   * Those that the years bring and take away while they play stand out for a moment.
   * @param {number[]} partnerships
   * @param {number | null} year
   * @param {boolean} isPlaying
   */
  show(partnerships, year = null, isPlaying = false) {
    this._hovered = null;
    if (year === this.look.year && isSameList(partnerships, this.partnerships)) {
      return;
    }
    this.look = { ...this.look, year };
    const before = this._shown;
    this._setContent(partnerships);
    if (this._parts) {
      if (isPlaying) {
        this._parts.painter.flash(this._cache, before);
      }
      this._parts.tooltip.year = year;
      this._parts.card.year = year;
      this._parts.card.refresh();
    }
    this._repaint();
    this._updateHighlight();
  }

  /**
   * Lets colours mean the kind, or the status.
   * @param {boolean} byKind
   */
  colour(byKind) {
    if (byKind !== this.look.byKind) {
      this.look = { ...this.look, byKind };
      this._setContent(this.partnerships);
      this._repaint();
    }
  }

  /**
   * Moves the map to what is open, else to what is shown.
   * @param {{ isAnimated?: boolean }} [options]
   */
  fit({ isAnimated = false } = {}) {
    const partnerships = this._pinned ?? this.partnerships;
    const box = this._cache.boxOf(partnerships);
    if (box) {
      this._parts?.view.fit(box, { isMany: partnerships.length > EXACT_BOX_LIMIT, isAnimated });
    }
  }

  /**
   * Moves the map to what is shown if that isn't in view, as a whole or, where `isPartEnough`, at least one town of it;
   * not while the reader has hold of the map.
   * @param {{ isPartEnough: boolean }} options
   */
  follow({ isPartEnough }) {
    const view = this._parts?.view;
    const box = this._cache.boxOf(this.partnerships);
    if (!view || view.isHeld || !box) {
      return;
    }
    const isShown = isPartEnough
      ? view.showsOneOf(this._cache.at(this._map.getZoom()).towns)
      : view.shows(box);
    if (!isShown) {
      this.fit({ isAnimated: true });
    }
  }

  /**
   * Moves the map to where the reader had moved it.
   * @param {View} view
   */
  restoreView(view) {
    this._parts?.view.restore(view);
  }

  /** Leaves the map where it is, until the reader or a filter moves it. */
  keepView() {
    if (this._parts) {
      this._parts.view.isMoved = true;
    }
  }

  /**
   * Opens the card of the selectable with this key, with those of its partnerships that are shown, and returns whether
   * there are any. `back` is the key of the list that the reader came from.
   * @param {string} key
   * @param {OpenOptions} [options]
   */
  open(key, { bringIntoView = false, focus = true, back = "" } = {}) {
    const found = this._find(key);
    if (!found || !this._parts) {
      this.close();
      return false;
    }
    this._parts.card.open(found, { focus, back });
    const box = this._cache.boxOf(found.partnerships);
    if (bringIntoView && box) {
      this._parts.view.fit(box, { isAnimated: true });
    }
    this.fire("open", { key });
    return true;
  }

  close() {
    this._parts?.card.close();
  }

  /**
   * Shows something on the card that is none of its partnerships, in place of what is open.
   * @param {CardContent} content
   */
  showCard(content) {
    this._parts?.card.showOther(content);
  }

  /**
   * Lets the legend say whether events are shown.
   * @param {boolean} isOn
   */
  checkEvents(isOn) {
    const { legend } = this._parts ?? {};
    if (legend) {
      legend.events.checked = isOn;
    }
  }

  get map() {
    return this._map;
  }

  /** @param {L.Map} map */
  _makeParts(map) {
    const { network, language } = this;
    const container = map.getContainer();
    return {
      view: new MapView(map, (view) => this.fire("view", { view })),
      pointer: new Pointer(map, {
        content: () => this._cache.at(map.getZoom()),
        onPoint: (hit) => this._point(hit),
        onChoose: (hit) => this._choose(hit),
      }),
      cursor: new KeyboardCursor(map, {
        content: () => this._cache.at(map.getZoom()),
        onPoint: (hit) => this._point(hit),
        onChoose: (hit) => this._choose(hit),
        onBack: () => this.close(),
      }),
      painter: new LayerPainter(map, network, language),
      tooltip: new Tooltip(container, network, language),
      card: new LayerCard(container, network, language, this.settings, {
        find: (key) => this._find(key),
        open: (key, options) => this.open(key, options),
        pin: (partnerships) => this._pin(partnerships),
        filter: (code) => this.fire("filter", code),
        onClose: () => this.fire("open", { key: "" }),
      }),
      legend: this.settings.legend ? this._makeLegend() : null,
      buttons: map.zoomControl ? this._makeButtons() : null,
    };
  }

  _makeLegend() {
    const onEvents = (/** @type {boolean} */ isOn) => this.fire("events", { isOn });
    const choose = (/** @type {boolean} */ byKind) => this._chooseColour(byKind);
    return new Legend(this.language, choose, this.settings.loadEvents ? onEvents : null);
  }

  _makeButtons() {
    return new ViewButtons(this.language, {
      onFit: () => this.fit({ isAnimated: true }),
      onWorld: () => this._parts?.view.showWorld(),
    });
  }

  _makeCache() {
    const { network, partnerships, look, settings } = this;
    return new LayerCache(network, this._arcs, partnerships, look, settings.bundles);
  }

  /** @param {number[]} partnerships */
  _setContent(partnerships) {
    this.partnerships = partnerships;
    this._shown = new Set(partnerships);
    this._cache = this._makeCache();
  }

  /**
   * The selectable with this key, with those of its partnerships that are shown; null where there are none.
   * @param {string} key
   * @returns {Selectable | null}
   */
  _find(key) {
    const selectable = this.selectables.find(key);
    const partnerships = selectable?.partnerships.filter((partnership) => this._shown.has(partnership)) ?? [];
    return selectable && partnerships.length > 0 ? { ...selectable, partnerships } : null;
  }

  _repaint() {
    if (this._parts) {
      const { network, look, partnerships } = this;
      const statuses = new Set(partnerships.map((partnership) => network.statusIn(partnership, look.year)));
      const kinds = new Set(look.byKind ? partnerships.map((partnership) => network.kind(partnership)) : []);
      this._parts.legend?.update({
        statuses: network.statuses.filter((status) => statuses.has(status)),
        kinds: network.kinds.filter((kind) => kinds.has(kind)),
        ...look,
      });
      this._parts.painter.show(this._cache);
    }
  }

  /** @param {boolean} byKind */
  _chooseColour(byKind) {
    this.colour(byKind);
    this.fire("colour", { byKind });
  }

  /** @param {number[] | null} partnerships */
  _pin(partnerships) {
    this._pinned = partnerships;
    this._hovered = null;
    this._updateHighlight();
  }

  /** @param {number[] | null} partnerships */
  _hover(partnerships) {
    if (!isSameList(partnerships, this._hovered)) {
      this._hovered = partnerships;
      this._updateHighlight();
    }
  }

  // A single partnership always stands out.
  _updateHighlight() {
    const chosen = this._hovered ?? this._pinned;
    const alone = this.partnerships.length === 1 ? this.partnerships : null;
    this._parts?.painter.highlight(chosen ?? alone, chosen !== null);
  }

  /**
   * Shows in words and raises what the reader points at.
   * @param {Hit | null} hit
   */
  _point(hit) {
    const found = hit?.town ?? hit?.lines[0] ?? null;
    this._map.getContainer().classList.toggle("shimai-pointing", found !== null);
    this._parts?.tooltip.show(hit);
    this._hover(found?.partnerships ?? null);
  }

  /**
   * Opens what the reader has chosen: a town, a line, the country that lies there; asks where several lines lie.
   * @param {Hit} hit
   */
  _choose({ town, lines, latlng, point }) {
    this._parts?.tooltip.hide();
    if (!town && lines.length > 1) {
      this.showCard(choiceCard(this.network, lines, this.language, this.look.year, (key) => this.open(key)));
      this._pin(lines.flatMap(({ partnerships }) => partnerships));
      return;
    }
    const key = (town ?? lines[0])?.key ?? countryKeyAt(this._map, this.network, latlng);
    const isSingleLine = lines.length === 1 && !lines[0].ends;
    if (this.open(key) && !isSingleLine) {
      this._parts?.view.uncover(point);
    }
  }
}

/**
 * @param {number[] | null} some
 * @param {number[] | null} others
 */
function isSameList(some, others) {
  if (some === null || others === null) {
    return some === others;
  }
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
