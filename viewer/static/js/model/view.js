// Where the map looks, as the address says it: `map=4.25/36.2/138.5`, zoom, latitude and longitude.

/**
 * Where a map looks: its centre in degrees. Longitudes run on over the antimeridian.
 * @typedef {{ zoom: number, lat: number, lon: number }} View
 */

// Views that are read lie on the copy of the world around this meridian.
const PACIFIC = 150;
const MAX_ZOOM = 24;

/**
 * The view that a text describes; null where it describes none.
 * @param {string} text
 * @returns {View | null}
 */
export function parseView(text) {
  const [zoom, lat, lon, ...rest] = text.split("/").map((part) => (part ? Number(part) : Number.NaN));
  const isView = zoom >= 0 && zoom <= MAX_ZOOM && Math.abs(lat) <= 85 && Math.abs(lon) <= 360;
  return isView && rest.length === 0 ? { zoom, lat, lon: PACIFIC + halfTurn(lon - PACIFIC) } : null;
}

/**
 * A view as text, precise to a pixel of the screen.
 * @param {View} view
 */
export function formatView({ zoom, lat, lon }) {
  const digits = Math.max(1, Math.ceil(Math.log10((256 * 2 ** zoom) / 360)) + 1);
  return [rounded(zoom, 2), rounded(lat, digits), rounded(halfTurn(lon), digits)].join("/");
}

/**
 * The same angle between -180 and 180 degrees.
 * @param {number} degrees
 */
function halfTurn(degrees) {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/**
 * @param {number} value
 * @param {number} digits
 */
function rounded(value, digits) {
  return Number(value.toFixed(digits));
}
