// Colours and dashes come from the style sheet, so that canvas, legend and page agree, in light and dark.

/** @import { Network } from "shimai/model/network" */

/** @typedef {ReturnType<typeof readGroundTheme>} GroundTheme */

/**
 * The colours of the base map, and of lines and circles; dashes in CSS pixels.
 * @typedef {ReturnType<typeof readTheme>} Theme
 */

/**
 * The colours of land and borders.
 * @param {Element} element
 */
export function readGroundTheme(element) {
  const read = reader(element);
  return { land: read("land"), coast: read("coast"), border: read("border") };
}

/**
 * The colours, dashes and font of lines, circles and their labels.
 * @param {Element} element
 * @param {Network} network
 */
export function readTheme(element, { statuses, kinds }) {
  const read = reader(element);
  return {
    municipality: read("municipality"),
    partner: read("partner"),
    partnerFill: read("partner-fill"),
    halo: read("halo"),
    ink: read("ink"),
    inkSoft: read("ink-soft"),
    font: getComputedStyle(element).getPropertyValue("font-family"),
    status: Object.fromEntries(statuses.map((status) => [status, read(`status-${status}`)])),
    kind: Object.fromEntries(kinds.map((kind) => [kind, read(`kind-${kind.replaceAll("_", "-")}`)])),
    dashes: Object.fromEntries(statuses.map((status) => [status, readNumbers(read(`dashes-${status}`))])),
  };
}

/** @param {Element} element */
function reader(element) {
  const style = getComputedStyle(element);
  return (/** @type {string} */ name) => style.getPropertyValue(`--shimai-${name}`).trim();
}

/** @param {string} text */
function readNumbers(text) {
  return text === "none" ? [] : text.split(" ").map(Number);
}

/**
 * Calls `onChange` when the reader's system turns to dark or to light, and when the page is printed (`shimai-theme`);
 * returns a function that stops it.
 * @param {() => void} onChange
 */
export function watchTheme(onChange) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", onChange);
  window.addEventListener("shimai-theme", onChange);
  return () => {
    dark.removeEventListener("change", onChange);
    window.removeEventListener("shimai-theme", onChange);
  };
}
