// The state of the page is in its URL: the selection, what is open, what colours mean, whether events are shown, and
// where the map looks. It is the query on a server, and the fragment in a standalone file.

import { Selection } from "shimai/model/selection";
import { formatView, parseView } from "shimai/model/view";

/** @import { View } from "shimai/model/view" */

/**
 * `open` is the key of what the card shows, "" for none; `byKind` is true if colours mean kinds, false for
 * statuses; `events` whether events are shown; `view` is where the reader has moved the map, null before that.
 * @typedef {object} State
 * @property {Selection} selection
 * @property {string} open
 * @property {boolean} byKind
 * @property {boolean} events
 * @property {View | null} view
 */

/**
 * Changes of one series are one entry of the history: what is typed letter by letter, or years one after the other.
 * @typedef {"words" | "year" | null} Series
 */

export class Address {
  /** @param {boolean} standalone */
  constructor(standalone) {
    this.standalone = standalone;
    // The series that the current entry of the history belongs to.
    /** @type {Series} */
    this._series = null;
  }

  /** @returns {State} */
  read() {
    return parseState(new URLSearchParams(this.standalone ? location.hash.slice(1) : location.search));
  }

  /**
   * Puts a state into the address; going back returns to the one before, or to that before its series.
   * @param {State} state
   * @param {Series} [series]
   */
  push(state, series = null) {
    if (series && series === this._series) {
      this.replace(state);
    } else if (this._url(state) !== this._current()) {
      history.pushState(null, "", this._url(state));
      this._series = series;
    }
  }

  /**
   * Puts a state into the address in place of the one that is there.
   * @param {State} state
   */
  replace(state) {
    if (this._url(state) !== this._current()) {
      history.replaceState(null, "", this._url(state));
    }
  }

  /**
   * Calls `onChange` when the reader goes back or forward, or edits the address.
   * @param {(state: State) => void} onChange
   */
  watch(onChange) {
    const onReturn = () => {
      this._series = null;
      onChange(this.read());
    };
    window.addEventListener("popstate", onReturn);
    if (this.standalone) {
      window.addEventListener("hashchange", onReturn);
    }
  }

  /** @param {State} state */
  _url(state) {
    return this.standalone ? `#${stateQuery(state)}` : this._withLanguage(state);
  }

  _current() {
    return this.standalone ? location.hash || "#" : location.pathname + location.search;
  }

  /** @param {State} state */
  _withLanguage(state) {
    const lang = new URLSearchParams(location.search).get("lang");
    const query = [lang && `lang=${encodeURIComponent(lang)}`, stateQuery(state)].filter(Boolean).join("&");
    return query ? `${location.pathname}?${query}` : location.pathname;
  }
}

/**
 * The state that a query string's parameters describe.
 * @param {URLSearchParams} parameters
 * @returns {State}
 */
export function parseState(parameters) {
  return {
    selection: Selection.parse(parameters),
    open: parameters.get("open") ?? "",
    byKind: parameters.get("colour") === "kind",
    events: parameters.get("events") === "show",
    view: parseView(parameters.get("map") ?? ""),
  };
}

/**
 * A state as a query string, without the question mark.
 * @param {State} state
 */
export function stateQuery({ selection, open, byKind, events, view }) {
  const more = new URLSearchParams();
  if (byKind) {
    more.set("colour", "kind");
  }
  if (events) {
    more.set("events", "show");
  }
  if (open) {
    more.set("open", open);
  }
  if (view) {
    more.set("map", formatView(view));
  }
  return [selection.query(), more.toString().replaceAll("%2F", "/")].filter(Boolean).join("&");
}
