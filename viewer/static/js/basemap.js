// Natural Earth's land and borders, from world-atlas, on one canvas under everything else; and the scale.

import { CanvasLayer, ensurePane } from "shimai/canvas";
import { fetchJson } from "shimai/fetch";
import { toX, toY, WORLD } from "shimai/mercator";
import { Outlines } from "shimai/outlines";
import { linesPath, polygonsOf, polygonsPath } from "shimai/rings";
import { readTheme, watchTheme } from "shimai/theme";

const FINE_FROM_ZOOM = 3.25;

// Unwrapped rings may start on either side of the antimeridian: together they never leave this stretch.
const WEST = toX(-540);
const EAST = toX(540);

// South of what the projection can show lies Antarctica: no sea under its edge.
const SOUTH_EDGE = toY(-85);

export const BaseMap = L.Layer.extend({
  options: { attribution: '<a href="https://www.naturalearthdata.com/">Natural Earth</a>' },

  initialize(options) {
    L.setOptions(this, options);
    this._atlases = {};
  },

  onAdd(map) {
    this._canvas = new CanvasLayer({
      pane: ensurePane(map, "shimai-basemap", 150),
      paint: (context, view) => this._paint(context, view),
    });
    this._scale = L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
    this._readTheme();
    this._stopWatching = watchTheme(() => this._readTheme());
    map.addLayer(this._canvas);
    map.on("zoomend", this._load, this);
    this._load();
  },

  onRemove(map) {
    this._stopWatching();
    this._scale.remove();
    map.off("zoomend", this._load, this);
    map.removeLayer(this._canvas);
  },

  /** The ISO 3166-1 numeric code of the country at a point; "" at sea, and while no outlines are here. */
  countryAt({ lng, lat }) {
    return (this._fine ?? this._coarse)?.outlines.at(toX(lng), toY(lat)) ?? "";
  },

  _readTheme() {
    this._theme = readTheme(this._map.getContainer());
    this._canvas.repaint();
  },

  // An atlas that doesn't come is asked for again when the map has zoomed; until then the other one stands in.
  _load() {
    const name = this._map.getZoom() < FINE_FROM_ZOOM ? "coarse" : "fine";
    this._atlases[name] ??= fetchJson(this.options[name]).then(
      (topology) => {
        this[`_${name}`] = readAtlas(topology);
        this._canvas.repaint();
      },
      (error) => {
        delete this._atlases[name];
        console.warn(error.message);
      },
    );
  },

  _paint(context, view) {
    const atlas = view.zoom < FINE_FROM_ZOOM ? (this._coarse ?? this._fine) : (this._fine ?? this._coarse);
    if (!atlas) {
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
  },
});

function readAtlas(topology) {
  const { countries, land } = topology.objects;
  return {
    land: polygonsPath(polygonsOf(topojson.feature(topology, land))),
    coast: linesPath(topojson.mesh(topology, land).coordinates),
    borders: linesPath(topojson.mesh(topology, countries, (a, b) => a !== b).coordinates),
    outlines: new Outlines(topology),
  };
}
