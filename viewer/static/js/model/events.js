// The events that the server sends as columns, for the other modules.

import { names } from "shimai/model/network";

/** @import { EventColumns } from "shimai/model/columns" */
/** @import { Fold } from "shimai/model/fold" */
/** @import { Names } from "shimai/model/network" */
/** @import { Selection } from "shimai/model/selection" */

/** @typedef {{ lon: number, lat: number, names: Names }} EventPlace */

/** @typedef {ReturnType<Events["describe"]>} EventFacts */

export class Events {
  /**
   * @param {EventColumns} columns
   * @param {Fold} fold
   */
  constructor(columns, fold) {
    this.columns = columns;
    this.fold = fold;
    this.size = columns.events.id.length;
    /** @type {string[]} */
    this._foldedNames = [];
  }

  /**
   * The events of a selection of partnerships: its places and its year are those of the event itself; its other
   * filters must let a partnership of the event pass, or words and a box the event itself.
   * @param {Selection} selection
   * @param {Set<string>} ids the partnerships that pass the selection in whatever year
   */
  select(selection, ids) {
    const { partnerships } = this.columns.events;
    const needsPartnership =
      selection.status.length > 0 ||
      selection.kind.length > 0 ||
      Boolean(selection.signed || selection.ended || selection.undated);
    const words = this.fold(selection.q).split(" ").filter(Boolean);
    const box = selection.bbox ? selection.bbox.split(",").map(Number) : null;
    const isFiltered = needsPartnership || words.length > 0 || box !== null;
    return Array.from({ length: this.size }, (_, event) => event).filter((event) => {
      if (!this._isThereAndThen(event, selection)) {
        return false;
      }
      if (!isFiltered || partnerships[event].some((id) => ids.has(id))) {
        return true;
      }
      return (
        !needsPartnership && this._hasWords(event, words) && (box === null || this._isWithin(event, box))
      );
    });
  }

  /**
   * The events of a partnership, in the order of their dates.
   * @param {string} id
   */
  ofPartnership(id) {
    const { partnerships } = this.columns.events;
    return [...partnerships.keys()].filter((event) => partnerships[event].includes(id));
  }

  /**
   * Where an event stands: at its place or, where that isn't known, at its first municipality; null where neither is.
   * @param {number} event
   * @returns {EventPlace | null}
   */
  place(event) {
    const { place, municipalities } = this.columns.events;
    const index = place[event] >= 0 ? place[event] : municipalities[event][0];
    return index === undefined ? null : this._placeAt(index);
  }

  /**
   * The municipalities that acted abroad: for an event held abroad those that it concerns, else none.
   * @param {number} event
   */
  actors(event) {
    const { place_country, municipalities } = this.columns.events;
    const isAbroad = place_country[event] !== "" && place_country[event] !== "JP";
    return isAbroad ? municipalities[event].map((index) => this._placeAt(index)) : [];
  }

  /**
   * Everything that is known of an event.
   * @param {number} event
   */
  describe(event) {
    const { kinds, places, sources, events } = this.columns;
    return {
      id: events.id[event],
      kind: kinds[events.kind[event]],
      isPlanned: events.is_planned[event] === 1,
      date: events.date[event],
      dateEnd: events.date_end[event],
      title: { en: events.title[event], ja: events.title_ja[event] },
      venue: events.venue[event],
      place: names(places, events.place[event]),
      municipalities: events.municipalities[event].map((index) => names(places, index)),
      partnerships: events.partnerships[event],
      sources: events.sources[event].map((source) => ({
        title: sources.title[source],
        url: sources.url[source],
        date: sources.date[source],
      })),
    };
  }

  /** @param {number} index */
  _placeAt(index) {
    const { places } = this.columns;
    return { lon: places.lon[index], lat: places.lat[index], names: names(places, index) };
  }

  /**
   * @param {number} event
   * @param {Selection} selection
   */
  _isThereAndThen(event, { country, prefecture, municipality, year }) {
    const { events, countries } = this.columns;
    const codes = events.municipality_codes[event];
    const inCountries = [
      events.place_country[event],
      ...events.countries[event].map((index) => countries.code[index]),
    ];
    return (
      hasOneOf(country, inCountries) &&
      hasOneOf(
        prefecture,
        codes.map((code) => code.slice(0, 2)),
      ) &&
      hasOneOf(municipality, codes) &&
      (year === null || (firstYear(events.date[event]) <= year && year <= this._lastYear(event)))
    );
  }

  /** @param {number} event */
  _lastYear(event) {
    const { date, date_end } = this.columns.events;
    return firstYear(date_end[event] || date[event]);
  }

  /**
   * @param {number} event
   * @param {string[]} words
   */
  _hasWords(event, words) {
    this._foldedNames[event] ??= this.fold(this._listNames(event).join(" "));
    return words.every((word) => this._foldedNames[event].includes(word));
  }

  /** @param {number} event */
  _listNames(event) {
    const { events, countries } = this.columns;
    const { title, venue, place, municipalities } = this.describe(event);
    const inCountries = events.countries[event].map((index) => names(countries, index));
    const both = [title, place, ...municipalities, ...inCountries].flatMap(({ en, ja }) => [en, ja]);
    return [...both, venue, events.place_admin1[event], ...events.partners[event]];
  }

  /**
   * @param {number} event
   * @param {number[]} box west, south, east, north; west > east crosses the antimeridian
   */
  _isWithin(event, [west, south, east, north]) {
    const place = this.place(event);
    if (place === null || place.lat < south || place.lat > north) {
      return false;
    }
    const isEast = place.lon >= west;
    const isWest = place.lon <= east;
    return west <= east ? isEast && isWest : isEast || isWest;
  }
}

/**
 * @param {readonly string[]} wanted
 * @param {string[]} values
 */
function hasOneOf(wanted, values) {
  return wanted.length === 0 || values.some((value) => wanted.includes(value));
}

/** @param {string} date */
function firstYear(date) {
  return parseInt(date, 10);
}
