// A canvas over the whole view, sharp on any screen, that Leaflet moves and scales while the map moves.

import { WORLD } from "shimai/mercator";

const SLOW_MS = 12;

// So many frames in a row that came later than this mean that painting can't keep up, whatever it costs the script.
const LATE_MS = 24;
const LATE_FRAMES = 3;
const PAUSE_MS = 100;

/**
 * A Leaflet layer that calls `paint(context, view)`. `view.scale` turns zoom-0 pixels into screen pixels;
 * `view.apply(context, copy)` sets the transform under which zoom-0 coordinates can be drawn, `copy` worlds
 * to the east; `view.copies(west, east)` lists the copies of a stretch of x that can be seen.
 */
export const CanvasLayer = L.Renderer.extend({
  options: { padding: 0.1, paint: () => {} },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._follow };
  },

  _initContainer() {
    this._container = L.DomUtil.create("canvas", "shimai-canvas");
    this._context = this._container.getContext("2d");
    this._cost = 0;
    this._late = 0;
    this._frameTime = 0;
  },

  _destroyContainer() {
    cancelAnimationFrame(this._frame);
    this._container.remove();
    delete this._container;
    delete this._context;
    delete this._center;
  },

  _updatePaths() {},

  _reset() {
    this._update();
  },

  _onZoomEnd() {},

  /** Paints again before the next frame. */
  repaint() {
    if (!this._frame && this._map) {
      this._frame = requestAnimationFrame((time) => {
        this._noteFrame(time);
        this._update();
      });
    }
  },

  // While the map is dragged, keep up with it as long as painting is cheap.
  _follow() {
    if (!this._map._animatingZoom && this._cost < SLOW_MS && this._late < LATE_FRAMES) {
      this.repaint();
    }
  },

  _noteFrame(time) {
    const gap = time - this._frameTime;
    this._frameTime = time;
    if (this._late < LATE_FRAMES && gap < PAUSE_MS) {
      this._late = gap > LATE_MS ? this._late + 1 : 0;
    }
  },

  // What is painted already scales along while the map zooms. What is new has nothing to scale: it is painted at
  // once, as the map will be when it stands still, so that every zoom event finds a view to start from.
  _update() {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    if (!this._map || (this._map._animatingZoom && this._center)) {
      return;
    }
    L.Renderer.prototype._update.call(this);
    const ratio = window.devicePixelRatio || 1;
    const size = this._bounds.getSize();
    const width = Math.round(size.x * ratio);
    const height = Math.round(size.y * ratio);
    if (this._container.width !== width || this._container.height !== height) {
      this._container.width = width;
      this._container.height = height;
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(this._container, this._bounds.min);
    const began = performance.now();
    this._context.setTransform(1, 0, 0, 1, 0, 0);
    this._context.clearRect(0, 0, width, height);
    this.options.paint(this._context, this._view(ratio, size));
    this._cost = performance.now() - began;
    this.fire("update");
  },

  _view(ratio, size) {
    const scale = this._map.getZoomScale(this._zoom, 0);
    const origin = this._bounds.min.add(this._map.getPixelOrigin()).divideBy(scale);
    const east = origin.x + size.x / scale;
    const margin = (size.x - this._map.getSize().x) / 2;
    return {
      // What of the canvas is in the map's frame, in screen pixels, while the map stands still.
      frame: { west: margin, east: size.x - margin },
      ratio,
      scale,
      zoom: this._zoom,
      size,
      west: origin.x,
      east,
      north: origin.y,
      south: origin.y + size.y / scale,
      apply(context, copy = 0) {
        const factor = ratio * scale;
        context.setTransform(factor, 0, 0, factor, (copy * WORLD - origin.x) * factor, -origin.y * factor);
      },
      toScreen(x, y) {
        return [(x - origin.x) * scale, (y - origin.y) * scale];
      },
      copies(from, to) {
        const found = [];
        for (let copy = Math.ceil((this.west - to) / WORLD); copy * WORLD + from <= this.east; copy += 1) {
          found.push(copy);
        }
        return found;
      },
    };
  },
});

/** A pane of our own at the height `order`, which lets the pointer through. */
export function ensurePane(map, name, order) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = order;
  pane.style.pointerEvents = "none";
  return name;
}
