// The map in a frame: it looks where its address says, and posts to the page around it how high it would like to be.

import { parseView } from "shimai/model/view";

/** @import { PartnershipLayer } from "shimai/map/layer" */

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
