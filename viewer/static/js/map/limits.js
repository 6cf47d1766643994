// How far a map can be moved: not beyond one and a half worlds, and not to the poles.

import { lowestZoom } from "shimai/map/framing";

/** @import { View } from "shimai/model/view" */

const NORTH = 84;
const SOUTH = -70;

// Half of one and a half worlds to either side of the Pacific.
const PACIFIC = 150;
const REACH = 270;

/**
 * The bounds of the maps that are limited.
 * @type {WeakMap<L.Map, L.LatLngBounds>}
 */
const limits = new WeakMap();

/**
 * Limits a map, unless whoever made it has set limits.
 * @param {L.Map} map
 */
export function limitView(map) {
  if (map.options.maxBounds || map.options.minZoom) {
    return;
  }
  const middle = PACIFIC + 360 * Math.round((map.getCenter().lng - PACIFIC) / 360);
  const bounds = L.latLngBounds([SOUTH, middle - REACH], [NORTH, middle + REACH]);
  limits.set(map, bounds);
  map.options.maxBoundsViscosity = 1;
  map.options.maxBounds = bounds;
  limitZoom(map);
  map.on("resize", () => limitZoom(map));
}

/**
 * Lets a map look where it shows what it fits to, however small, and beside a card that covers much of it.
 * @param {L.Map} map
 * @param {View} view
 */
export function allowView(map, { zoom, lat, lon }) {
  const bounds = limits.get(map);
  if (!bounds) {
    return;
  }
  map.options.minZoom = Math.min(map.getMinZoom(), zoom);
  const centre = map.project([lat, lon], zoom);
  const half = map.getSize().divideBy(2);
  const corners = [centre.subtract(half), centre.add(half)].map((corner) => map.unproject(corner, zoom));
  map.options.maxBounds = L.latLngBounds(corners).extend(bounds);
}

/** @param {L.Map} map */
function limitZoom(map) {
  const size = map.getSize();
  if (size.x > 0 && size.y > 0) {
    const snap = map.options.zoomSnap || 0.25;
    map.options.minZoom = Math.max(0, Math.floor(lowestZoom(size) / snap) * snap);
  }
}
