// Colours and dashes come from the style sheet, so that canvas, legend and page agree, in light and dark.

export const STATUSES = ["active", "planned", "suspended", "ended", "cancelled"];
const KINDS = [
  "sister_city",
  "friendship_city",
  "hometown",
  "cooperation_agreement",
  "exchange",
  "mutual_aid",
  "promotion",
];

export function readTheme(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--shimai-${name}`).trim();
  return {
    land: read("land"),
    coast: read("coast"),
    border: read("border"),
    municipality: read("municipality"),
    partner: read("partner"),
    partnerFill: read("partner-fill"),
    halo: read("halo"),
    ink: read("ink"),
    font: style.getPropertyValue("font-family"),
    status: Object.fromEntries(STATUSES.map((status) => [status, read(`status-${status}`)])),
    kind: Object.fromEntries(KINDS.map((kind) => [kind, read(`kind-${kind.replaceAll("_", "-")}`)])),
    dashes: Object.fromEntries(STATUSES.map((status) => [status, readNumbers(read(`dashes-${status}`))])),
  };
}

function readNumbers(text) {
  return text === "none" ? [] : text.split(" ").map(Number);
}

/** Calls `change` when the reader's system turns to dark or to light; returns what stops it. */
export function watchTheme(change) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", change);
  return () => dark.removeEventListener("change", change);
}
