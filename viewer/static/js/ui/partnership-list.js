// What is shown, as a table: the same facts as the map's, for reading and for the keyboard.

import { element, find } from "shimai/ui/dom";
import { nameElement, nameIn } from "shimai/ui/names";
import { partnershipUrl } from "shimai/ui/page-links";
import { yearsText } from "shimai/ui/years";

/** @import { Names, Network } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */
/** @import { PagePatterns } from "shimai/ui/page-links" */

// Number of rows by which the table grows.
const PAGE = 100;

export class PartnershipList {
  /**
   * @param {HTMLDetailsElement} section
   * @param {Network} network
   * @param {Language} language
   * @param {{ pages: PagePatterns, onOpen: (partnership: number) => void }} options `onOpen` is called when the reader
   *   chooses a row
   */
  constructor(section, network, language, { pages, onOpen }) {
    this.section = section;
    this.network = network;
    this.language = language;
    this.pages = pages;
    this.onOpen = onOpen;
    this.body = find(section, "tbody", HTMLTableSectionElement);
    this.more = find(section, "[data-more]", HTMLButtonElement);
    /** @type {number[]} */
    this.partnerships = [];
    /** @type {number | null} */
    this.year = null;
    this._isStale = false;
    section.open = false;
    section.addEventListener("toggle", () => this._fill());
    this.more.addEventListener("click", () => this._addPage());
  }

  /**
   * @param {number[]} partnerships
   * @param {number | null} year in which they have the status that is shown; today's where null
   */
  show(partnerships, year) {
    this.partnerships = partnerships;
    this.year = year;
    this._isStale = true;
    this._fill();
  }

  _fill() {
    if (this.section.open && this._isStale) {
      this._isStale = false;
      this.body.replaceChildren();
      this._addPage();
    }
  }

  _addPage() {
    const from = this.body.rows.length;
    const rows = this.partnerships.slice(from, from + PAGE).map((partnership) => this._row(partnership));
    this.body.append(...rows);
    this.more.hidden = this.body.rows.length >= this.partnerships.length;
    if (from > 0) {
      rows[0].querySelector("a")?.focus();
    }
  }

  /** @param {number} partnership */
  _row(partnership) {
    const { language } = this;
    const { lang } = language;
    const facts = this.network.describe(partnership);
    const name = (/** @type {Names} */ names) => nameElement(lang, nameIn(lang, names));
    const link = element(
      "a",
      {
        href: partnershipUrl(this.pages, facts.id) ?? "#",
        click: (/** @type {MouseEvent} */ event) => this._onClick(event, partnership),
      },
      name(facts.municipality),
      " – ",
      name(facts.partner),
    );
    const years = yearsText(language, facts.signed, facts.ended);
    const status = language.status(this.network.statusIn(partnership, this.year));
    const text = ` · ${language.kind(facts.kind)} · ${language.statusThen(status, this.year)} · ${years}`;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, link),
      element("td", {}, name(facts.country), text),
    );
  }

  /**
   * @param {MouseEvent} event
   * @param {number} partnership
   */
  _onClick(event, partnership) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.onOpen(partnership);
    }
  }
}
