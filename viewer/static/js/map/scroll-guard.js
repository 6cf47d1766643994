// A map within a page leaves scrolling to the page, until the reader clicks the map.

import { element } from "shimai/ui/dom";

/** @import { Language } from "shimai/ui/language" */

const HINT_MS = 1400;

/**
 * Lets the wheel and one finger scroll the page; they move the map once it was clicked or tapped, until the reader
 * leaves it.
 * @param {L.Map} map
 * @param {Language} language
 */
export function guardScroll(map, { t }) {
  const container = map.getContainer();
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const text = isTouch ? t("Tap the map to move it") : t("Click the map to zoom with the wheel");
  const hint = element("p", { class: "shimai-hint", "aria-hidden": "true" }, text);
  container.append(hint);
  const handlers = [map.scrollWheelZoom, ...(isTouch ? [map.dragging] : [])];
  const setCapturing = (/** @type {boolean} */ capturing) => {
    for (const handler of handlers) {
      if (capturing) {
        handler.enable();
      } else {
        handler.disable();
      }
    }
  };
  setCapturing(false);
  let timer = 0;
  const showHint = () => {
    if (!handlers[0].enabled()) {
      hint.classList.add("is-shown");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
    }
  };
  container.addEventListener("wheel", showHint, { passive: true });
  container.addEventListener("touchmove", showHint, { passive: true });
  container.addEventListener("click", () => {
    hint.classList.remove("is-shown");
    setCapturing(true);
  });
  container.addEventListener("mouseleave", () => setCapturing(false));
  window.addEventListener("blur", () => setCapturing(false));
}
