// Links from the map to the pages of what it shows.

/** @import { FilterCode } from "shimai/model/selectables" */

/**
 * The addresses of pages, with {id}, {code} or {name} in them; null where there are no such pages.
 * @typedef {object} PagePatterns
 * @property {string | null} [partnership]
 * @property {string | null} [municipality]
 * @property {string | null} [country]
 * @property {string | null} [compare]
 */

/**
 * The address of a partnership's page; null where there is none.
 * @param {PagePatterns} pages
 * @param {string} id
 */
export function partnershipUrl({ partnership }, id) {
  return partnership ? partnership.replace("{id}", encodeURIComponent(id)) : null;
}

/**
 * The address of the page of a country, a prefecture or a municipality; null where there is none.
 * @param {PagePatterns} pages
 * @param {FilterCode} code
 */
export function placeUrl({ country, municipality }, { name, code }) {
  const pattern = name === "country" ? country : municipality;
  const pageCode = name === "prefecture" ? `${code}000` : code;
  return pattern ? fill(pattern, name, pageCode) : null;
}

/**
 * The address of the page that compares it with others; null where there is none.
 * @param {PagePatterns} pages
 * @param {FilterCode} code
 */
export function compareUrl({ compare }, { name, code }) {
  return compare ? fill(compare, name, code) : null;
}

/**
 * @param {string} pattern
 * @param {string} name
 * @param {string} code
 */
function fill(pattern, name, code) {
  return pattern.replace("{name}", name).replace("{code}", encodeURIComponent(code));
}
