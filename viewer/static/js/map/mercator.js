// Web Mercator in zoom-0 pixels: the world is 256 wide, longitude 0 in the middle, and x continues past the edges.

export const WORLD = 256;
const RADIANS = Math.PI / 180;
// Beyond the square map's edge at 85 degrees, so that a line near the pole still bends; not to infinity.
const LIMIT = Math.sin(89.5 * RADIANS);

/** @param {number} longitude */
export function toX(longitude) {
  return ((longitude + 180) / 360) * WORLD;
}

/** @param {number} latitude */
export function toY(latitude) {
  return sineToY(Math.sin(latitude * RADIANS));
}

/**
 * The same for the sine of a latitude, which is the z of a point on the unit sphere.
 * @param {number} sine
 */
export function sineToY(sine) {
  const within = Math.max(-LIMIT, Math.min(LIMIT, sine));
  return (0.5 - Math.log((1 + within) / (1 - within)) / (4 * Math.PI)) * WORLD;
}

/** @param {number} x */
export function toLongitude(x) {
  return (x / WORLD) * 360 - 180;
}

/** @param {number} y */
export function toLatitude(y) {
  return Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) / RADIANS;
}

/**
 * The copy of `x`, one world or more to the side, that lies nearest to `target`.
 * @param {number} x
 * @param {number} target
 */
export function nearestCopy(x, target) {
  return x + Math.round((target - x) / WORLD) * WORLD;
}
