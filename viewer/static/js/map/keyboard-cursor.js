// The keyboard on a map: arrow keys move a cursor among the towns and bundled lines in view, Enter opens what it is on,
// Escape takes it away. Where nothing lies in a direction, the arrow key moves the map.

import { nearestCopy, toLatitude, toLongitude, toX } from "shimai/map/mercator";
import { DIRECTIONS, nearestOf, neighbourOf } from "shimai/map/neighbours";
import { townRadius } from "shimai/map/towns";
import { element } from "shimai/ui/dom";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Hit } from "shimai/map/pointer" */
/** @import { Town } from "shimai/map/towns" */

/**
 * Something that the cursor can be on, at a point of the screen.
 * @typedef {{ x: number, y: number, radius: number, hit: Hit }} Target
 */

const LINE_RADIUS = 10;

export class KeyboardCursor {
  /**
   * @param {L.Map} map
   * @param {object} options
   * @param {() => { towns: Town[], bundles: Line[] }} options.content gives what is drawn
   * @param {(hit: Hit | null) => void} options.onPoint is called with what the cursor is on, null for nothing
   * @param {(hit: Hit) => void} options.onChoose is called with what the reader opens
   * @param {() => void} options.onBack is called when the reader wants to go one step back, and there is no cursor
   */
  constructor(map, { content, onPoint, onChoose, onBack }) {
    this.map = map;
    this.content = content;
    this.onPoint = onPoint;
    this.onChoose = onChoose;
    this.onBack = onBack;
    /** @type {Target | null} */
    this._target = null;
    this._ring = element("div", { class: "shimai-cursor", "aria-hidden": "true", hidden: true });
    const container = map.getContainer();
    container.append(this._ring);
    this._onKey = (/** @type {KeyboardEvent} */ event) => this._handle(event);
    this._clear = () => this._set(null);
    container.addEventListener("keydown", this._onKey);
    container.addEventListener("pointerdown", this._clear);
    container.addEventListener("blur", this._clear);
    map.on("movestart zoomstart", this._clear);
  }

  remove() {
    const container = this.map.getContainer();
    container.removeEventListener("keydown", this._onKey);
    container.removeEventListener("pointerdown", this._clear);
    container.removeEventListener("blur", this._clear);
    this.map.off("movestart zoomstart", this._clear);
    this._ring.remove();
  }

  /** @param {KeyboardEvent} event */
  _handle(event) {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (event.target !== this.map.getContainer() || !isPlain) {
      return;
    }
    if (this._react(event.key)) {
      event.preventDefault();
      // Leaflet moves the map with the same keys.
      event.stopPropagation();
    }
  }

  /**
   * Whether a key meant something.
   * @param {string} key
   */
  _react(key) {
    if (key in DIRECTIONS) {
      return this._move(DIRECTIONS[key]);
    }
    if (key === "Enter" && this._target) {
      const { hit } = this._target;
      this._set(null);
      this.onChoose(hit);
      return true;
    }
    if (key === "Escape") {
      if (this._target) {
        this._set(null);
      } else {
        this.onBack();
      }
      return true;
    }
    return false;
  }

  /** @param {{ x: number, y: number }} direction */
  _move(direction) {
    const targets = this._targets();
    const centre = this.map.getSize().divideBy(2);
    const next = this._target ? neighbourOf(targets, this._target, direction) : nearestOf(targets, centre);
    if (next) {
      this._set(next);
    }
    return next !== null;
  }

  /** The towns and bundled lines in view. */
  _targets() {
    const { towns, bundles } = this.content();
    const zoom = this.map.getZoom();
    const places = towns.map((town) =>
      this._targetAt(town.x, town.y, townRadius(town.partnerships.length, zoom), { town, lines: [] }),
    );
    const lines = bundles.map((line) => {
      const middle = 2 * Math.floor(line.points.length / 4);
      const [x, y] = [line.points[middle], line.points[middle + 1]];
      return this._targetAt(x, y, LINE_RADIUS, { town: null, lines: [line] });
    });
    const size = this.map.getSize();
    return [...places, ...lines].filter(({ x, y }) => x >= 0 && y >= 0 && x <= size.x && y <= size.y);
  }

  /**
   * @param {number} worldX
   * @param {number} worldY
   * @param {number} radius
   * @param {Pick<Hit, "town" | "lines">} found
   * @returns {Target}
   */
  _targetAt(worldX, worldY, radius, found) {
    const x = nearestCopy(worldX, toX(this.map.getCenter().lng));
    const latlng = L.latLng(toLatitude(worldY), toLongitude(x));
    const point = this.map.latLngToContainerPoint(latlng);
    return { x: point.x, y: point.y, radius, hit: { ...found, latlng, point } };
  }

  /** @param {Target | null} target */
  _set(target) {
    if (target === this._target) {
      return;
    }
    this._target = target;
    this._ring.hidden = target === null;
    if (target) {
      const size = 2 * target.radius + 8;
      this._ring.style.width = `${size}px`;
      this._ring.style.height = `${size}px`;
      this._ring.style.transform = `translate(${target.x - size / 2}px, ${target.y - size / 2}px)`;
    }
    this.onPoint(target?.hit ?? null);
  }
}
