// The partnerships as a Leaflet layer: lines, towns, tooltip, card and legend, fed by columns.

import { CanvasLayer, ensurePane } from "shimai/canvas";
import { Card } from "shimai/card";
import { element } from "shimai/dom";
import { fetchJson } from "shimai/fetch";
import { frame, frameBeside, uncover } from "shimai/framing";
import { paintHighlight } from "shimai/highlight";
import { Labels } from "shimai/labels";
import { Legend } from "shimai/legend";
import { toX, toY } from "shimai/mercator";
import { lineAt, townAt } from "shimai/nearest";
import { Network } from "shimai/network";
import { Arcs, Pictures } from "shimai/picture";
import { Selection, selectTies } from "shimai/selection";
import { subjectCard } from "shimai/subject-card";
import { Subjects, tieKey } from "shimai/subjects";
import { readTheme, watchTheme } from "shimai/theme";
import { tieCard } from "shimai/tie-card";
import { boxAround, paintPaths } from "shimai/ties";
import { Tooltip } from "shimai/tooltip";
import { paintTowns } from "shimai/towns";
import { Words } from "shimai/words";

const MOST_NAMES = 16;
const MOST_COUNTS = 24;
const MANY = 500;

/**
 * Fires `open` with the `key` of what its card shows ("" when it is closed), `colour` with `byKind` when the reader
 * has chosen what colours tell, and, where `filterable`, `filter` with `name` and `code` of what to see alone.
 */
