// Natural Earth's rings and lines made continuous: world-atlas joins them over the antimeridian, a flat map must not.

import { toX, toY } from "shimai/mercator";

const SOUTH_EDGE = -85;

/** Longitudes that never jump: each lies within half a turn of the one before. */
export function unwrapLongitudes(points) {
  const unwrapped = [];
  let before = points.length ? points[0][0] : 0;
  for (const [longitude, latitude] of points) {
    before = longitude + Math.round((before - longitude) / 360) * 360;
    unwrapped.push([before, latitude]);
  }
  return unwrapped;
}

/** A polygon's rings, unwrapped, its holes beside its outline; a ring around the pole is closed along its edge. */
export function unwrapPolygon(rings) {
  const [outline, ...holes] = rings.map(unwrapLongitudes);
  const turns = Math.round((outline.at(-1)[0] - outline[0][0]) / 360);
  if (turns !== 0) {
    return [closePolarRing(outline, turns)];
  }
  const west = Math.min(...outline.map((point) => point[0]));
  return [outline, ...holes.map((hole) => shiftBeside(hole, west))];
}

// The first segment is drawn again one world on, so that copies set side by side overlap and show no seam.
function closePolarRing(outline, turns) {
  const again = [outline[1][0] + turns * 360, outline[1][1]];
  return [...outline, again, [again[0], SOUTH_EDGE], [outline[0][0], SOUTH_EDGE], outline[0]];
}

function shiftBeside(hole, west) {
  const offset = Math.ceil((west - Math.min(...hole.map((point) => point[0]))) / 360) * 360;
  return offset === 0 ? hole : hole.map(([longitude, latitude]) => [longitude + offset, latitude]);
}

/** The polygons of a GeoJSON feature or of a collection of them. */
export function polygonsOf(collection) {
  const geometries = collection.features?.map((feature) => feature.geometry) ?? [collection.geometry];
  return geometries.flatMap(({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates));
}

/** One path of many polygons, in zoom-0 pixels. */
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

/** One path of many lines, in zoom-0 pixels. */
export function linesPath(lines) {
  const path = new Path2D();
  for (const line of lines) {
    trace(path, unwrapLongitudes(line));
  }
  return path;
}

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
