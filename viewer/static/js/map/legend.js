// What the lines and circles mean: colour and dashes together, so that it reads without colour too.

import { bundleWidth } from "shimai/map/lines";
import { drawing, element } from "shimai/ui/dom";
import { kindLineSample, statusLineSample } from "shimai/ui/line-sample";

/** @import { Language } from "shimai/ui/language" */

// On a smaller map it begins closed: it would cover the map.
const MIN_OPEN_WIDTH = 600;
const MIN_OPEN_HEIGHT = 480;

const SAMPLE_COUNTS = [1, 10, 30];

export class Legend extends L.Control {
  /**
   * @param {Language} language
   * @param {(byKind: boolean) => void} onColourChange is called when the reader chooses what colours mean
   * @param {((isOn: boolean) => void) | null} onEventsChange is called when the reader turns events on or off
   */
  constructor(language, onColourChange, onEventsChange) {
    super({ position: "bottomleft" });
    this.language = language;
    this.title = element("span");
    this.lines = element("ul", { class: "shimai-legend-lines" });
    this.byKind = element("input", { type: "checkbox", input: () => onColourChange(this.byKind.checked) });
    this.events = element("input", { type: "checkbox", input: () => onEventsChange?.(this.events.checked) });
    this._hasEvents = onEventsChange !== null;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    const { t } = this.language;
    const byKind = element(
      "label",
      { class: "shimai-legend-choice" },
      this.byKind,
      t("Colours tell the kind"),
    );
    const events = element(
      "label",
      { class: "shimai-legend-choice" },
      this.events,
      element("span", { class: "shimai-event-sample", "aria-hidden": "true" }),
      t("Events"),
    );
    const note = { class: "shimai-legend-note" };
    const { x, y } = map.getSize();
    const node = element(
      "details",
      { class: "shimai-legend", open: x >= MIN_OPEN_WIDTH && y >= MIN_OPEN_HEIGHT },
      element("summary", {}, this.title),
      this.lines,
      element(
        "ul",
        {},
        element("li", {}, circleSample("home"), t("Japanese municipality")),
        element("li", {}, circleSample("away"), t("Partner abroad")),
        element("li", {}, byKind),
        this._hasEvents && element("li", {}, events),
        element("li", {}, ...widthSamples(this.language), t("Number of partnerships")),
        element(
          "li",
          note,
          t("A line with a number stands for so many; zoom in for each. Click a line, a town or a country."),
        ),
      ),
    );
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    return node;
  }

  /**
   * Shows the statuses that are drawn, as they were in `year` where one is chosen, and the kinds where colours mean
   * them.
   * @param {{ statuses: string[], kinds: string[], year: number | null, byKind: boolean }} content
   */
  update({ statuses, kinds, year, byKind }) {
    const { language } = this;
    this.title.textContent =
      year === null ? language.t("Legend") : language.t("Legend, status in %(year)s", { year });
    this.byKind.checked = byKind;
    this.lines.classList.toggle("shimai-legend-by-kind", byKind);
    this.lines.replaceChildren(
      ...kinds.map((kind) => element("li", {}, kindLineSample(kind), language.kind(kind))),
      ...statuses.map((status) => element("li", {}, statusLineSample(status), language.status(status))),
    );
  }
}

/**
 * Lines as wide as those that stand for one, ten and thirty partnerships, each with its number.
 * @param {Language} language
 */
function widthSamples(language) {
  return SAMPLE_COUNTS.map((count) =>
    element(
      "span",
      { class: "shimai-width-sample" },
      drawing(
        "svg",
        { class: "shimai-line shimai-line-wide", viewBox: "0 0 28 10", "aria-hidden": "true" },
        drawing("line", { x1: 1, y1: 5, x2: 27, y2: 5, "stroke-width": bundleWidth(count) }),
      ),
      language.number(count),
    ),
  );
}

/** @param {"home" | "away"} side */
function circleSample(side) {
  const dot = drawing("circle", { cx: 14, cy: 5, r: 4 });
  return drawing(
    "svg",
    { class: `shimai-dot shimai-dot-${side}`, viewBox: "0 0 28 10", "aria-hidden": "true" },
    dot,
  );
}
