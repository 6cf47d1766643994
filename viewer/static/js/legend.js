// What the lines and circles mean: colour and dashes together, so that it reads without colour too.

import { drawing, element } from "shimai/dom";
import { kindLine, statusLine } from "shimai/status-line";
import { STATUSES } from "shimai/theme";

// A smaller map would be covered by it.
const NARROW = 600;
const LOW = 480;

export const Legend = L.Control.extend({
  options: { position: "bottomleft" },

  /** `choose(byKind)` is called when the reader says what colours should tell. */
  initialize(words, choose, options) {
    L.setOptions(this, options);
    Object.assign(this, { words, choose });
  },

  onAdd(map) {
    const { t } = this.words;
    this.title = element("span", {});
    this.lines = element("ul", { class: "shimai-legend-lines" });
    this.byKind = element("input", { type: "checkbox", input: () => this.choose(this.byKind.checked) });
    const circles = [
      element("li", {}, circle("home"), t("Japanese municipality")),
      element("li", {}, circle("away"), t("Partner abroad")),
      element(
        "li",
        {},
        element("label", { class: "shimai-legend-choice" }, this.byKind, t("Colours tell the kind")),
      ),
      element("li", { class: "shimai-legend-note" }, t("The larger the circle, the more partnerships.")),
      element(
        "li",
        { class: "shimai-legend-note" },
        t("A line with a number stands for so many; zoom in for each. Click a line, a town or a country."),
      ),
    ];
    const { x, y } = map.getSize();
    const open = x >= NARROW && y >= LOW;
    const node = element(
      "details",
      { class: "shimai-legend", open },
      element("summary", {}, this.title),
      this.lines,
      element("ul", {}, circles),
    );
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    return node;
  },

  /** Shows the statuses that are drawn, as they were in `year` where one is chosen, and the kinds where colours tell them. */
  update({ statuses, kinds, year, byKind }) {
    const { words } = this;
    this.title.textContent =
      year === null ? words.t("Legend") : words.t("Legend, status in %(year)s", { year });
    this.byKind.checked = byKind;
    this.lines.classList.toggle("shimai-legend-by-kind", byKind);
    this.lines.replaceChildren(
      ...kinds.map((kind) => element("li", {}, kindLine(kind), words.kind(kind))),
      ...STATUSES.filter((status) => statuses.has(status)).map((status) =>
        element("li", {}, statusLine(status), words.status(status)),
      ),
    );
  },
});

function circle(side) {
  const dot = drawing("circle", { cx: 14, cy: 5, r: 4 });
  return drawing(
    "svg",
    { class: `shimai-dot shimai-dot-${side}`, viewBox: "0 0 28 10", "aria-hidden": "true" },
    dot,
  );
}
