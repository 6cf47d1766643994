// The page's address is its state: the selection, what is open and what colours tell; the query where a server
// answers, the part after # in a file of its own.

import { Selection } from "shimai/selection";

export class Address {
  constructor(standalone) {
    this.standalone = standalone;
  }

  /** `{ selection, open, byKind }`. */
  read() {
    const parameters = new URLSearchParams(this.standalone ? location.hash.slice(1) : location.search);
    return {
      selection: Selection.parse(parameters),
      open: parameters.get("open") ?? "",
      byKind: parameters.get("colour") === "kind",
    };
  }

  /** Puts a state into the address; going back returns to the one before. */
  push(state) {
    const url = this.standalone ? `#${stateQuery(state)}` : this._withLanguage(state);
    if (url !== (this.standalone ? location.hash || "#" : location.pathname + location.search)) {
      history.pushState(null, "", url);
    }
  }

  /** Calls `change(state)` when the reader goes back or forward, or edits the address. */
  watch(change) {
    window.addEventListener("popstate", () => change(this.read()));
    if (this.standalone) {
      window.addEventListener("hashchange", () => change(this.read()));
    }
  }

  _withLanguage(state) {
    const lang = new URLSearchParams(location.search).get("lang");
    const query = [lang && `lang=${encodeURIComponent(lang)}`, stateQuery(state)].filter(Boolean).join("&");
    return query ? `${location.pathname}?${query}` : location.pathname;
  }
}

/** A state as a query string, without the question mark. */
export function stateQuery({ selection, open, byKind }) {
  const more = new URLSearchParams();
  if (byKind) {
    more.set("colour", "kind");
  }
  if (open) {
    more.set("open", open);
  }
  return [selection.query(), more.toString().replaceAll("%2F", "/")].filter(Boolean).join("&");
}
