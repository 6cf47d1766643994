// Great circles, bent where they are drawn. They are exact enough to the eye (on a sphere) and never cut: x runs on
// over the antimeridian.

import { nearestCopy, sineToY, toX, toY } from "shimai/map/mercator";

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371;

/**
 * Points [x0, y0, x1, y1, ...] in zoom-0 pixels from one place to another, a vertex every `stepKm` or finer.
 * @param {number} lon1
 * @param {number} lat1
 * @param {number} lon2
 * @param {number} lat2
 * @param {number} [stepKm]
 */
export function bendArc(lon1, lat1, lon2, lat2, stepKm = 120) {
  const start = toVector(lon1, lat1);
  const end = toVector(lon2, lat2);
  const cosine = Math.max(-1, Math.min(1, start[0] * end[0] + start[1] * end[1] + start[2] * end[2]));
  const angle = Math.acos(cosine);
  const sine = Math.sin(angle);
  if (angle < 1e-9) {
    return Float64Array.of(toX(lon1), toY(lat1), toX(lon1), toY(lat1));
  }
  if (sine < 1e-9) {
    return overPole(lon1, lat1, lon2, lat2);
  }
  const steps = Math.max(1, Math.ceil((angle * EARTH_KM) / stepKm));
  const points = new Float64Array((steps + 1) * 2);
  let before = toX(lon1);
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const a = Math.sin((1 - share) * angle) / sine;
    const b = Math.sin(share * angle) / sine;
    const x = a * start[0] + b * end[0];
    const y = a * start[1] + b * end[1];
    const z = a * start[2] + b * end[2];
    const position = toX(Math.atan2(y, x) / RADIANS);
    before = nearestCopy(position, before);
    points[2 * step] = before;
    points[2 * step + 1] = sineToY(z);
  }
  return points;
}

/**
 * Antipodes have no single shortest line: draw it over the nearer pole.
 * @param {number} lon1
 * @param {number} lat1
 * @param {number} lon2
 * @param {number} lat2
 */
function overPole(lon1, lat1, lon2, lat2) {
  const pole = lat1 + lat2 >= 0 ? 90 : -90;
  const x1 = toX(lon1);
  const x2 = nearestCopy(toX(lon2), x1);
  return Float64Array.of(x1, toY(lat1), x1, toY(pole), x2, toY(pole), x2, toY(lat2));
}

/**
 * @param {number} longitude
 * @param {number} latitude
 */
function toVector(longitude, latitude) {
  const across = Math.cos(latitude * RADIANS);
  return [
    across * Math.cos(longitude * RADIANS),
    across * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ];
}
