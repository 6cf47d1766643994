// Two buttons under the zoom: to what is shown, and to the whole map.

import { drawing, element } from "shimai/ui/dom";

/** @import { Language } from "shimai/ui/language" */

const FIT = "M2 6V2h4 M10 2h4v4 M14 10v4h-4 M6 14H2v-4 M6 8h4";
const WORLD = "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12 M2 8h12 M8 2c-4 4-4 8 0 12 M8 2c4 4 4 8 0 12";

export class ViewButtons extends L.Control {
  /**
   * @param {Language} language
   * @param {{ onFit: () => void, onWorld: () => void }} callbacks
   */
  constructor(language, { onFit, onWorld }) {
    super({ position: "topleft" });
    this.language = language;
    this.onFit = onFit;
    this.onWorld = onWorld;
  }

  onAdd() {
    const { t } = this.language;
    const node = element(
      "div",
      { class: "leaflet-bar shimai-view-buttons" },
      viewButton(t("Fit the map to what is shown"), FIT, this.onFit),
      viewButton(t("Show the whole map"), WORLD, this.onWorld),
    );
    L.DomEvent.disableClickPropagation(node);
    return node;
  }
}

/**
 * @param {string} label
 * @param {string} path
 * @param {() => void} click
 */
function viewButton(label, path, click) {
  const icon = drawing("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, drawing("path", { d: path }));
  return element("button", { type: "button", "aria-label": label, title: label, click }, icon);
}
