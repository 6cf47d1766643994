// Which of the places on a screen lies next in the direction of an arrow key.

/** @typedef {{ x: number, y: number }} Point */

/** @type {Record<string, Point>} */
export const DIRECTIONS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

// The cosine of the widest angle at which a place still lies in a direction.
const MIN_COSINE = 0.5;
// How much farther a place may be for lying straight ahead.
const STRAIGHT = 2;

/**
 * The nearest place in a direction, those that lie straight ahead before those that lie aside; null where there is none.
 * @template {Point} Place
 * @param {Place[]} places
 * @param {Point} from
 * @param {Point} direction
 * @returns {Place | null}
 */
export function neighbourOf(places, from, direction) {
  let best = null;
  let bestCost = Infinity;
  for (const place of places) {
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const distance = Math.hypot(dx, dy);
    const cosine = (dx * direction.x + dy * direction.y) / (distance || 1);
    const cost = distance * (1 + STRAIGHT * (1 - cosine));
    if (distance > 0.5 && cosine >= MIN_COSINE && cost < bestCost) {
      best = place;
      bestCost = cost;
    }
  }
  return best;
}

/**
 * The place that is nearest to a point; null where there is none.
 * @template {Point} Place
 * @param {Place[]} places
 * @param {Point} to
 * @returns {Place | null}
 */
export function nearestOf(places, to) {
  let best = null;
  for (const place of places) {
    if (!best || distance(place, to) < distance(best, to)) {
      best = place;
    }
  }
  return best;
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
