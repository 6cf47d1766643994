// The partnerships as a Leaflet layer: lines, towns, tooltip, card and legend, fed by columns.

import { nearestCopy } from "shimai/arcs";
import { CanvasLayer, ensurePane } from "shimai/canvas";
import { Card } from "shimai/card";
import { element } from "shimai/dom";
import { fetchJson } from "shimai/fetch";
import { paintHighlight } from "shimai/highlight";
import { Legend } from "shimai/legend";
import { toLatitude, toLongitude, toX, toY, WORLD } from "shimai/mercator";
import { Labels } from "shimai/labels";
import { lineAt, townAt } from "shimai/nearest";
import { Network } from "shimai/network";
import { Arcs, Pictures } from "shimai/picture";
import { Selection, selectTies } from "shimai/selection";
import { readTheme, watchTheme } from "shimai/theme";
import { boxAround, paintPaths } from "shimai/ties";
import { paintTowns } from "shimai/towns";
import { Tooltip } from "shimai/tooltip";
import { Words } from "shimai/words";

// Arcs over the pole don't push the towns out of the picture.
const NORTHMOST = 74;
const SOUTHMOST = -56;

// A narrow map can't hold the whole earth at a size to read: it shows Japan and what is near.
const SMALLEST_WORLD = 1.25;
const PACIFIC = [24, 150];

const MOST_NAMES = 16;
const MOST_COUNTS = 24;

