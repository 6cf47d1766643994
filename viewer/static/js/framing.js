// Where the map looks: at what is shown, at what was opened beside its card, and never under the card.

import { nearestCopy } from "shimai/arcs";
import { toLatitude, toLongitude, toX, WORLD } from "shimai/mercator";

// Arcs over the pole don't push the towns out of the picture.
const NORTHMOST = 74;
const SOUTHMOST = -56;

// A narrow map can't hold the whole earth at a size to read: it shows Japan and what is near.
const SMALLEST_WORLD = 1.25;
const PACIFIC = [24, 150];

const MOST_ZOOM = 6;

/**
 * Moves the map to a box in zoom-0 pixels: to the whole earth once around the Pacific where the lines span most of
 * it, at a size that can be read where `isEverything`, else whole, however small.
 */
export function frame(map, box, { isEverything, padding }) {
  if (spansTheEarth(box)) {
    const zoom = Math.max(isEverything ? SMALLEST_WORLD : 0, Math.log2(map.getSize().x / WORLD));
    map.setView(PACIFIC, zoom, { animate: false });
  } else {
    map.fitBounds(boundsOf(box), { ...padding, maxZoom: MOST_ZOOM, animate: false });
  }
}

/** Moves the map to a box beside the card of this size, to the copy of it that lies nearest. */
export function frameBeside(map, box, card) {
  if (spansTheEarth(box)) {
    return;
  }
  const shift = nearestCopy(box.west, toX(map.getCenter().lng)) - box.west;
  const bounds = boundsOf({ ...box, west: box.west + shift, east: box.east + shift });
  map.fitBounds(bounds, {
    paddingTopLeft: [48, 64],
    paddingBottomRight: isSheet(map, card) ? [72, card.height + 24] : [card.width + 130, 96],
    maxZoom: MOST_ZOOM,
    animate: !wantsCalm(),
  });
}

/** Moves the map just so far that the card doesn't lie over a point of the screen. */
export function uncover(map, point, card) {
  const size = map.getSize();
  const right = isSheet(map, card) ? 0 : point.x - (size.x - card.width - 60);
  const down = isSheet(map, card) ? point.y - (size.y - card.height - 40) : 0;
  if (right > 0 || down > 0) {
    map.panBy([Math.max(0, right), Math.max(0, down)], { animate: !wantsCalm() });
  }
}

function spansTheEarth(box) {
  return box.east - box.west > WORLD * 0.7;
}

function isSheet(map, card) {
  return card.width >= map.getSize().x;
}

function wantsCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function boundsOf({ west, east, north, south }) {
  return L.latLngBounds(
    [Math.max(SOUTHMOST, toLatitude(south)), toLongitude(west)],
    [Math.min(NORTHMOST, toLatitude(north)), toLongitude(east)],
  );
}
