// Where a map should look to show a box, beside what lies on top of the map.

import { nearestCopy, toLatitude, toLongitude, toX, toY, WORLD } from "shimai/map/mercator";

/** @import { Box } from "shimai/map/lines" */
/** @import { View } from "shimai/model/view" */

/**
 * What is covered at each side of a map, in screen pixels.
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Covered
 */

/**
 * The size of a map and what is covered of it, in screen pixels; the step between its zooms.
 * @typedef {{ x: number, y: number, covered: Covered, snap: number }} Frame
 */

// Arcs over the pole don't push the towns out of the view.
const NORTH = toY(82);
const SOUTH = toY(-56);

// A narrow map can't hold the whole earth at a size to read: it shows Japan and what is near.
const MIN_WORLD_ZOOM = 1.25;
const PACIFIC = { lat: 24, lon: 150 };

const MAX_ZOOM = 6;

// Of this share of the world's height and more, the poles would take a third of the map.
const MAX_HEIGHT = 0.9;

// What fills less than this share of the room is too small to be read.
const MIN_SHARE = 0.2;

// Covered sides never take more than this share of the map.
const MAX_COVERED = 0.74;

/**
 * The lowest zoom at which neither more than one and a half worlds nor mainly the poles are shown.
 * @param {{ x: number, y: number }} size
 */
export function lowestZoom({ x, y }) {
  return Math.log2(Math.max(x / 1.5, y / MAX_HEIGHT) / WORLD);
}

/**
 * The whole earth once around the Pacific; at a size to read where `isReadable`.
 * @param {Frame} frame
 * @param {boolean} isReadable
 * @returns {View}
 */
export function worldView({ x, y }, isReadable) {
  const once = Math.log2(x / WORLD);
  const zoom = isReadable ? Math.max(MIN_WORLD_ZOOM, once, lowestZoom({ x, y })) : once;
  return { zoom: Math.max(0, zoom), ...PACIFIC };
}

/**
 * The view in which a box fills the room that is not covered; the copy of the box nearest to the longitude `near`.
 * @param {Frame} frame
 * @param {Box} box
 * @param {number} near
 * @param {number} [maxZoom]
 * @returns {View}
 */
export function viewOfBox({ x, y, covered, snap }, box, near, maxZoom = MAX_ZOOM) {
  const { west, east, north, south } = beside(box, near);
  const room = roomIn(x, y, covered);
  const exact = Math.log2(
    Math.min((room.east - room.west) / (east - west), (room.south - room.north) / (south - north)),
  );
  const most = Math.min(maxZoom, exact);
  const zoom = Math.max(0, snap ? Math.floor(most / snap) * snap : most);
  const scale = 2 ** zoom;
  const middle = {
    x: (west + east) / 2 - ((room.west + room.east) / 2 - x / 2) / scale,
    y: (north + south) / 2 - ((room.north + room.south) / 2 - y / 2) / scale,
  };
  return { zoom, lat: toLatitude(middle.y), lon: toLongitude(middle.x) };
}

/**
 * The whole earth for lines that span most of it: their arcs as a whole, from north to south, however small.
 * @param {Frame} frame
 * @param {Box} box
 * @returns {View}
 */
export function viewAround(frame, box) {
  const across = worldView(frame, false);
  const narrow = { ...box, west: toX(PACIFIC.lon), east: toX(PACIFIC.lon) };
  return { ...viewOfBox(frame, narrow, PACIFIC.lon, across.zoom), lon: PACIFIC.lon };
}

/**
 * Whether a view shows a box beside what is covered, and large enough to be read.
 * @param {Frame} frame
 * @param {View} view
 * @param {Box} box
 */
export function isReadableIn({ x, y, covered }, view, box) {
  const scale = 2 ** view.zoom;
  if (spansTheEarth(box)) {
    return x / scale > WORLD * 0.94;
  }
  const { west, east, north, south } = beside(box, view.lon);
  const room = roomIn(x, y, covered);
  const left = toX(view.lon) - x / 2 / scale;
  const top = toY(view.lat) - y / 2 / scale;
  const isInside =
    west >= left + room.west / scale &&
    east <= left + room.east / scale &&
    north >= top + room.north / scale &&
    south <= top + room.south / scale;
  const share = Math.max(
    ((east - west) * scale) / (room.east - room.west),
    ((south - north) * scale) / (room.south - room.north),
  );
  return isInside && (share > MIN_SHARE || view.zoom >= MAX_ZOOM);
}

/**
 * Whether a view shows a point in zoom-0 pixels beside what is covered.
 * @param {Frame} frame
 * @param {View} view
 * @param {{ x: number, y: number }} point
 */
export function isPointIn({ x, y, covered }, view, point) {
  const scale = 2 ** view.zoom;
  const centre = toX(view.lon);
  const across = (nearestCopy(point.x, centre) - centre) * scale + x / 2;
  const down = (point.y - toY(view.lat)) * scale + y / 2;
  return (
    across >= covered.left && across <= x - covered.right && down >= covered.top && down <= y - covered.bottom
  );
}

/**
 * What of some lines a view should show: the box around them; the box around their towns alone where the lines span
 * most of the earth, since some of them run around it.
 * @param {Box} box
 * @param {{ x: number, y: number }[]} towns
 * @returns {Box}
 */
export function boxToShow(box, towns) {
  if (!spansTheEarth(box)) {
    return box;
  }
  const middle = toX(PACIFIC.lon);
  const across = towns.map(({ x }) => nearestCopy(x, middle)).sort((a, b) => a - b);
  return { ...box, west: across[0], east: across[across.length - 1] };
}

/** @param {Box} box */
export function spansTheEarth(box) {
  return box.east - box.west > WORLD * 0.7;
}

/**
 * The part of a map that is not covered, in screen pixels.
 * @param {number} x
 * @param {number} y
 * @param {Covered} covered
 * @returns {Box}
 */
function roomIn(x, y, { left, top, right, bottom }) {
  const across = Math.min(1, (MAX_COVERED * x) / (left + right || 1));
  const down = Math.min(1, (MAX_COVERED * y) / (top + bottom || 1));
  return { west: left * across, east: x - right * across, north: top * down, south: y - bottom * down };
}

/**
 * The copy of a box that is nearest to a longitude, with its arcs over the poles cut off.
 * @param {Box} box
 * @param {number} near
 * @returns {Box}
 */
function beside({ west, east, north, south }, near) {
  const middle = (west + east) / 2;
  const shift = nearestCopy(middle, toX(near)) - middle;
  return {
    west: west + shift,
    east: Math.max(east, west + 1e-6) + shift,
    north: Math.max(NORTH, north),
    south: Math.max(Math.min(SOUTH, south), Math.max(NORTH, north) + 1e-6),
  };
}
