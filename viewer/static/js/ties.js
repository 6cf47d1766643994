// The lines: bent once, gathered by status into a few paths, painted under a transform at every zoom.

import { bendArc } from "shimai/arcs";
import { toX, toY } from "shimai/mercator";
import { STATUSES } from "shimai/theme";

// So many strokes share the lines of a status: where lines overlap, strokes add up and the bundle shows darker.
const STROKES = 24;

// A vertex so often, in kilometres: enough to look round where single ties are drawn, and from further away.
export const FINE_KM = 120;
export const COARSE_KM = 200;

/** A tie's arc with a vertex every `stepKm` or finer, and the box around it. */
export function bendTie(network, tie, stepKm) {
  const { lon, lat } = network.places;
  const [from, to] = [network.municipalityPlace[tie], network.partnerPlace[tie]];
  return withBox(bendArc(lon[from], lat[from], lon[to], lat[to], stepKm));
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

/**
 * Paths of these ties by status as it was in `year` (today's where null), the rarer statuses last, on top. Their
 * colours tell the status, or where `byKind` is true, the kind; dashes always tell the status.
 */
export function gatherPaths(network, arcs, ties, { year, byKind }) {
  const looks = new Map();
  for (const tie of ties) {
    const look = { status: network.statusIn(tie, year), kind: byKind ? network.kind(tie) : null };
    addTo(looks, `${look.status} ${look.kind}`, look, arcs[tie].points);
  }
  const gathered = [...looks.values()].sort(
    (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
  );
  return gathered.flatMap(strokes);
}

/** Paths of lines that stand for many ties, the widest first, under the others; of a kind where most ties are. */
export function gatherBundlePaths(network, lines, { byKind }) {
  const looks = new Map();
  for (const { ties, points } of lines) {
    const look = {
      status: "active",
      kind: byKind ? commonKind(network, ties) : null,
      width: bundleWidth(ties.length),
    };
    addTo(looks, `${look.width} ${look.kind}`, look, points);
  }
  return [...looks.values()].sort((a, b) => b.width - a.width).flatMap(strokes);
}

function addTo(looks, key, look, points) {
  if (!looks.has(key)) {
    looks.set(key, { ...look, members: [] });
  }
  looks.get(key).members.push(points);
}

function strokes({ members, ...look }) {
  const paths = Array.from({ length: Math.min(STROKES, members.length) }, () => new Path2D());
  members.forEach((points, index) => trace(paths[index % STROKES], points));
  return paths.map((path) => ({ ...look, path }));
}

function commonKind(network, ties) {
  const counts = new Map();
  ties.forEach((tie) => counts.set(network.kind(tie), (counts.get(network.kind(tie)) ?? 0) + 1));
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
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
    for (const { status, kind, path, width: times = 1 } of paths) {
      context.strokeStyle = kind ? theme.kind[kind] : theme.status[status];
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
