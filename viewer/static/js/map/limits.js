// How far a map can be moved: not beyond one and a half worlds, and not to the poles.

import { lowestZoom } from "shimai/map/framing";

const NORTH = 84;
const SOUTH = -70;

// Half of one and a half worlds to either side of the Pacific.
const PACIFIC = 150;
const REACH = 270;

/** @type {WeakSet<L.Map>} */
const limited = new WeakSet();

/**
 * Limits a map, unless whoever made it has set limits.
 * @param {L.Map} map
 */
export function limitView(map) {
  if (map.options.maxBounds || map.options.minZoom) {
    return;
  }
  limited.add(map);
  const middle = PACIFIC + 360 * Math.round((map.getCenter().lng - PACIFIC) / 360);
  map.options.maxBoundsViscosity = 1;
  map.options.maxBounds = L.latLngBounds([SOUTH, middle - REACH], [NORTH, middle + REACH]);
  limitZoom(map);
  map.on("resize", () => limitZoom(map));
}

/**
 * Lets a map show what it fits to, however small.
 * @param {L.Map} map
 * @param {number} zoom
 */
export function allowZoom(map, zoom) {
  if (limited.has(map) && zoom < map.getMinZoom()) {
    map.options.minZoom = zoom;
  }
}

/** @param {L.Map} map */
function limitZoom(map) {
  const size = map.getSize();
  if (size.x > 0 && size.y > 0) {
    const snap = map.options.zoomSnap || 0.25;
    map.options.minZoom = Math.max(0, Math.floor(lowestZoom(size) / snap) * snap);
  }
}
