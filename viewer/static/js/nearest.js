// What lies under the pointer: a town first, then the nearest line.

import { nearestCopy } from "shimai/arcs";
import { WORLD } from "shimai/mercator";
import { townRadius } from "shimai/towns";

/** The town whose circle, grown by `reach` screen pixels, holds the point; the nearest of several; or null. */
export function townAt(towns, x, y, { scale, zoom, reach }) {
  let best = null;
  let bestDistance = Infinity;
  for (const town of towns) {
    const distance = Math.hypot(nearestCopy(town.x, x) - x, town.y - y) * scale;
    const beyond = distance - townRadius(town.ties.length, zoom);
    if (beyond <= reach && distance < bestDistance) {
      best = town;
      bestDistance = distance;
    }
  }
  return best;
}

/** Which of these lines passes nearest to the point, within `reach` screen pixels; -1 where none does. */
export function lineAt(arcs, ties, x, y, { scale, reach }) {
  const limit = reach / scale;
  let best = -1;
  let bestSquare = limit * limit;
  for (const tie of ties) {
    const arc = arcs[tie];
    if (y < arc.north - limit || y > arc.south + limit) {
      continue;
    }
    const first = Math.ceil((arc.west - limit - x) / WORLD);
    for (let copy = first; x + copy * WORLD <= arc.east + limit; copy += 1) {
      const square = squareToLine(arc.points, x + copy * WORLD, y);
      if (square <= bestSquare) {
        best = tie;
        bestSquare = square;
      }
    }
  }
  return best;
}

function squareToLine(points, x, y) {
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