export const PartnershipLayer = L.Layer.extend({
  options: { pages: {}, legend: true, filterable: false, byKind: false, attribution: "" },

  initialize(network, words, options) {
    L.setOptions(this, options);
    Object.assign(this, { network, words, arcs: new Arcs(network), subjects: new Subjects(network) });
    Object.assign(this, {
      hover: null,
      pinned: null,
      opened: "",
      look: { year: null, byKind: this.options.byKind },
    });
    this.options.attribution = credits(words);
    this._gather(Array.from({ length: network.size }, (_, tie) => tie));
  },

  onAdd(map) {
    const container = map.getContainer();
    container.lang = this.words.lang;
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", this.words.t("Map of partnerships"));
    this._canvas = new CanvasLayer({
      pane: ensurePane(map, "shimai-ties", 410),
      paint: (context, view) => this._paint(context, view),
    });
    this._front = null;
    this._tooltip = new Tooltip(container, this.network, this.words);
    this._card = new Card(container, this.words, () => this._forget());
    this._legend = this.options.legend
      ? new Legend(this.words, (byKind) => this._chooseColour(byKind))
      : null;
    this._theme = readTheme(container);
    this._stopWatching = watchTheme(() => this._readTheme());
    map.attributionControl?.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>');
    map.addLayer(this._canvas);
    this._legend?.addTo(map);
    this._updateLegend();
    this._repaintFront();
  },

  onRemove(map) {
    this._stopWatching();
    [this._canvas, this._front, this._legend, this._tooltip, this._card].forEach((part) => part?.remove());
  },

  getEvents() {
    return { mousemove: this._onMove, mouseout: this._onOut, movestart: this._onOut, click: this._onClick };
  },

  /** Shows these ties and no others, with the status that they had in `year` (today's where null). */
  show(ties, year = null) {
    this.hover = null;
    if (year === this.look.year && sameTies(ties, this.ties)) {
      return;
    }
    this.look = { ...this.look, year };
    this._gather(ties);
    this._refreshCard();
    this._repaint();
  },

  /** Lets colours tell the kind, or the status. */
  colour(byKind) {
    if (byKind === this.look.byKind) {
      return;
    }
    this.look = { ...this.look, byKind };
    this._gather(this.ties);
    this._repaint();
  },

  /** Moves the map to what is shown. */
  fit() {
    // Of many, what is drawn already tells enough.
    const box = this.ties.length > MANY ? this._pictures.at(this._map.getZoom()).box : this._boxOf(this.ties);
    if (box) {
      const labels = this.ties.length === 1 ? 110 : 40;
      const padding = { paddingTopLeft: [56, 24], paddingBottomRight: [labels, this._legend ? 96 : 40] };
      frame(this._map, box, { isEverything: this.ties.length === this.network.size, padding });
    }
  },

  /**
   * Opens the card of what has this key, with those of its ties that are shown, and tells whether there are any.
   * `back` is the key of the list that the reader came from.
   */
  open(key, { bringIntoView = false, focus = true, back = "" } = {}) {
    const ties = this._tiesOf(key);
    if (ties.length === 0) {
      this.close();
      return false;
    }
    this.opened = key;
    this._pin(ties);
    this._showCard(key, ties, { focus, back });
    if (bringIntoView) {
      frameBeside(this._map, this._boxOf(ties), this._card.size);
    }
    this.fire("open", { key });
    return true;
  },

  close() {
    this._card.close();
    this._forget();
  },

  _boxOf(ties) {
    return boxAround(this.arcs.coarse(ties), ties);
  },

  _tiesOf(key) {
    return this.subjects.find(key)?.ties.filter((tie) => this._shown.has(tie)) ?? [];
  },

  _showCard(key, ties, { focus, back }) {
    const { network, words } = this;
    const { pages, filterable } = this.options;
    const goBack = back ? () => this.open(back) : null;
    if (ties.length === 1) {
      this._card.show(tieCard(network, ties[0], words, pages), { focus, back: goBack });
      return;
    }
    const openTie = (tie) => this.open(tieKey(network, tie), { back: key });
    const filter = filterable ? (code) => this.fire("filter", code) : null;
    const card = subjectCard(network, this.subjects.find(key), ties, words, { openTie, filter, pages });
    this._card.show(card, { focus, back: goBack });
  },

  // What is open stays open with what is left of it.
  _refreshCard() {
    if (!this.opened) {
      return;
    }
    const ties = this._tiesOf(this.opened);
    if (ties.length === 0) {
      this.close();
    } else if (String(ties) !== String(this.pinned)) {
      this._pin(ties);
      this._showCard(this.opened, ties, { focus: false, back: "" });
    }
  },

  _forget() {
    this._pin(null);
    if (this.opened) {
      this.opened = "";
      this.fire("open", { key: "" });
    }
  },

  _gather(ties) {
    this.ties = ties;
    this._shown = new Set(ties);
    this._pictures = new Pictures(this.network, this.arcs, ties, this.look);
  },

  _repaint() {
    if (this._map) {
      this._updateLegend();
      this._canvas.repaint();
      this._repaintFront();
    }
  },

  // What stands out has a canvas of its own, in front, from the first time that anything does.
  _repaintFront() {
    if (!this._front && this._standingOut()) {
      this._front = new CanvasLayer({
        pane: ensurePane(this._map, "shimai-front", 420),
        paint: (context, view) => this._paintFront(context, view),
      });
      this._map.addLayer(this._front);
    }
    this._front?.repaint();
  },

  _standingOut() {
    return this.hover ?? this.pinned ?? (this.ties.length === 1 ? this.ties : null);
  },

  _updateLegend() {
    const { network, look, ties } = this;
    const statuses = new Set(ties.map((tie) => network.statusIn(tie, look.year)));
    const kinds = new Set(look.byKind ? ties.map((tie) => network.kind(tie)) : []);
    this._legend?.update({ statuses, kinds: network.kinds.filter((kind) => kinds.has(kind)), ...look });
  },

  _chooseColour(byKind) {
    this.colour(byKind);
    this.fire("colour", { byKind });
  },

  _readTheme() {
    this._theme = readTheme(this._map.getContainer());
    this._repaint();
  },

  _paint(context, view) {
    const strength = Math.max(0.22, Math.min(0.9, 11 / Math.sqrt(this.ties.length || 1)));
    const width = lineWidth(view.zoom);
    const { paths, box, towns, bundles } = this._pictures.at(view.zoom);
    paintPaths(context, view, this._theme, paths, { strength, width, box });
    paintTowns(context, view, this._theme, towns);
    if (this._hasPainted) {
      const labels = new Labels(context, view, this._theme);
      labels.name(towns.slice(0, MOST_NAMES), this.words.lang);
      labels.count(bundles.slice(0, MOST_COUNTS), this.words);
    } else {
      // The first letters make the browser look for fonts: the lines needn't wait for that.
      this._hasPainted = true;
      setTimeout(() => this._canvas.repaint());
    }
  },

  _paintFront(context, view) {
    const ties = this._standingOut();
    if (ties) {
      paintHighlight(context, view, {
        network: this.network,
        arcs: this.arcs.fine(ties),
        ties,
        look: this.look,
        theme: this._theme,
        lang: this.words.lang,
        zoomWidth: lineWidth(view.zoom),
      });
    }
  },

  _pin(ties) {
    this.pinned = ties;
    this.hover = null;
    this._fade();
  },

  _hover(ties) {
    if (this.hover !== ties && String(this.hover) !== String(ties)) {
      this.hover = ties;
      this._fade();
    }
  },

  _fade() {
    this._canvas.getPane().classList.toggle("shimai-faded", Boolean(this.hover ?? this.pinned));
    this._repaintFront();
  },

  _find({ latlng }) {
    const zoom = this._map.getZoom();
    const scale = this._map.getZoomScale(zoom, 0);
    const coarse = matchMedia("(pointer: coarse)").matches;
    const [x, y] = [toX(latlng.lng), toY(latlng.lat)];
    const { towns, lines } = this._pictures.at(zoom);
    const town = townAt(towns, x, y, { scale, zoom, reach: coarse ? 10 : 2 });
    const found = town ? -1 : lineAt(lines, lines.keys(), x, y, { scale, reach: coarse ? 14 : 6 });
    return { town, line: found < 0 ? null : lines[found] };
  },

  _onMove(event) {
    const { town, line } = this._find(event);
    this._map.getContainer().classList.toggle("shimai-pointing", Boolean(town ?? line));
    if (town) {
      this._tooltip.showTown(town, event.containerPoint);
      this._hover(town.ties);
    } else if (line) {
      this._tooltip.showLine(line, event.containerPoint);
      this._hover(line.ties);
    } else {
      this._onOut();
    }
  },

  _onOut() {
    this._tooltip.hide();
    this._hover(null);
  },

  _onClick(event) {
    const { town, line } = this._find(event);
    this._tooltip.hide();
    const key = (town ?? line)?.key ?? this._countryAt(event.latlng);
    const isTie = line && !line.ends;
    if (this.open(key) && !isTie) {
      uncover(this._map, event.containerPoint, this._card.size);
    }
  },

  // Only a layer with outlines, such as our base map, can tell the country.
  _countryAt(latlng) {
    let number = "";
    this._map.eachLayer((layer) => {
      number ||= layer.countryAt?.(latlng) ?? "";
    });
    const index = number ? this.network.countries.number.indexOf(number) : -1;
    return index < 0 ? "" : `countries/${this.network.countries.code[index]}`;
  },
});

