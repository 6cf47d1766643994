// A piece of a line as the map draws it: for legends, cards and lists.

import { drawing } from "shimai/dom";

/** The line of a status. */
export function statusLine(status) {
  return pieceOfLine(`shimai-line-${status}`);
}

/** The line of a kind, where kinds have the colours. */
export function kindLine(kind) {
  return pieceOfLine(`shimai-line-kind-${kind.replaceAll("_", "-")}`);
}

function pieceOfLine(name) {
  const line = drawing("line", { x1: 1, y1: 5, x2: 27, y2: 5 });
  return drawing("svg", { class: `shimai-line ${name}`, viewBox: "0 0 28 10", "aria-hidden": "true" }, line);
}
