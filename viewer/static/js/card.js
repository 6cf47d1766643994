// The card of a tie or of a town, beside the map. Focus moves into it, Escape closes it, focus goes back.

import { drawing, element, webLink } from "shimai/dom";
import { bothNames, nameElement, nameIn, noteIn, otherName } from "shimai/names";
import { yearsText } from "shimai/years";

export class Card {
  constructor(container, network, words, { permalink, onClose, onTie }) {
    Object.assign(this, { container, network, words, permalink, onClose, onTie });
    this.node = element("section", {
      class: "shimai-card",
      role: "dialog",
      tabindex: "-1",
      hidden: true,
      keydown: (event) => this._onKey(event),
      // The map must not take it for a click on itself, even when the button is gone by then.
      click: (event) => event.stopPropagation(),
    });
    L.DomEvent.disableClickPropagation(this.node);
    L.DomEvent.disableScrollPropagation(this.node);
    container.append(this.node);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Its size in screen pixels. */
  get size() {
    return { width: this.node.offsetWidth, height: this.node.offsetHeight };
  }

  /** Shows one tie; `back` is the town or line from whose list the reader came. */
  showTie(tie, back = null) {
    const { lang } = this.words;
    const facts = this.network.describe(tie);
    const title = element(
      "h2",
      { class: "shimai-card-title" },
      this._side(
        facts.municipality,
        [facts.prefecture, facts.municipalityAdmin1, facts.municipalityCountry],
        "home",
      ),
      this._side(facts.partner, [facts.admin1, facts.country], "away"),
    );
    this._open(
      `${nameIn(lang, facts.municipality).text} – ${nameIn(lang, facts.partner).text}`,
      [this._badges(facts), title, this._facts(facts), this._sources(facts), this._permalink(facts)],
      back,
    );
  }

  /** Shows a town, prefecture or state: its one tie, or the list of its ties. */
  showTown(town) {
    if (town.ties.length === 1) {
      this.showTie(town.ties[0]);
      return;
    }
    const { lang, tn } = this.words;
    const { names } = town;
    const other = otherName(lang, names);
    this._showList(nameIn(lang, names).text, town, [
      element("h2", { class: "shimai-card-title" }, nameElement(lang, nameIn(lang, names))),
      other && nameElement(lang, other, "p", { class: "shimai-other" }),
    ]);
  }

  /** Shows a line that stands for several ties: the list of them. */
  showBundle(line) {
    const { lang } = this.words;
    const [home, away] = line.ends.map((names) => nameIn(lang, names));
    const title = [nameElement(lang, home), " – ", nameElement(lang, away)];
    this._showList(`${home.text} – ${away.text}`, line, [element("h2", { class: "shimai-card-title" }, title)]);
  }

  _showList(label, list, head) {
    const { tn } = this.words;
    const count = tn("%(count)s partnership", "%(count)s partnerships", list.ties.length);
    this._open(label, [
      ...head,
      element("p", { class: "shimai-card-count" }, count),
      element("ul", { class: "shimai-card-list" }, list.ties.map((tie) => this._listItem(tie, list))),
    ]);
  }

  close() {
    if (!this.isOpen) {
      return;
    }
    this.node.hidden = true;
    this.node.replaceChildren();
    this.returnTo?.focus({ preventScroll: true });
    this.returnTo = null;
    this.onClose();
  }

  remove() {
    this.node.remove();
  }

  _open(label, content, back = null) {
    const { t } = this.words;
    if (!this.isOpen) {
      this.returnTo = document.activeElement;
    }
    const buttons = element(
      "div",
      { class: "shimai-card-buttons" },
      back && element("button", { type: "button", class: "shimai-back", click: () => this._back(back) }, t("Back")),
      element("button", { type: "button", class: "shimai-close", click: () => this.close(), "aria-label": t("Close") }, cross()),
    );
    this.node.setAttribute("aria-label", label);
    this.node.replaceChildren(buttons, ...content.filter(Boolean));
    this.node.hidden = false;
    this.node.scrollTop = 0;
    this.node.focus({ preventScroll: true });
  }

  _back(list) {
    this.onTie(null, list);
    if (list.ends) {
      this.showBundle(list);
    } else {
      this.showTown(list);
    }
  }

  _onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  _side(names, within, side) {
    const { lang } = this.words;
    const other = otherName(lang, names);
    return element(
      "span",
      { class: `shimai-side shimai-${side}` },
      nameElement(lang, nameIn(lang, names), "span", { class: "shimai-name" }),
      other && nameElement(lang, other, "span", { class: "shimai-other" }),
      within
        .filter((outer) => outer.en && outer.en !== names.en)
        .map((outer) => element("span", { class: "shimai-within" }, bothNames(lang, outer))),
    );
  }

  _badges({ kind, status }) {
    const { words } = this;
    return element(
      "p",
      { class: "shimai-badges" },
      element("span", { class: "shimai-kind" }, words.kind(kind)),
      element("span", { class: "shimai-status" }, statusLine(status), words.status(status)),
    );
  }

  _facts({ kind, status, signed, ended, asOf, distanceKm, signedAs, precision, note }) {
    const { words } = this;
    const { t, labels } = words;
    const unknown = t("not known");
    const rows = [
      [labels.signed[kind], signed ? words.date(signed) : unknown],
      labels.ended[status] && [labels.ended[status], ended ? words.date(ended) : unknown],
      signedAs && [t("Signed as"), signedAs],
      [t("Distance"), t("%(distance)s km", { distance: words.number(distanceKm) })],
      asOf && [t("As of"), words.date(asOf)],
      precision === "area" && [t("Place shown"), t("a centre of the region")],
      precision === "country" && [t("Place shown"), t("a point inside the country")],
      note && [t("Note"), noteIn(words.lang, note)],
    ];
    return element(
      "dl",
      { class: "shimai-facts" },
      rows.filter(Boolean).map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))),
    );
  }

  _sources({ sources }) {
    const { words } = this;
    const items = sources.map(({ title, url, date }) =>
      element("li", {}, webLink(url, title || url), date && element("span", { class: "shimai-date" }, words.date(date))),
    );
    return element(
      "div",
      { class: "shimai-sources" },
      element("h3", {}, words.t("Sources")),
      element("ul", {}, items),
    );
  }

  _permalink({ id }) {
    if (!this.permalink) {
      return null;
    }
    const href = this.permalink.replace("{id}", encodeURIComponent(id));
    return element("a", { class: "shimai-permalink", href, target: "_top" }, this.words.t("Page of this partnership"));
  }

  _listItem(tie, list) {
    const { words, network } = this;
    const facts = network.describe(tie);
    const open = () => {
      this.onTie(tie, list);
      this.showTie(tie, list);
    };
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", click: open },
        statusLine(facts.status),
        element(
          "span",
          {},
          this._listName(tie, facts, list),
          element("small", {}, `${words.kind(facts.kind)} · ${yearsText(words, facts.signed, facts.ended)}`),
        ),
      ),
    );
  }

  // Of a town's tie the other end and where that is; of a prefecture's, a state's or a line's both ends.
  _listName(tie, facts, { place }) {
    const { lang } = this.words;
    if (place === null || place === undefined) {
      const [home, away] = [facts.municipality, facts.partner].map((names) => nameElement(lang, nameIn(lang, names)));
      return element("strong", {}, home, " – ", away);
    }
    const isFirst = this.network.municipalityPlace[tie] === place;
    const around = this.network.municipality(tie) ? facts.prefecture : facts.municipalityCountry;
    return [
      nameElement(lang, nameIn(lang, isFirst ? facts.partner : facts.municipality), "strong"),
      element("small", {}, nameElement(lang, nameIn(lang, isFirst ? facts.country : around))),
    ];
  }
}

/** A piece of the line as the map draws it for this status. */
export function statusLine(status) {
  const line = drawing("line", { x1: 1, y1: 5, x2: 27, y2: 5 });
  return drawing("svg", { class: `shimai-line shimai-line-${status}`, viewBox: "0 0 28 10", "aria-hidden": "true" }, line);
}

function cross() {
  return drawing("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, drawing("path", { d: "M3 3 13 13 M13 3 3 13" }));
}