function sameTies(some, others) {
  return some.length === others.length && some.every((tie, index) => tie === others[index]);
}

function lineWidth(zoom) {
  return Math.max(0.7, Math.min(2, 0.7 + (zoom - 2) * 0.22));
}

function credits({ t }) {
  return t("Places: %(geonames)s (CC BY 4.0)", {
    geonames: '<a href="https://www.geonames.org/">GeoNames</a>',
  });
}

// The columns that a page carries, bare or as a gzipped data: address.
async function readInside(id) {
  const inside = JSON.parse(document.getElementById(id).textContent);
  return typeof inside === "string" ? fetchJson(inside) : inside;
}

/**
 * Fills `group` with the layer once its columns are here: `options.columns` names the element that holds them,
 * `options.url` the address they come from; `options.query` and `options.within` select, `options.fit` moves the map
 * unless `group.moved` says that someone else has. Returns the layer; null where the columns don't come, and then
 * the map says so.
 */
export async function drawPartnerships(group, map, options) {
  const words = new Words(options.words);
  let columns;
  try {
    columns = await (options.url ? fetchJson(options.url) : readInside(options.columns));
  } catch (error) {
    const sorry = words.t("The partnerships could not be loaded. Load the page again to try once more.");
    map
      .getContainer()
      .append(element("p", { class: "shimai-failure", role: "alert", lang: words.lang }, sorry));
    console.warn(error.message);
    return null;
  }
  const network = new Network(columns);
  const layer = new PartnershipLayer(network, words, {
    pages: options.pages ?? {},
    legend: options.legend,
    filterable: options.filterable,
    byKind: options.by_kind,
  });
  const selection = Selection.parse(new URLSearchParams(options.query));
  layer.show(selectTies(network, selection, options.within), selection.year);
  group.addLayer(layer);
  layer.wasMoved = Boolean(group.moved);
  if (options.fit && !layer.wasMoved) {
    layer.fit();
  }
  return layer;
}
