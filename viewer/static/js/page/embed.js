// The map in a frame: it leaves scrolling to the page around it until the reader clicks it, and posts to that page how
// high it would like to be.

import { parseView } from "shimai/model/view";
import { element } from "shimai/ui/dom";

/** @import { PartnershipLayer } from "shimai/map/layer" */
/** @import { Language } from "shimai/ui/language" */

const HINT_MS = 1400;

// The preferred height of the frame: a share of its width, within bounds in CSS pixels.
const ASPECT = 0.6;
const MIN_HEIGHT = 240;
const MAX_HEIGHT = 640;

/**
 * @param {object} options
 * @param {L.Map} options.map
 * @param {Promise<PartnershipLayer | null>} options.ready
 */
export async function startEmbed({ map, ready }) {
  postHeight();
  const query = new URLSearchParams(location.search);
  const view = parseView(query.get("map") ?? "");
  if (view) {
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  }
  const layer = await ready;
  if (layer) {
    captureScrollOnClick(map, layer.language);
    const open = query.get("open");
    if (open) {
      layer.open(open, { bringIntoView: view === null, focus: false });
    }
  }
}

// The page around may listen: `{ type: "shimai:height", height }` in CSS pixels, whenever the width has changed.
function postHeight() {
  let width = 0;
  const post = () => {
    if (window.parent !== window && innerWidth !== width) {
      width = innerWidth;
      const height = Math.round(Math.max(MIN_HEIGHT, Math.min(MAX_HEIGHT, width * ASPECT)));
      window.parent.postMessage({ type: "shimai:height", height }, "*");
    }
  };
  window.addEventListener("resize", post);
  post();
}

/**
 * Lets the wheel and one finger scroll the page; they move the map once it was clicked or tapped, until the reader
 * leaves it.
 * @param {L.Map} map
 * @param {Language} language
 */
function captureScrollOnClick(map, { t }) {
  const container = map.getContainer();
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const text = isTouch ? t("Tap the map to move it") : t("Click the map to zoom with the wheel");
  const hint = element("p", { class: "embed-hint", "aria-hidden": "true" }, text);
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
