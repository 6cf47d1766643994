// A canvas over the whole view, sharp on any screen, that scales along while the map zooms.

import { WORLD } from "shimai/map/mercator";

/**
 * What of the world a canvas shows. `scale` turns zoom-0 pixels into screen pixels; `frame` is the part of the canvas
 * inside the map while the map stands still, in screen pixels; `ratio` is the number of device pixels to one of them.
 * @typedef {object} View
 * @property {{ west: number, east: number, north: number, south: number }} frame
 * @property {number} ratio
 * @property {number} scale
 * @property {number} zoom
 * @property {(context: CanvasRenderingContext2D, copy?: number) => void} apply sets the transform under which zoom-0
 *   coordinates can be drawn, `copy` worlds to the east
 * @property {(x: number, y: number) => [number, number]} toScreen
 * @property {(from: number, to: number) => number[]} copies the copies of a stretch of x that can be seen
 */

/** @typedef {(context: CanvasRenderingContext2D, view: View) => void} Paint */

// The canvas is larger than the map by this share of it, on each side.
const PADDING = 0.1;

// While the map moves, it is repainted as long as painting takes the script less than this.
const SLOW_MS = 12;

// LATE_FRAMES frames in a row that are later than LATE_MS mean that painting can't keep up.
const LATE_MS = 24;
const LATE_FRAMES = 3;
const PAUSE_MS = 100;

export class CanvasLayer extends L.Layer {
  /** @param {{ pane: string, paint: Paint, label?: string }} options without a label it isn't read aloud */
  constructor({ pane, paint, label = "" }) {
    super();
    L.Util.setOptions(this, { pane });
    this.paint = paint;
    this.label = label;
    this._isZooming = false;
    this._frame = 0;
    this._frameTime = 0;
    this._paintMs = 0;
    this._lateFrames = 0;
    /** @type {HTMLCanvasElement | null} */
    this._canvas = null;
    // Where the map stood when the canvas was last painted; null before that.
    /** @type {{ center: L.LatLng, zoom: number } | null} */
    this._painted = null;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    this._isZooming = false;
    this._canvas = document.createElement("canvas");
    this._canvas.className = "shimai-canvas";
    if (this.label) {
      this._canvas.setAttribute("role", "img");
      this._canvas.setAttribute("aria-label", this.label);
    } else {
      this._canvas.setAttribute("aria-hidden", "true");
    }
    this._canvas.classList.toggle(
      "leaflet-zoom-animated",
      Boolean(map.options.zoomAnimation && L.Browser.any3d),
    );
    this.getPane()?.append(this._canvas);
    this._update();
    return this;
  }

  onRemove() {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    this._canvas?.remove();
    this._canvas = null;
    this._painted = null;
    return this;
  }

  getEvents() {
    return {
      viewreset: () => this._update(),
      move: () => this._onMove(),
      moveend: () => this._update(),
      zoom: () => this._onZoom(),
      zoomend: () => this._onZoomEnd(),
      zoomanim: (/** @type {L.LeafletEvent} */ event) =>
        this._onZoomAnimation(/** @type {L.ZoomAnimEvent} */ (event)),
    };
  }

  /** Paints again before the next frame. */
  repaint() {
    if (!this._frame && this._canvas) {
      this._frame = requestAnimationFrame((time) => {
        this._noteFrame(time);
        this._update();
      });
    }
  }

  /** @param {L.ZoomAnimEvent} event */
  _onZoomAnimation({ center, zoom }) {
    this._isZooming = true;
    this._scaleTo(center, zoom);
  }

  // An animation ends with this event; during a pinch it is fired again and again.
  _onZoom() {
    this._isZooming = false;
    this._scaleTo(this._map.getCenter(), this._map.getZoom());
  }

  // While the map is dragged, keep up with it as long as painting is cheap.
  _onMove() {
    if (!this._isZooming && this._paintMs < SLOW_MS && this._lateFrames < LATE_FRAMES) {
      this.repaint();
    }
  }

  _onZoomEnd() {
    this._isZooming = false;
  }

