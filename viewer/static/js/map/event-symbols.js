// Symbols of events: a diamond for each place, with a number where there are several, and a line where a municipality
// acted abroad. Places that would overlap share a symbol.

import { bendArc } from "shimai/map/arcs";
import { nearestCopy, toLatitude, toLongitude, toX, toY, WORLD } from "shimai/map/mercator";
import { element } from "shimai/ui/dom";
import { nameIn } from "shimai/ui/names";

/** @import { EventPlace, Events } from "shimai/model/events" */
/** @import { Language } from "shimai/ui/language" */

/**
 * The events at one place or at several close ones; x and y in zoom-0 pixels.
 * @typedef {{ x: number, y: number, place: EventPlace, events: number[] }} Spot
 */

const PANE = "shimai-events";
const PANE_ORDER = 620;
// Symbols nearer than this, in screen pixels, are one.
const NEAR = 20;

export class EventSymbols extends L.LayerGroup {
  /**
   * @param {Events} events
   * @param {Language} language
   * @param {(events: number[]) => void} onOpen is called when the reader chooses a symbol
   */
  constructor(events, language, onOpen) {
    super();
    this.events = events;
    this.language = language;
    this.onOpen = onOpen;
    /** @type {number[]} */
    this._shown = [];
    // The zoom and the middle of the view that the symbols are made for.
    this._madeFor = { zoom: Number.NaN, centre: Number.NaN };
    // SVG, since the style sheet colours it in light and dark.
    this._renderer = L.svg({ pane: PANE });
  }

  /** @param {L.Map} map */
  onAdd(map) {
    if (!map.getPane(PANE)) {
      map.createPane(PANE).style.zIndex = String(PANE_ORDER);
    }
    super.onAdd(map);
    this._draw();
    return this;
  }

  getEvents() {
    return { moveend: () => this._onMoveEnd() };
  }

  /**
   * Shows these events and no others.
   * @param {number[]} events
   */
  show(events) {
    this._shown = events;
    this._draw();
  }

  // Far from where they were made, symbols belong into the next copy of the world.
  _onMoveEnd() {
    const { zoom, centre } = this._madeFor;
    if (this._map.getZoom() !== zoom || Math.abs(toX(this._map.getCenter().lng) - centre) > WORLD / 4) {
      this._draw();
    }
  }

  _draw() {
    if (!this._map) {
      return;
    }
    this.clearLayers();
    const centre = toX(this._map.getCenter().lng);
    this._madeFor = { zoom: this._map.getZoom(), centre };
    for (const event of this._shown) {
      this._addLines(event, centre);
    }
    for (const spot of this._gatherSpots(centre)) {
      this._addSymbol(spot);
    }
  }

  /**
   * @param {number} centre
   * @returns {Spot[]}
   */
  _gatherSpots(centre) {
    const reach = NEAR / this._map.getZoomScale(this._map.getZoom(), 0);
    /** @type {Spot[]} */
    const spots = [];
    for (const event of this._shown) {
      const place = this.events.place(event);
      if (place) {
        const x = nearestCopy(toX(place.lon), centre);
        const y = toY(place.lat);
        const near = spots.find((spot) => Math.hypot(spot.x - x, spot.y - y) < reach);
        if (near) {
          near.events.push(event);
        } else {
          spots.push({ x, y, place, events: [event] });
        }
      }
    }
    return spots;
  }

  /** @param {Spot} spot */
  _addSymbol({ x, y, place, events }) {
    const { lang, tn } = this.language;
    const count = events.length;
    const number = count > 1 ? this.language.number(count) : "";
    const title = `${nameIn(lang, place.names).text}: ${tn("%(count)s event", "%(count)s events", count)}`;
    const icon = L.divIcon({
      className: "shimai-event",
      html: element("span", { class: count > 1 ? "is-several" : null }, element("b", {}, number)),
      iconSize: [24, 24],
    });
    L.marker([toLatitude(y), toLongitude(x)], { icon, pane: PANE, title, alt: title, riseOnHover: true })
      .on("click", () => this.onOpen(events))
      .on("keypress", (event) => {
        const { originalEvent } = /** @type {L.LeafletKeyboardEvent} */ (event);
        if (originalEvent.key === "Enter" || originalEvent.key === " ") {
          originalEvent.preventDefault();
          this.onOpen(events);
        }
      })
      .addTo(this);
  }

  /**
   * @param {number} event
   * @param {number} centre
   */
  _addLines(event, centre) {
    const place = this.events.place(event);
    for (const actor of place ? this.events.actors(event) : []) {
      const points = bendArc(actor.lon, actor.lat, place?.lon ?? 0, place?.lat ?? 0);
      const end = points[points.length - 2];
      const shift = nearestCopy(end, centre) - end;
      /** @type {[number, number][]} */
      const path = [];
      for (let at = 0; at < points.length; at += 2) {
        path.push([toLatitude(points[at + 1]), toLongitude(points[at] + shift)]);
      }
      L.polyline(path, {
        className: "shimai-event-line",
        interactive: false,
        renderer: this._renderer,
      }).addTo(this);
    }
  }
}
