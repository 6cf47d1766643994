// The events that the server sends as columns, for the other modules.

import { names } from "shimai/model/network";
import { countryTexts, createTextMatcher, joined, placeNames } from "shimai/model/search-text";

/** @import { EventColumns } from "shimai/model/columns" */
/** @import { Names, Network } from "shimai/model/network" */
/** @import { Lexicon } from "shimai/model/search-text" */
/** @import { Selection } from "shimai/model/selection" */

/** @typedef {{ lon: number, lat: number, names: Names }} EventPlace */

/** @typedef {ReturnType<Events["describe"]>} EventFacts */

export class Events {
  /**
   * @param {EventColumns} columns
   * @param {Network} network
   */
  constructor(columns, { fold, titles }) {
    this.columns = columns;
    this.size = columns.events.id.length;
    /** @type {Lexicon} */
    this._lexicon = { fold, titles, countries: columns.countries };
    /** @type {string[]} */
    this._texts = [];
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
    const hasWords = createTextMatcher(this._lexicon, selection.q, (event) => this._textOf(event));
    const box = selection.bbox ? selection.bbox.split(",").map(Number) : null;
    const isFiltered = needsPartnership || selection.q !== "" || box !== null;
    return Array.from({ length: this.size }, (_, event) => event).filter((event) => {
      if (!this._isThereAndThen(event, selection)) {
        return false;
      }
      if (!isFiltered || partnerships[event].some((id) => ids.has(id))) {
        return true;
      }
      return !needsPartnership && hasWords(event) && (box === null || this._isWithin(event, box));
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
   * The text in which words are searched, as in geodata/query/search_text.py.
   * @param {number} event
   */
  _textOf(event) {
    this._texts[event] ??= this._makeText(event);
    return this._texts[event];
  }

  /** @param {number} event */
  _makeText(event) {
    const { events, places, prefectures } = this.columns;
    const { fold } = this._lexicon;
    const { title } = this.describe(event);
    const inside = new Set(
      events.municipality_codes[event].map((code) => prefectures.code.indexOf(code.slice(0, 2))),
    );
    const placeTexts = [events.place[event], ...events.municipalities[event]].filter((index) => index >= 0);
    return joined([
      ...[title.en, title.ja, events.venue[event], events.place_admin1[event], ...events.partners[event]].map(
        fold,
      ),
      ...placeTexts.flatMap((index) =>
        placeNames(
          this._lexicon,
          names(places, index),
          places.kana[index],
          places.id[index].startsWith("jp-"),
        ),
      ),
      ...[...inside].flatMap((index) =>
        placeNames(this._lexicon, names(prefectures, index), prefectures.kana[index], true),
      ),
      ...events.countries[event].flatMap((country) => countryTexts(this._lexicon, country)),
    ]);
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
