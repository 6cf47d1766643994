// The lines of partnerships: each is bent once; lines that look alike are gathered into a few paths, which are
// painted under a transform at every zoom.

import { bendArc } from "shimai/map/arcs";
import { toX, toY } from "shimai/map/mercator";

/** @import { Network } from "shimai/model/network" */
/** @import { View } from "shimai/map/canvas-layer" */
/** @import { Theme } from "shimai/map/theme" */

/**
 * In zoom-0 pixels; y grows to the south.
 * @typedef {{ west: number, east: number, north: number, south: number }} Box
 */

/** @typedef {Box & { points: Float64Array }} Arc */

/**
 * What a map shows of partnerships: their status in `year` (today's where null), and whether colours mean kinds.
 * @typedef {{ year: number | null, byKind: boolean }} Look
 */

/**
 * How a line is drawn: `kind` is null where colours mean statuses; `width` is a factor, 1 where it is not set.
 * @typedef {{ status: string, kind: string | null, width?: number }} LineStyle
 */

/** @typedef {LineStyle & { path: Path2D }} StyledPath */

/** @typedef {LineStyle & { members: Float64Array[] }} LineGroup */

// The lines of one style share this many strokes at most: where lines overlap, strokes add up and look darker.
const MAX_STROKES = 24;

// The greatest distance between vertices, in kilometres: where single partnerships are drawn, and in wider views.
export const FINE_KM = 120;
export const COARSE_KM = 200;

/**
 * A partnership's arc with a vertex every `stepKm` or finer.
 * @param {Network} network
 * @param {number} partnership
 * @param {number} stepKm
 */
export function bendPartnership(network, partnership, stepKm) {
  const { lon, lat } = network.places;
  const [from, to] = [network.municipalityPlace[partnership], network.partnerPlace[partnership]];
  return withBox(bendArc(lon[from], lat[from], lon[to], lat[to], stepKm));
}

/**
 * Points, and the box around them.
 * @param {Float64Array} points
 * @returns {Arc}
 */
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

/**
 * The box around the boxes at some indexes; null around none.
 * @param {Box[]} boxes
 * @param {Iterable<number>} indexes
 * @returns {Box | null}
 */
export function boxAround(boxes, indexes) {
  const around = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const index of indexes) {
    const box = boxes[index];
    around.west = Math.min(around.west, box.west);
    around.east = Math.max(around.east, box.east);
    around.north = Math.min(around.north, box.north);
    around.south = Math.max(around.south, box.south);
  }
  return around.west < Infinity ? around : null;
}

/**
 * Paths of partnerships by status as it was in the look's year, the rarer statuses last, on top. Colours mean the
 * status or the kind; dashes always mean the status.
 * @param {Network} network
 * @param {Arc[]} arcs
 * @param {number[]} partnerships
 * @param {Look} look
 */
export function gatherPaths(network, arcs, partnerships, { year, byKind }) {
  /** @type {Map<string, LineGroup>} */
  const groups = new Map();
  for (const partnership of partnerships) {
    const status = network.statusIn(partnership, year);
    const kind = byKind ? network.kind(partnership) : null;
    addToGroup(groups, `${status} ${kind}`, { status, kind }, arcs[partnership].points);
  }
  const { statuses } = network;
  const ordered = [...groups.values()].sort(
    (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status),
  );
  return ordered.flatMap(strokesOf);
}

/**
 * Paths of lines that stand for many partnerships, the widest first, under the others; each in the colour of the kind
 * that most of its partnerships have.
 * @param {Network} network
 * @param {{ partnerships: number[], points: Float64Array }[]} lines
 * @param {Look} look
 */
export function gatherBundlePaths(network, lines, { byKind }) {
  /** @type {Map<string, Required<LineStyle> & LineGroup>} */
  const groups = new Map();
  for (const { partnerships, points } of lines) {
    const kind = byKind ? commonKind(network, partnerships) : null;
    const width = bundleWidth(partnerships.length);
    addToGroup(groups, `${width} ${kind}`, { status: "active", kind, width }, points);
  }
  return [...groups.values()].sort((a, b) => b.width - a.width).flatMap(strokesOf);
}

/**
 * @template {LineStyle} Style
 * @param {Map<string, Style & LineGroup>} groups
 * @param {string} key
 * @param {Style} style
 * @param {Float64Array} points
 */
function addToGroup(groups, key, style, points) {
  const group = groups.get(key);
  if (group) {
    group.members.push(points);
  } else {
    groups.set(key, { ...style, members: [points] });
  }
}

/**
 * @param {LineGroup} group
 * @returns {StyledPath[]}
 */
function strokesOf({ members, ...style }) {
  const paths = Array.from({ length: Math.min(MAX_STROKES, members.length) }, () => new Path2D());
  members.forEach((points, index) => {
    trace(paths[index % MAX_STROKES], points);
  });
  return paths.map((path) => ({ ...style, path }));
}

/**
 * @param {Network} network
 * @param {number[]} partnerships
 */
function commonKind(network, partnerships) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const partnership of partnerships) {
    const kind = network.kind(partnership);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

/**
 * How much wider than a single line a bundle is, in steps, so that many share a stroke.
 * @param {number} count
 */
export function bundleWidth(count) {
  return Math.min(8, Math.round(1.2 + count ** 0.72) / 2);
}

/**
 * @param {Path2D} path
 * @param {Float64Array} points
 */
function trace(path, points) {
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) {
    path.lineTo(points[i], points[i + 1]);
  }
}

/**
 * Paints gathered paths; `strength` is the opacity of active partnerships, all others are always strong.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Theme} theme
 * @param {StyledPath[]} paths
 * @param {{ strength: number, width: number, box: Box | null }} options
 */
export function paintPaths(context, view, theme, paths, { strength, width, box }) {
  context.lineJoin = "round";
  for (const copy of box ? view.copies(box.west, box.east) : []) {
    view.apply(context, copy);
    for (const { status, kind, path, width: times = 1 } of paths) {
      if (status !== "active") {
        paintCasing(context, view, theme, path, times * Math.max(width, 1.25));
      }
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

/**
 * Paints the light edge that keeps a line apart from the active ones beneath it.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Theme} theme
 * @param {Path2D} path
 * @param {number} width
 */
function paintCasing(context, view, theme, path, width) {
  context.strokeStyle = theme.halo;
  context.globalAlpha = 0.75;
  context.lineWidth = (width + 2) / view.scale;
  context.setLineDash([]);
  context.stroke(path);
}

/**
 * Where a place lies, in zoom-0 pixels.
 * @param {Network} network
 * @param {number} place
 * @returns {[number, number]}
 */
export function placePoint(network, place) {
  return [toX(network.places.lon[place]), toY(network.places.lat[place])];
}
