// What is shown, as a table: the same facts as the map's, for reading and for the keyboard.

import { element } from "shimai/dom";
import { nameElement, nameIn } from "shimai/names";
import { yearsText } from "shimai/years";

const PAGE = 100;

export class TieList {
  /** `open(tie)` is called when the reader chooses a row. */
  constructor(section, network, words, { permalink, open }) {
    Object.assign(this, { section, network, words, permalink, open });
    this.body = section.querySelector("tbody");
    this.more = section.querySelector("[data-more]");
    this.ties = [];
    section.open = false;
    section.addEventListener("toggle", () => this._fill());
    this.more.addEventListener("click", () => this._addPage());
  }

  show(ties) {
    this.ties = ties;
    this.stale = true;
    this._fill();
  }

  _fill() {
    if (this.section.open && this.stale) {
      this.stale = false;
      this.body.replaceChildren();
      this._addPage();
    }
  }

  _addPage() {
    const from = this.body.rows.length;
    const rows = this.ties.slice(from, from + PAGE).map((tie) => this._row(tie));
    this.body.append(...rows);
    this.more.hidden = this.body.rows.length >= this.ties.length;
    if (from > 0) {
      rows[0].querySelector("a").focus();
    }
  }

  _row(tie) {
    const { words } = this;
    const { lang } = words;
    const { id, municipality, partner, country, kind, status, signed, ended } = this.network.describe(tie);
    const name = (names) => nameElement(lang, nameIn(lang, names));
    const href = this.permalink ? this.permalink.replace("{id}", encodeURIComponent(id)) : "#";
    const choose = (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.open(tie);
      }
    };
    return element(
      "tr",
      {},
      element(
        "th",
        { scope: "row" },
        element("a", { href, click: choose }, name(municipality), " – ", name(partner)),
      ),
      element(
        "td",
        {},
        name(country),
        ` · ${words.kind(kind)} · ${words.status(status)} · ${yearsText(words, signed, ended)}`,
      ),
    );
  }
}
