// A short line as the map draws it: for legends, cards and lists.

import { drawing } from "shimai/ui/dom";

/**
 * The line of a status.
 * @param {string} status
 */
export function statusLineSample(status) {
  return lineSample(`shimai-line-${status}`);
}

/**
 * The line of a kind, where colours mean kinds.
 * @param {string} kind
 */
export function kindLineSample(kind) {
  return lineSample(`shimai-line-kind-${kind.replaceAll("_", "-")}`);
}

/** @param {string} name */
function lineSample(name) {
  const line = drawing("line", { x1: 1, y1: 5, x2: 27, y2: 5 });
  return drawing("svg", { class: `shimai-line ${name}`, viewBox: "0 0 28 10", "aria-hidden": "true" }, line);
}
