// The page's address is its state: the query where a server answers, the part after # in a file of its own.

import { Selection } from "shimai/selection";

export class Address {
  constructor(standalone) {
    this.standalone = standalone;
  }

  read() {
    return Selection.parse(new URLSearchParams(this.standalone ? location.hash.slice(1) : location.search));
  }

  /** Puts a selection into the address; going back returns to the one before. */
  push(selection) {
    const url = this.standalone ? `#${selection.query()}` : this._withLanguage(selection);
    if (url !== (this.standalone ? location.hash || "#" : location.pathname + location.search)) {
      history.pushState(null, "", url);
    }
  }

  /** Calls `change(selection)` when the reader goes back or forward, or edits the address. */
  watch(change) {
    window.addEventListener("popstate", () => change(this.read()));
    if (this.standalone) {
      window.addEventListener("hashchange", () => change(this.read()));
    }
  }

  _withLanguage(selection) {
    const lang = new URLSearchParams(location.search).get("lang");
    const query = [lang && `lang=${encodeURIComponent(lang)}`, selection.query()].filter(Boolean).join("&");
    return query ? `${location.pathname}?${query}` : location.pathname;
  }
}
