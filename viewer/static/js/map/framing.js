// Where the map looks: at what is shown, at what was opened beside its card, and never under the card.

import { nearestCopy, toLatitude, toLongitude, toX, WORLD } from "shimai/map/mercator";

/** @import { Box } from "shimai/map/lines" */

/** @typedef {{ width: number, height: number }} Size */

// Arcs over the pole don't push the towns out of the view.
const MAX_LATITUDE = 74;
const MIN_LATITUDE = -56;

// A narrow map can't hold the whole earth at a size to read: it shows Japan and what is near.
const MIN_WORLD_ZOOM = 1.25;
/** @type {[number, number]} */
const PACIFIC = [24, 150];

const MAX_ZOOM = 6;

/**
 * Moves the map to a box: to the whole earth once around the Pacific where the lines span most of it, at a size that
 * can be read where `isEverything`, else as a whole, however small.
 * @param {L.Map} map
 * @param {Box} box
 * @param {{ isEverything: boolean, padding: L.FitBoundsOptions }} options
 */
export function frame(map, box, { isEverything, padding }) {
  if (spansTheEarth(box)) {
    const zoom = Math.max(isEverything ? MIN_WORLD_ZOOM : 0, Math.log2(map.getSize().x / WORLD));
    map.setView(PACIFIC, zoom, { animate: false });
  } else {
    map.fitBounds(boundsOf(box), { ...padding, maxZoom: MAX_ZOOM, animate: false });
  }
}

/**
 * Moves the map to the nearest copy of a box, beside a card of this size.
 * @param {L.Map} map
 * @param {Box} box
 * @param {Size} card
 */
export function frameBeside(map, box, card) {
  if (spansTheEarth(box)) {
    return;
  }
  const shift = nearestCopy(box.west, toX(map.getCenter().lng)) - box.west;
  const bounds = boundsOf({ ...box, west: box.west + shift, east: box.east + shift });
  map.fitBounds(bounds, {
    paddingTopLeft: [48, 64],
    paddingBottomRight: isSheet(map, card) ? [72, card.height + 24] : [card.width + 130, 96],
    maxZoom: MAX_ZOOM,
    animate: !prefersReducedMotion(),
  });
}

/**
 * Moves the map just so far that the card doesn't cover a point of the screen.
 * @param {L.Map} map
 * @param {L.Point} point
 * @param {Size} card
 */
export function uncover(map, point, card) {
  const size = map.getSize();
  const right = isSheet(map, card) ? 0 : point.x - (size.x - card.width - 60);
  const down = isSheet(map, card) ? point.y - (size.y - card.height - 40) : 0;
  if (right > 0 || down > 0) {
    map.panBy([Math.max(0, right), Math.max(0, down)], { animate: !prefersReducedMotion() });
  }
}

/** @param {Box} box */
function spansTheEarth(box) {
  return box.east - box.west > WORLD * 0.7;
}

/**
 * @param {L.Map} map
 * @param {Size} card
 */
function isSheet(map, card) {
  return card.width >= map.getSize().x;
}

function prefersReducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {Box} box */
function boundsOf({ west, east, north, south }) {
  return L.latLngBounds(
    [Math.max(MIN_LATITUDE, toLatitude(south)), toLongitude(west)],
    [Math.min(MAX_LATITUDE, toLatitude(north)), toLongitude(east)],
  );
}
