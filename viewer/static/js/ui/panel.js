// The filter panel: beside the map, where it can be folded away; on a narrow screen a sheet over it.

import { byId, findAll } from "shimai/ui/dom";

const NARROW = matchMedia("(max-width: 719px)");

/**
 * Wires the buttons that open and close the panel, and keeps the map's size right.
 * @param {L.Map} map
 */
export function watchPanel(map) {
  const root = document.documentElement;
  const panel = byId("panel", HTMLElement);
  const openers = findAll(document, "[data-panel-open]", HTMLElement);
  const closers = findAll(document, "[data-panel-close]", HTMLElement);
  const className = () => (NARROW.matches ? "panel-open" : "panel-folded");
  const isOpen = () => root.classList.contains(className()) === NARROW.matches;

  const setOpen = (/** @type {boolean} */ open) => {
    root.classList.toggle(className(), open === NARROW.matches);
    for (const button of [...openers, ...closers]) {
      button.setAttribute("aria-expanded", String(open));
    }
    map.invalidateSize({ pan: false });
    const visible = (open ? closers : openers).find((button) => button.offsetParent);
    (visible ?? (open ? panel : null))?.focus();
  };

  for (const button of openers) {
    button.addEventListener("click", () => setOpen(true));
  }
  for (const button of closers) {
    button.addEventListener("click", () => setOpen(false));
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && NARROW.matches && isOpen()) {
      setOpen(false);
    }
  });
  NARROW.addEventListener("change", () => {
    root.classList.remove("panel-open", "panel-folded");
    map.invalidateSize({ pan: false });
  });
}
