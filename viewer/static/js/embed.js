// The map in a frame: it leaves scrolling to the page around it until the reader takes hold of it, and tells that
// page how high it would like to be.

import { element } from "shimai/dom";

const HINT_MS = 1400;
const SHAPE = 0.6;
const LOWEST = 240;
const HIGHEST = 640;

export async function startEmbed({ map, ready }) {
  tellHeight();
  const layer = await ready;
  if (layer) {
    leaveScrolling(map, layer.words);
    const open = new URLSearchParams(location.search).get("open");
    if (open) {
      layer.open(open, { bringIntoView: true, focus: false });
    }
  }
}

// The page around may listen: `{ type: "shimai:height", height }` in CSS pixels, whenever the width has changed.
function tellHeight() {
  let width = 0;
  const tell = () => {
    if (window.parent !== window && innerWidth !== width) {
      width = innerWidth;
      const height = Math.round(Math.max(LOWEST, Math.min(HIGHEST, width * SHAPE)));
      window.parent.postMessage({ type: "shimai:height", height }, "*");
    }
  };
  window.addEventListener("resize", tell);
  tell();
}

// Wheel and one finger scroll the page; they move the map once it was clicked or tapped, until the reader leaves it.
function leaveScrolling(map, { t }) {
  const container = map.getContainer();
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const hint = element("p", { class: "embed-hint", "aria-hidden": "true" });
  hint.textContent = isTouch ? t("Tap the map to move it") : t("Click the map to zoom with the wheel");
  container.append(hint);
  let timer = 0;
  const handlers = [map.scrollWheelZoom, ...(isTouch ? [map.dragging] : [])];
  const hold = (held) => handlers.forEach((handler) => (held ? handler.enable() : handler.disable()));
  hold(false);
  const show = () => {
    if (!handlers[0].enabled()) {
      hint.classList.add("is-shown");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
    }
  };
  container.addEventListener("wheel", show, { passive: true });
  container.addEventListener("touchmove", show, { passive: true });
  container.addEventListener("click", () => {
    hint.classList.remove("is-shown");
    hold(true);
  });
  container.addEventListener("mouseleave", () => hold(false));
  window.addEventListener("blur", () => hold(false));
}
