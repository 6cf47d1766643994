// Natural Earth's rings and lines made continuous: world-atlas joins them over the antimeridian, a flat map must not.

import { toX, toY } from "shimai/map/mercator";

/** @import { Feature, FeatureCollection, Geometry, Position } from "geojson" */

const SOUTH_EDGE = -85;

/**
 * Longitudes that never jump: each lies within half a turn of the one before.
 * @param {Position[]} points
 */
export function unwrapLongitudes(points) {
  /** @type {Position[]} */
  const unwrapped = [];
  let before = points.length ? points[0][0] : 0;
  for (const [longitude, latitude] of points) {
    before = longitude + Math.round((before - longitude) / 360) * 360;
    unwrapped.push([before, latitude]);
  }
  return unwrapped;
}

/**
 * A polygon's rings, unwrapped, its holes beside its outline; a ring around the pole is closed along its edge.
 * @param {Position[][]} rings
 */
export function unwrapPolygon(rings) {
  const [outline, ...holes] = rings.map(unwrapLongitudes);
  const turns = Math.round((outline[outline.length - 1][0] - outline[0][0]) / 360);
  if (turns !== 0) {
    return [closePolarRing(outline, turns)];
  }
  const west = Math.min(...outline.map((point) => point[0]));
  return [outline, ...holes.map((hole) => shiftBeside(hole, west))];
}

/**
 * Repeats the first segment one world on, so that copies set side by side overlap and show no seam.
 * @param {Position[]} outline
 * @param {number} turns
 */
function closePolarRing(outline, turns) {
  const again = [outline[1][0] + turns * 360, outline[1][1]];
  return [...outline, again, [again[0], SOUTH_EDGE], [outline[0][0], SOUTH_EDGE], outline[0]];
}

/**
 * @param {Position[]} hole
 * @param {number} west
 */
function shiftBeside(hole, west) {
  const offset = Math.ceil((west - Math.min(...hole.map((point) => point[0]))) / 360) * 360;
  return offset === 0 ? hole : hole.map(([longitude, latitude]) => [longitude + offset, latitude]);
}

/**
 * The polygons of a GeoJSON feature or of a collection of them.
 * @param {Feature | FeatureCollection} collection
 */
export function polygonsOf(collection) {
  const features = "features" in collection ? collection.features : [collection];
  return features.flatMap(({ geometry }) => polygonsOfGeometry(geometry));
}

/**
 * @param {Geometry} geometry
 * @returns {Position[][][]}
 */
function polygonsOfGeometry(geometry) {
  if (geometry.type === "Polygon") {
    return [geometry.coordinates];
  }
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

/**
 * One path of many polygons, in zoom-0 pixels.
 * @param {Position[][][]} polygons
 */
export function polygonsPath(polygons) {
  const path = new Path2D();
  for (const rings of polygons) {
    for (const ring of unwrapPolygon(rings)) {
      trace(path, ring);
      path.closePath();
    }
  }
  return path;
}

/**
 * One path of many lines, in zoom-0 pixels.
 * @param {Position[][]} lines
 */
export function linesPath(lines) {
  const path = new Path2D();
  for (const line of lines) {
    trace(path, unwrapLongitudes(line));
  }
  return path;
}

/**
 * @param {Path2D} path
 * @param {Position[]} points
 */
function trace(path, points) {
  points.forEach(([longitude, latitude], index) => {
    const x = toX(longitude);
    const y = toY(latitude);
    if (index === 0) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  });
}
