// The lines: bent once, gathered by status into a few paths, painted under a transform at every zoom.

import { bendArc } from "shimai/arcs";
import { STATUSES } from "shimai/theme";
import { toX, toY } from "shimai/mercator";

// So many strokes share the lines of a status: where lines overlap, strokes add up and the bundle shows darker.
const STROKES = 24;

// A vertex so often, in kilometres: enough to look round where single ties are drawn, and from further away.
export const FINE_KM = 120;
export const COARSE_KM = 200;

/** Every tie's arc with a vertex every `stepKm` or finer, and the box around it. */
export function bendTies(network, stepKm = FINE_KM) {
  const { lon, lat } = network.places;
  return network.municipalityPlace.map((from, tie) => {
    const to = network.partnerPlace[tie];
    return withBox(bendArc(lon[from], lat[from], lon[to], lat[to], stepKm));
  });
}

/** Points, and the box around them. */
export function withBox(points) {
  const box = { points, west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (let i = 0; i < points.length; i += 2) {
    box.west = Math.min(box.west, points[i]);
    box.east = Math.max(box.east, points[i]);
    box.north = Math.min(box.north, points[i + 1]);
    box.south = Math.max(box.south, points[i + 1]);
  }
  return box;
}

/** The box around these ties, in zoom-0 pixels; null around none. */
export function boxAround(arcs, ties) {
  const around = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const tie of ties) {
    const box = arcs[tie];
    around.west = Math.min(around.west, box.west);
    around.east = Math.max(around.east, box.east);
    around.north = Math.min(around.north, box.north);
    around.south = Math.max(around.south, box.south);
  }
  return around.west < Infinity ? around : null;
}

/** Paths of these ties by status as it was in `year` (today's where null), the rarer statuses last, on top. */
export function gatherPaths(network, arcs, ties, year) {
  const byStatus = new Map(STATUSES.map((status) => [status, []]));
  for (const tie of ties) {
    byStatus.get(network.statusIn(tie, year))?.push(tie);
  }
  return [...byStatus].flatMap(([status, members]) => {
    const paths = Array.from({ length: Math.min(STROKES, members.length) }, () => new Path2D());
    members.forEach((tie, index) => trace(paths[index % STROKES], arcs[tie].points));
    return paths.map((path) => ({ status, path }));
  });
}

/** Paths of lines that stand for many ties, the widest first, under the others. */
export function gatherBundlePaths(lines) {
  const byWidth = new Map();
  for (const { ties, points } of lines) {
    const width = bundleWidth(ties.length);
    if (!byWidth.has(width)) {
      byWidth.set(width, []);
    }
    byWidth.get(width).push(points);
  }
  const widths = [...byWidth.keys()].sort((a, b) => b - a);
  return widths.flatMap((width) => {
    const members = byWidth.get(width);
    const paths = Array.from({ length: Math.min(STROKES, members.length) }, () => new Path2D());
    members.forEach((points, index) => trace(paths[index % STROKES], points));
    return paths.map((path) => ({ status: "active", path, width }));
  });
}

/** How much wider than a single line a bundle is, in steps, so that many share a stroke. */
function bundleWidth(count) {
  return Math.round(2 * Math.sqrt(count)) / 2;
}

function trace(path, points) {
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) {
    path.lineTo(points[i], points[i + 1]);
  }
}

/** Paints gathered paths; `strength` from 0 (faint) to 1 for the usual statuses, the rare ones are always strong. */
export function paintPaths(context, view, theme, paths, { strength, width, box }) {
  context.lineJoin = "round";
  for (const copy of box ? view.copies(box.west, box.east) : []) {
    view.apply(context, copy);
    for (const { status, path, width: times = 1 } of paths) {
      context.strokeStyle = theme.status[status];
      context.globalAlpha = status === "active" ? strength : Math.max(strength, 0.85);
      context.lineWidth = (times * (status === "active" ? width : Math.max(width, 1.25))) / view.scale;
      context.lineCap = status === "planned" ? "round" : "butt";
      context.setLineDash(theme.dashes[status].map((dash) => dash / view.scale));
      context.stroke(path);
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Where a place stands, in zoom-0 pixels. */
export function placePoint(network, place) {
  return [toX(network.places.lon[place]), toY(network.places.lat[place])];
}
