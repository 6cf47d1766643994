// What lies under the pointer: a town first, then the nearest line.

import { nearestCopy, toX, toY, WORLD } from "shimai/map/mercator";
import { townRadius } from "shimai/map/towns";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Town } from "shimai/map/towns" */

/**
 * The town, else the lines at a point of a map, the one that it means first: the nearest, but one that isn't active
 * before those that are.
 * @param {L.Map} map
 * @param {{ towns: Town[], lines: Line[] }} content
 * @param {L.LatLng} point
 */
export function hitTest(map, { towns, lines }, { lng, lat }) {
  const zoom = map.getZoom();
  const scale = map.getZoomScale(zoom, 0);
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const [x, y] = [toX(lng), toY(lat)];
  const town = hitTown(towns, x, y, { scale, zoom, reach: isTouch ? 10 : 2 });
  const found = town ? [] : hitLines(lines, x, y, { scale, reach: isTouch ? 14 : 6 });
  return { town, lines: found };
}

/**
 * The nearest town whose circle, grown by `reach` screen pixels, holds a point in zoom-0 pixels; or null.
 * @param {Town[]} towns
 * @param {number} x
 * @param {number} y
 * @param {{ scale: number, zoom: number, reach: number }} options
 */
export function hitTown(towns, x, y, { scale, zoom, reach }) {
  let best = null;
  let bestDistance = Infinity;
  for (const town of towns) {
    const distance = Math.hypot(nearestCopy(town.x, x) - x, town.y - y) * scale;
    const beyond = distance - townRadius(town.partnerships.length, zoom);
    if (beyond <= reach && distance < bestDistance) {
      best = town;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The lines that pass a point in zoom-0 pixels within `reach` screen pixels: first those that aren't active, then the
 * nearest; the last of several that are as near, which is painted on top, before the others.
 * @param {Line[]} lines
 * @param {number} x
 * @param {number} y
 * @param {{ scale: number, reach: number }} options
 */
export function hitLines(lines, x, y, { scale, reach }) {
  const limit = reach / scale;
  /** @type {Map<Line, number>} */
  const squares = new Map();
  for (const line of lines) {
    if (y < line.north - limit || y > line.south + limit) {
      continue;
    }
    const first = Math.ceil((line.west - limit - x) / WORLD);
    for (let copy = first; x + copy * WORLD <= line.east + limit; copy += 1) {
      const square = squareDistance(line.points, x + copy * WORLD, y);
      if (square <= limit * limit) {
        squares.set(line, Math.min(square, squares.get(line) ?? Infinity));
      }
    }
  }
  return [...squares]
    .reverse()
    .sort(([a, near], [b, far]) => Number(a.isActive) - Number(b.isActive) || near - far)
    .map(([line]) => line);
}

/**
 * The square of a point's distance to a line.
 * @param {Float64Array} points
 * @param {number} x
 * @param {number} y
 */
function squareDistance(points, x, y) {
  let best = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const ax = points[i];
    const ay = points[i + 1];
    const dx = points[i + 2] - ax;
    const dy = points[i + 3] - ay;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    best = Math.min(best, (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2);
  }
  return best;
}
