// The pointer on a map: what it points at, and what it chooses. A double click zooms and chooses nothing.

import { hitTest } from "shimai/map/hit-test";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Town } from "shimai/map/towns" */

/**
 * What lies at a point of a map: a town, else lines, the nearest first.
 * @typedef {{ town: Town | null, lines: Line[], latlng: L.LatLng, point: L.Point }} Hit
 */

const DOUBLE_CLICK_MS = 220;

export class Pointer {
  /**
   * @param {L.Map} map
   * @param {object} options
   * @param {() => { towns: Town[], lines: Line[] }} options.content gives what is drawn
   * @param {(hit: Hit | null) => void} options.onPoint is called with what the reader points at, null for nothing
   * @param {(hit: Hit) => void} options.onChoose is called with what the reader clicks
   */
  constructor(map, { content, onPoint, onChoose }) {
    this.map = map;
    this._timer = 0;
    const hitOf = (/** @type {L.LeafletEvent} */ event) => {
      const { latlng, containerPoint } = /** @type {L.LeafletMouseEvent} */ (event);
      return { ...hitTest(map, content(), latlng), latlng, point: containerPoint };
    };
    const leave = () => onPoint(null);
    /** @type {Record<string, L.LeafletEventHandlerFn>} */
    this._listeners = {
      mousemove: (event) => onPoint(hitOf(event)),
      mouseout: leave,
      movestart: leave,
      click: (event) => this._wait(() => onChoose(hitOf(event))),
      dblclick: () => clearTimeout(this._timer),
    };
    map.on(this._listeners);
  }

  remove() {
    clearTimeout(this._timer);
    this.map.off(this._listeners);
  }

  /**
   * Lets a click wait for a second one.
   * @param {() => void} action
   */
  _wait(action) {
    clearTimeout(this._timer);
    this._timer = setTimeout(action, this.map.doubleClickZoom?.enabled() ? DOUBLE_CLICK_MS : 0);
  }
}
