// The state of the page is in its URL: the selection, what is open, what colours mean and
// whether events are shown. It is the query on a server,
// and the fragment in a standalone file.

import { Selection } from "shimai/model/selection";

/**
 * `open` is the key of what the card shows, "" for none; `byKind` is true if colours mean kinds, false for
 * statuses; `events` whether events are shown.
 * @typedef {{ selection: Selection, open: string, byKind: boolean, events: boolean }} State
 */

export class Address {
  /** @param {boolean} standalone */
  constructor(standalone) {
    this.standalone = standalone;
  }

  /** @returns {State} */
  read() {
    return parseState(new URLSearchParams(this.standalone ? location.hash.slice(1) : location.search));
  }

  /**
   * Puts a state into the address; going back returns to the one before.
   * @param {State} state
   */
  push(state) {
    const url = this.standalone ? `#${stateQuery(state)}` : this._withLanguage(state);
    if (url !== (this.standalone ? location.hash || "#" : location.pathname + location.search)) {
      history.pushState(null, "", url);
    }
  }

  /**
   * Calls `onChange` when the reader goes back or forward, or edits the address.
   * @param {(state: State) => void} onChange
   */
  watch(onChange) {
    window.addEventListener("popstate", () => onChange(this.read()));
    if (this.standalone) {
      window.addEventListener("hashchange", () => onChange(this.read()));
    }
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
  };
}

/**
 * A state as a query string, without the question mark.
 * @param {State} state
 */
export function stateQuery({ selection, open, byKind, events }) {
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
  return [selection.query(), more.toString().replaceAll("%2F", "/")].filter(Boolean).join("&");
}