export const PartnershipLayer = L.Layer.extend({
  options: { permalink: null, legend: true, attribution: "" },

  initialize(network, words, options) {
    L.setOptions(this, options);
    Object.assign(this, { network, words, arcs: new Arcs(network), year: null, hover: null, pinned: null });
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
    this._front = new CanvasLayer({
      pane: ensurePane(map, "shimai-front", 420),
      paint: (context, view) => this._paintFront(context, view),
    });
    this._tooltip = new Tooltip(container, this.network, this.words);
    this._card = new Card(container, this.network, this.words, {
      permalink: this.options.permalink,
      onClose: () => this._pin(null),
      onTie: (tie, list) => this._pin(tie === null ? list.ties : [tie]),
    });
    this._legend = this.options.legend ? new Legend(this.words) : null;
    this._theme = readTheme(container);
    this._stopWatching = watchTheme(() => this._readTheme());
    map.attributionControl?.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>');
    [this._canvas, this._front].forEach((layer) => map.addLayer(layer));
    this._legend?.addTo(map);
    this._updateLegend();
  },

  onRemove(map) {
    this._stopWatching();
    [this._canvas, this._front].forEach((layer) => map.removeLayer(layer));
    [this._legend, this._tooltip, this._card].forEach((part) => part?.remove());
  },

  getEvents() {
    return { mousemove: this._onMove, mouseout: this._onOut, movestart: this._onOut, click: this._onClick };
  },

  /** Shows these ties and no others, with the status that they had in `year` (today's where null). */
  show(ties, year = null) {
    this.year = year;
    this._gather(ties);
    if (this.pinned && !this.pinned.every((tie) => this._shown.has(tie))) {
      this._card.close();
    }
    this.hover = null;
    this._repaint();
  },

  /** Moves the map to what is shown: to the whole earth once around the Pacific where the lines span most of it. */
  fit() {
    const box = boxAround(this.arcs.coarse, this.ties);
    if (!box) {
      return;
    }
    if (box.east - box.west > WORLD * 0.7) {
      // A narrow map shows a selection whole, however small; all ties start at a size that can be read.
      const smallest = this.ties.length === this.network.size ? SMALLEST_WORLD : 0;
      const zoom = Math.max(smallest, Math.log2(this._map.getSize().x / WORLD));
      this._map.setView(PACIFIC, zoom, { animate: false });
    } else {
      const labels = this.ties.length === 1 ? 110 : 40;
      const padding = { paddingTopLeft: [56, 24], paddingBottomRight: [labels, this._legend ? 96 : 40] };
      this._map.fitBounds(boundsOf(box), { ...padding, maxZoom: 6, animate: false });
    }
  },

  /** Opens the card of a tie, and brings the tie into view beside it. */
  open(tie, { bringIntoView = false } = {}) {
    this._pin([tie]);
    this._card.showTie(tie);
    if (bringIntoView) {
      this._bringIntoView(tie);
    }
  },

  _bringIntoView(tie) {
    const box = this.arcs.coarse[tie];
    const shift = nearestCopy(box.west, toX(this._map.getCenter().lng)) - box.west;
    const bounds = boundsOf({ ...box, west: box.west + shift, east: box.east + shift });
    const { width, height } = this._card.size;
    const isSheet = width >= this._map.getSize().x;
    this._map.fitBounds(bounds, {
      paddingTopLeft: [48, 64],
      paddingBottomRight: isSheet ? [72, height + 24] : [width + 130, 96],
      maxZoom: 6,
      animate: !wantsCalm(),
    });
  },

  // Moves the map just so far that the card doesn't lie over what was clicked.
  _uncover(point) {
    const { width, height } = this._card.size;
    const size = this._map.getSize();
    const isSheet = width >= size.x;
    const right = isSheet ? 0 : point.x - (size.x - width - 60);
    const down = isSheet ? point.y - (size.y - height - 40) : 0;
    if (right > 0 || down > 0) {
      this._map.panBy([Math.max(0, right), Math.max(0, down)], { animate: !wantsCalm() });
    }
  },

  close() {
    this._card.close();
  },

  _gather(ties) {
    this.ties = ties;
    this._shown = new Set(ties);
    this._pictures = new Pictures(this.network, this.arcs, ties, this.year);
  },

  _repaint() {
    if (this._map) {
      this._updateLegend();
      this._canvas.repaint();
      this._front.repaint();
    }
  },

  _updateLegend() {
    this._legend?.update(new Set(this.ties.map((tie) => this.network.statusIn(tie, this.year))), this.year);
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
    const ties = this.hover ?? this.pinned ?? this.ties;
    if (ties !== this.ties || ties.length === 1) {
      paintHighlight(context, view, {
        network: this.network,
        arcs: this.arcs.at(view.zoom),
        ties,
        year: this.year,
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
    this._front.repaint();
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
    if (town) {
      this._pin(town.ties);
      this._card.showTown(town);
      this._uncover(event.containerPoint);
    } else if (line?.ends) {
      this._pin(line.ties);
      this._card.showBundle(line);
      this._uncover(event.containerPoint);
    } else if (line) {
      this.open(line.ties[0]);
    } else {
      this._card.close();
    }
  },
});

function wantsCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function boundsOf({ west, east, north, south }) {
  return L.latLngBounds(
    [Math.max(SOUTHMOST, toLatitude(south)), toLongitude(west)],
    [Math.min(NORTHMOST, toLatitude(north)), toLongitude(east)],
  );
}

function lineWidth(zoom) {
  return Math.max(0.7, Math.min(2, 0.7 + (zoom - 2) * 0.22));
}

function credits({ t }) {
  return t("Places: %(geonames)s (CC BY 4.0)", { geonames: '<a href="https://www.geonames.org/">GeoNames</a>' });
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
    columns = options.url
      ? await fetchJson(options.url)
      : JSON.parse(document.getElementById(options.columns).textContent);
  } catch (error) {
    const sorry = words.t("The partnerships could not be loaded. Load the page again to try once more.");
    map.getContainer().append(element("p", { class: "shimai-failure", role: "alert", lang: words.lang }, sorry));
    console.warn(error.message);
    return null;
  }
  const network = new Network(columns);
  const layer = new PartnershipLayer(network, words, { permalink: options.permalink, legend: options.legend });
  const selection = Selection.parse(new URLSearchParams(options.query));
  layer.show(selectTies(network, selection, options.within), selection.year);
  group.addLayer(layer);
  layer.wasMoved = Boolean(group.moved);
  if (options.fit && !layer.wasMoved) {
    layer.fit();
  }
  return layer;
}