  /** @param {number} time */
  _noteFrame(time) {
    const gap = time - this._frameTime;
    this._frameTime = time;
    if (this._lateFrames < LATE_FRAMES && gap < PAUSE_MS) {
      this._lateFrames = gap > LATE_MS ? this._lateFrames + 1 : 0;
    }
  }

  /**
   * Moves and scales what is painted to where it lies on a map at this center and zoom.
   * @param {L.LatLng} center
   * @param {number} zoom
   */
  _scaleTo(center, zoom) {
    const map = this._map;
    const pane = map.getPane("mapPane");
    if (!this._canvas || !this._painted || !pane) {
      return;
    }
    const size = map.getSize();
    const scale = map.getZoomScale(zoom, this._painted.zoom);
    const origin = map
      .project(center, zoom)
      .subtract(size.divideBy(2))
      .add(L.DomUtil.getPosition(pane))
      .round();
    const corner = map
      .project(this._painted.center, zoom)
      .subtract(size.multiplyBy((0.5 + PADDING) * scale))
      .subtract(origin);
    if (L.Browser.any3d) {
      L.DomUtil.setTransform(this._canvas, corner, scale);
    } else {
      L.DomUtil.setPosition(this._canvas, corner);
    }
  }

  // During a zoom animation the painted canvas scales along. A new canvas has nothing to scale: it is painted at
  // once, as the map will be when it stands still.
  _update() {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    const context = this._canvas?.getContext("2d");
    if (!this._canvas || !context || (this._isZooming && this._painted)) {
      return;
    }
    const map = this._map;
    const mapSize = map.getSize();
    const corner = map.containerPointToLayerPoint(mapSize.multiplyBy(-PADDING)).round();
    const size = mapSize.multiplyBy(1 + 2 * PADDING).round();
    const ratio = pixelRatio();
    this._painted = { center: map.getCenter(), zoom: map.getZoom() };
    this._resize(this._canvas, size, ratio);
    L.DomUtil.setPosition(this._canvas, corner);
    const began = performance.now();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this._canvas.width, this._canvas.height);
    this.paint(context, this._view(corner, size, ratio));
    this._paintMs = performance.now() - began;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {L.Point} size
   * @param {number} ratio
   */
  _resize(canvas, size, ratio) {
    const width = Math.round(size.x * ratio);
    const height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
  }

  /**
   * @param {L.Point} corner
   * @param {L.Point} size
   * @param {number} ratio
   * @returns {View}
   */
  _view(corner, size, ratio) {
    const map = this._map;
    const zoom = map.getZoom();
    const scale = map.getZoomScale(zoom, 0);
    const origin = corner.add(map.getPixelOrigin()).divideBy(scale);
    const east = origin.x + size.x / scale;
    const margin = size.subtract(map.getSize()).divideBy(2);
    return {
      frame: { west: margin.x, east: size.x - margin.x, north: margin.y, south: size.y - margin.y },
      ratio,
      scale,
      zoom,
      apply(context, copy = 0) {
        const factor = ratio * scale;
        context.setTransform(factor, 0, 0, factor, (copy * WORLD - origin.x) * factor, -origin.y * factor);
      },
      toScreen(x, y) {
        return [(x - origin.x) * scale, (y - origin.y) * scale];
      },
      copies(from, to) {
        const found = [];
        for (let copy = Math.ceil((origin.x - to) / WORLD); copy * WORLD + from <= east; copy += 1) {
          found.push(copy);
        }
        return found;
      },
    };
  }
}

// Paper shows more than a screen.
function pixelRatio() {
  const isPrinting = document.documentElement.classList.contains("printing");
  return Math.max(window.devicePixelRatio || 1, isPrinting ? 3 : 0);
}

/**
 * Makes a pane at the height `order`, which lets the pointer through, and returns its name.
 * @param {L.Map} map
 * @param {string} name
 * @param {number} order
 */
export function ensurePane(map, name, order) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = String(order);
  pane.style.pointerEvents = "none";
  return name;
}
