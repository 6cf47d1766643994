// What lies on top of a map: controls, the legend, the card, the buttons of the page around it.

/** @import { Covered } from "shimai/map/framing" */
/** @import { Box } from "shimai/map/lines" */

const OVERLAYS = ".leaflet-control, .shimai-card, .panel-opener, .map-total, .map-year";

const LASTING_MS = 250;

// Between what is shown and what covers the map, or the map's edge; towards the east there are names.
const MARGIN = { left: 16, top: 18, right: 32, bottom: 16 };

/**
 * The visible overlays of a map as boxes in its own pixels.
 * @param {HTMLElement} container
 */
export function overlayBoxes(container) {
  const map = container.getBoundingClientRect();
  return [...(container.parentElement ?? container).querySelectorAll(OVERLAYS)]
    .map((node) => node.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((box) => ({
      west: box.left - map.left,
      east: box.right - map.left,
      north: box.top - map.top,
      south: box.bottom - map.top,
    }))
    .filter(({ west, east, north, south }) => {
      return east > 0 && west < map.width && south > 0 && north < map.height;
    });
}

/** The overlays of a map, looked up a few times a second at most: a map that moves paints more often. */
export class Overlays {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    this._time = Number.NEGATIVE_INFINITY;
    /** @type {Box[]} */
    this._boxes = [];
  }

  get boxes() {
    const now = performance.now();
    if (now - this._time > LASTING_MS) {
      this._time = now;
      this._boxes = overlayBoxes(this.container);
    }
    return this._boxes;
  }
}

/**
 * What the overlays of a map cover at its sides: each at the side where that costs least.
 * @param {HTMLElement} container
 * @returns {Covered}
 */
export function coveredBy(container) {
  const { width, height } = container.getBoundingClientRect();
  const covered = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const { west, east, north, south } of overlayBoxes(container)) {
    /** @type {[keyof Covered, number, number][]} */
    const sides = [
      ["left", east, width],
      ["right", width - west, width],
      ["top", south, height],
      ["bottom", height - north, height],
    ];
    const [side, depth] = sides.reduce((best, one) => (one[1] / one[2] < best[1] / best[2] ? one : best));
    covered[side] = Math.max(covered[side], depth);
  }
  return {
    left: covered.left + MARGIN.left,
    top: covered.top + MARGIN.top,
    right: covered.right + MARGIN.right,
    bottom: covered.bottom + MARGIN.bottom,
  };
}
