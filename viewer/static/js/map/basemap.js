// Natural Earth's land and borders, from world-atlas, on one canvas under everything else; and the scale.

import { CanvasLayer, ensurePane } from "shimai/map/canvas-layer";
import { limitView } from "shimai/map/limits";
import { toX, toY, WORLD } from "shimai/map/mercator";
import { Outlines } from "shimai/map/outlines";
import { linesPath, polygonsOf, polygonsPath } from "shimai/map/rings";
import { readGroundTheme, watchTheme } from "shimai/map/theme";
import { fetchJson } from "shimai/model/fetch-json";

/** @import { GeometryCollection, Topology } from "topojson-specification" */
/** @import { View } from "shimai/map/canvas-layer" */
/** @import { GroundTheme } from "shimai/map/theme" */
/** @import { Network } from "shimai/model/network" */

/** @typedef {Topology<{ countries: GeometryCollection, land: GeometryCollection }>} Atlas */

/** @typedef {ReturnType<typeof readAtlas>} AtlasPaths */

/** @typedef {"coarse" | "fine"} Detail */

const FINE_FROM_ZOOM = 3.25;

// Unwrapped rings may start on either side of the antimeridian: together they never leave this stretch.
const WEST = toX(-540);
const EAST = toX(540);

// South of what the projection can show lies Antarctica: no sea under its edge.
const SOUTH_EDGE = toY(-85);

export class BaseMap extends L.Layer {
  /** @param {Record<Detail, string>} urls where the two atlases are */
  constructor(urls) {
    super();
    L.Util.setOptions(this, {
      attribution: '<a href="https://www.naturalearthdata.com/">Natural Earth</a>',
    });
    this.urls = urls;
    this._canvas = new CanvasLayer({
      pane: "shimai-basemap",
      paint: (context, view) => this._paint(context, view),
    });
    this._scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 130 });
    this._stopWatching = () => {};
    /** @type {Set<Detail>} */
    this._requested = new Set();
    /** @type {Partial<Record<Detail, AtlasPaths>>} */
    this._atlases = {};
    /** @type {GroundTheme | null} */
    this._theme = null;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    ensurePane(map, "shimai-basemap", 150);
    limitView(map);
    this._scale.addTo(map);
    this._readTheme();
    this._stopWatching = watchTheme(() => this._readTheme());
    map.addLayer(this._canvas);
    map.on("zoomend", this._load, this);
    this._load();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    this._stopWatching();
    this._scale.remove();
    map.off("zoomend", this._load, this);
    map.removeLayer(this._canvas);
    return this;
  }

  /**
   * The ISO 3166-1 numeric code of the country at a point; "" at sea, and while no outlines are loaded.
   * @param {L.LatLng} point
   */
  countryAt({ lng, lat }) {
    return (this._atlases.fine ?? this._atlases.coarse)?.outlines.at(toX(lng), toY(lat)) ?? "";
  }

  /** Where the countries lie, the largest first; none while no outlines are loaded. */
  countryPoints() {
    return (this._atlases.coarse ?? this._atlases.fine)?.outlines.points() ?? [];
  }

  _readTheme() {
    this._theme = readGroundTheme(this._map.getContainer());
    this._canvas.repaint();
  }

  // An atlas that fails to load is requested again when the map has zoomed; until then the other one is shown.
  async _load() {
    const detail = this._map.getZoom() < FINE_FROM_ZOOM ? "coarse" : "fine";
    if (this._requested.has(detail)) {
      return;
    }
    this._requested.add(detail);
    try {
      this._atlases[detail] = readAtlas(/** @type {Atlas} */ (await fetchJson(this.urls[detail])));
      this._canvas.repaint();
    } catch (error) {
      this._requested.delete(detail);
      console.warn(error instanceof Error ? error.message : error);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   */
  _paint(context, view) {
    const { coarse, fine } = this._atlases;
    const atlas = view.zoom < FINE_FROM_ZOOM ? (coarse ?? fine) : (fine ?? coarse);
    if (!atlas || !this._theme) {
      return;
    }
    context.lineJoin = "round";
    const copies = view.copies(WEST, EAST);
    for (const copy of copies) {
      view.apply(context, copy);
      context.fillStyle = this._theme.land;
      context.fill(atlas.land, "evenodd");
      context.fillRect(0, SOUTH_EDGE, WORLD * 1.01, WORLD);
    }
    for (const copy of copies) {
      view.apply(context, copy);
      context.lineWidth = 0.75 / view.scale;
      context.strokeStyle = this._theme.coast;
      context.stroke(atlas.coast);
      context.strokeStyle = this._theme.border;
      context.stroke(atlas.borders);
    }
  }
}

/**
 * The base map of a map; null where it has none.
 * @param {L.Map} map
 */
export function baseMapOf(map) {
  /** @type {BaseMap | null} */
  let found = null;
  map.eachLayer((layer) => {
    found ??= layer instanceof BaseMap ? layer : null;
  });
  return /** @type {BaseMap | null} */ (found);
}

/**
 * The key of the country at a point, by the outlines of a map's base map; "" where there is none.
 * @param {L.Map} map
 * @param {Network} network
 * @param {L.LatLng} point
 */
export function countryKeyAt(map, { countries }, point) {
  const number = baseMapOf(map)?.countryAt(point);
  const index = number ? countries.number.indexOf(number) : -1;
  return index < 0 ? "" : `countries/${countries.code[index]}`;
}

/**
 * Pairs up the coordinates of arcs: a page that carries its atlas has each arc as a flat list of numbers.
 * @param {Atlas} atlas
 */
function pairArcs(atlas) {
  atlas.arcs = atlas.arcs.map((arc) => (typeof arc[0] === "number" ? pairs(/** @type {any} */ (arc)) : arc));
}

/**
 * @param {number[]} numbers
 * @returns {[number, number][]}
 */
function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, index) => [
    numbers[2 * index],
    numbers[2 * index + 1],
  ]);
}

/** @param {Atlas} atlas */
function readAtlas(atlas) {
  pairArcs(atlas);
  const { countries, land } = atlas.objects;
  return {
    land: polygonsPath(polygonsOf(topojson.feature(atlas, land))),
    coast: linesPath(topojson.mesh(atlas, land).coordinates),
    borders: linesPath(topojson.mesh(atlas, countries, (a, b) => a !== b).coordinates),
    outlines: new Outlines(atlas),
  };
}
