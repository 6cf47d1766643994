// Where a map looks: moved by the reader, or by scripts to what is shown. A map that starts hidden, or changes its size
// before the reader has moved it, is fitted again when it is seen.

import { coveredBy } from "shimai/map/covered";
import { isPointIn, isReadableIn, spansTheEarth, viewAround, viewOfBox, worldView } from "shimai/map/framing";
import { allowView } from "shimai/map/limits";

/** @import { Box } from "shimai/map/lines" */
/** @import { Frame } from "shimai/map/framing" */
/** @import { View } from "shimai/model/view" */

// A map narrower or lower than this, in pixels, isn't seen yet.
const HIDDEN = 24;

// A map whose size changes by this share is fitted again.
const RESIZED = 0.15;

export class MapView {
  /**
   * @param {L.Map} map
   * @param {(view: View | null) => void} onChange is called when the map has moved: with where the reader has moved it,
   *   or with null where a script has
   */
  constructor(map, onChange) {
    this.map = map;
    this.onChange = onChange;
    this.isMoved = false;
    this._isScripted = false;
    /** Whether the reader has hold of the map. */
    this.isHeld = false;
    /** @type {(() => void) | null} */
    this._fitAgain = null;
    this._fittedSize = map.getSize();
    this._listeners = {
      movestart: () => this._noteReader(),
      moveend: () => this._noteEnd(),
      dragstart: () => this._setHeld(true),
      dragend: () => this._setHeld(false),
    };
    map.on(this._listeners);
    this._observer = new ResizeObserver(() => this._onResize());
    this._observer.observe(map.getContainer());
  }

  remove() {
    this._observer.disconnect();
    this.map.off(this._listeners);
  }

  /** @returns {View} */
  get current() {
    const { lat, lng } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon: lng };
  }

  /**
   * Moves the map to a box; to the whole earth where the box spans most of it, at a size to read where `isMany`.
   * @param {Box} box
   * @param {{ isMany?: boolean, isAnimated?: boolean }} [options]
   */
  fit(box, { isMany = false, isAnimated = false } = {}) {
    this._fitAgain = () => {
      const frame = this._frame();
      const around = isMany ? worldView(frame, true) : viewAround(frame, box);
      const view = spansTheEarth(box) ? around : viewOfBox(frame, box, this.current.lon);
      this._go(view, isAnimated && !prefersReducedMotion());
    };
    this._fit();
  }

  /** Moves the map to the whole earth, as the reader wishes. */
  showWorld() {
    this.restore(worldView(this._frame(), true));
  }

  /**
   * Moves the map to where the reader had moved it.
   * @param {View} view
   */
  restore(view) {
    this.isMoved = true;
    this._go(view, false);
  }

  /**
   * Whether a box is in view, large enough to be read and not covered.
   * @param {Box} box
   */
  shows(box) {
    return isReadableIn(this._frame(), this.current, box);
  }

  /**
   * Whether one of these points in zoom-0 pixels is in view.
   * @param {{ x: number, y: number }[]} points
   */
  showsOneOf(points) {
    const frame = this._frame();
    const { current } = this;
    return points.some((point) => isPointIn(frame, current, point));
  }

  /**
   * Moves the map just so far that its card doesn't cover a point of the screen.
   * @param {L.Point} point
   */
  uncover(point) {
    const { x, y, covered } = this._frame();
    const right = Math.max(0, point.x - (x - covered.right));
    const down = Math.max(0, point.y - (y - covered.bottom));
    if (right > 0 || down > 0) {
      this._isScripted = true;
      this.map.panBy([right, down], { animate: !prefersReducedMotion() });
    }
  }

  /** @returns {Frame} */
  _frame() {
    const { x, y } = this.map.getSize();
    return { x, y, covered: coveredBy(this.map.getContainer()), snap: this.map.options.zoomSnap ?? 1 };
  }

  _fit() {
    this.isMoved = false;
    const size = this.map.getSize();
    this._fittedSize = size;
    if (!isHidden(size)) {
      this._fitAgain?.();
    }
  }

  /**
   * @param {View} view
   * @param {boolean} animate
   */
  _go(view, animate) {
    allowView(this.map, view);
    this._isScripted = true;
    this.map.setView([view.lat, view.lon], view.zoom, { animate });
  }

  /** @param {boolean} isHeld */
  _setHeld(isHeld) {
    this.isHeld = isHeld;
  }

  _noteReader() {
    if (!this._isScripted) {
      this.isMoved = true;
    }
  }

  _noteEnd() {
    this._isScripted = false;
    this.onChange(this.isMoved ? this.current : null);
  }

  _onResize() {
    const { map } = this;
    const { clientWidth, clientHeight } = map.getContainer();
    // Leaflet's own watch over the window may have been first; invalidating in vain would round the centre.
    if (!map.getSize().equals([clientWidth, clientHeight])) {
      map.invalidateSize({ animate: false });
    }
    const size = map.getSize();
    const before = this._fittedSize;
    const isSeen = isHidden(before) && !isHidden(size);
    const isOther =
      Math.abs(size.x - before.x) > RESIZED * before.x || Math.abs(size.y - before.y) > RESIZED * before.y;
    if (!this.isMoved && (isSeen || isOther)) {
      this._fit();
    }
  }
}

/** @param {L.Point} size */
function isHidden({ x, y }) {
  return x < HIDDEN || y < HIDDEN;
}

function prefersReducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
