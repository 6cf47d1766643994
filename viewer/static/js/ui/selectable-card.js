// What is known of a town, a prefecture, a state, a country, or the line between two: counts, the first and the
// latest partnership, and the list of all, as a card.

import { codeOf, placeKey } from "shimai/model/selectables";
import { element } from "shimai/ui/dom";
import { statusLineSample } from "shimai/ui/line-sample";
import { bothNames, joinedNames, nameElement, nameIn, otherName } from "shimai/ui/names";
import { compareUrl, placeUrl } from "shimai/ui/page-links";
import { yearsText } from "shimai/ui/years";

/** @import { Network } from "shimai/model/network" */
/** @import { FilterCode, LineSelectable, NamedSelectable } from "shimai/model/selectables" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */
/** @import { PagePatterns } from "shimai/ui/page-links" */

/** @typedef {NamedSelectable | LineSelectable} ListedSelectable */

/**
 * `openPartnership` is called when the reader chooses a partnership, `filter` to see only these, or null where nothing
 * can be filtered; `year` is that of the statuses that are shown, today's where null.
 * @typedef {object} SelectableCardOptions
 * @property {(partnership: number) => void} openPartnership
 * @property {((code: FilterCode) => void) | null} filter
 * @property {PagePatterns} pages
 * @property {number | null} year
 */

// Number of partnerships by which the list grows.
const PAGE = 100;

// The first and the latest are only shown where these are not all.
const MIN_DATED = 3;

/**
 * The card of a selectable, whose partnerships are those that are shown.
 * @param {Network} network
 * @param {ListedSelectable} selectable
 * @param {Language} language
 * @param {SelectableCardOptions} options
 * @returns {CardContent}
 */
export function selectableCard(network, selectable, language, options) {
  const { lang } = language;
  const { signedYear } = network;
  const partnerships = [...selectable.partnerships].sort(
    (a, b) => (signedYear[a] || Infinity) - (signedYear[b] || Infinity),
  );
  const allNames = selectable.type === "line" ? selectable.ends : [selectable.names];
  const names = allNames.map((one) => nameIn(lang, one));
  return {
    label: names.map(({ text }) => text).join(" – "),
    content: [
      element("h2", { class: "shimai-card-title" }, joinedNames(lang, names)),
      ...surroundings(selectable, lang),
      counts(network, partnerships, language, options),
      actions(network, selectable, language, options),
      firstAndLatest(network, partnerships, language, options),
      partnershipList(network, partnerships, selectable, language, options),
    ],
  };
}

/**
 * The name in the other language, and the areas around it.
 * @param {ListedSelectable} selectable
 * @param {string} lang
 */
function surroundings(selectable, lang) {
  if (selectable.type === "line") {
    return [];
  }
  const other = otherName(lang, selectable.names);
  return [
    other && nameElement(lang, other, "p", { class: "shimai-other" }),
    ...selectable.within.map((outer) => element("p", { class: "shimai-within" }, bothNames(lang, outer))),
  ];
}

/**
 * How many there are; by status only where there are several statuses.
 * @param {Network} network
 * @param {number[]} partnerships
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function counts(network, partnerships, language, { year }) {
  const total = language.tn("%(count)s partnership", "%(count)s partnerships", partnerships.length);
  const present = network.statuses
    .map((status) => ({
      status,
      count: partnerships.filter((one) => network.statusIn(one, year) === status).length,
    }))
    .filter(({ count }) => count > 0);
  const items = present.map(({ status, count }) =>
    element("li", {}, statusLineSample(status), `${language.status(status)} ${language.number(count)}`),
  );
  return element(
    "div",
    { class: "shimai-card-count" },
    element("p", {}, total),
    present.length > 1 && element("ul", { class: "shimai-card-statuses" }, items),
  );
}

/**
 * @param {Network} network
 * @param {ListedSelectable} selectable
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function actions(network, selectable, { t }, { filter, pages }) {
  const code = codeOf(network, selectable);
  if (!code) {
    return null;
  }
  const page = placeUrl(pages, code);
  const compare = compareUrl(pages, code);
  return element(
    "p",
    { class: "shimai-card-actions" },
    page && element("a", { href: page, target: "_top" }, t("All about it")),
    compare && element("a", { href: compare, target: "_top" }, t("Compare")),
    filter && element("button", { type: "button", click: () => filter(code) }, t("Show only these")),
  );
}

/**
 * @param {Network} network
 * @param {number[]} partnerships in the order of their dates
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function firstAndLatest(network, partnerships, language, options) {
  const dated = partnerships.filter((partnership) => network.signedYear[partnership]);
  if (dated.length < MIN_DATED) {
    return null;
  }
  return element(
    "dl",
    { class: "shimai-facts" },
    datedRow(network, language.t("First"), dated[0], language, options),
    datedRow(network, language.t("Latest"), dated[dated.length - 1], language, options),
  );
}

/**
 * @param {Network} network
 * @param {string} term
 * @param {number} partnership
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function datedRow(network, term, partnership, language, { openPartnership }) {
  const { lang } = language;
  const { municipality, partner, signed } = network.describe(partnership);
  const button = element(
    "button",
    { type: "button", class: "shimai-card-partnership", click: () => openPartnership(partnership) },
    joinedNames(lang, [nameIn(lang, municipality), nameIn(lang, partner)]),
  );
  return element("div", {}, element("dt", {}, term), element("dd", {}, `${language.date(signed)} `, button));
}

/**
 * @param {Network} network
 * @param {number[]} partnerships
 * @param {ListedSelectable} selectable
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function partnershipList(network, partnerships, selectable, language, options) {
  const list = element("ul", { class: "shimai-card-list" });
  const more = element(
    "button",
    { type: "button", class: "shimai-card-more", click: () => addPage() },
    language.t("Show more"),
  );
  function addPage() {
    const from = list.children.length;
    const items = partnerships
      .slice(from, from + PAGE)
      .map((partnership) => listItem(network, partnership, selectable, language, options));
    list.append(...items);
    more.hidden = list.children.length >= partnerships.length;
    if (from > 0) {
      items[0].querySelector("button")?.focus();
    }
  }
  addPage();
  return element("div", {}, list, more);
}

/**
 * @param {Network} network
 * @param {number} partnership
 * @param {ListedSelectable} selectable
 * @param {Language} language
 * @param {SelectableCardOptions} options
 */
function listItem(network, partnership, selectable, language, { openPartnership, year }) {
  const { kind, signed, ended } = network.describe(partnership);
  const years = yearsText(language, signed, ended);
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", click: () => openPartnership(partnership) },
      statusLineSample(network.statusIn(partnership, year)),
      element(
        "span",
        {},
        itemName(network, partnership, selectable, language.lang),
        element("small", {}, `${language.kind(kind)} · ${years}`),
      ),
    ),
  );
}

/**
 * In a town's list the other side and where that is; in an area's or a line's both sides.
 * @param {Network} network
 * @param {number} partnership
 * @param {ListedSelectable} selectable
 * @param {string} lang
 */
function itemName(network, partnership, { key, type }, lang) {
  const facts = network.describe(partnership);
  if (type !== "municipality" && type !== "partner") {
    const both = [facts.municipality, facts.partner].map((names) => nameIn(lang, names));
    return [element("strong", {}, joinedNames(lang, both))];
  }
  const isFirst = key === placeKey(network, network.municipalityPlace[partnership]);
  const around = network.municipality(partnership) ? facts.prefecture : facts.municipalityCountry;
  return [
    nameElement(lang, nameIn(lang, isFirst ? facts.partner : facts.municipality), "strong"),
    element("small", {}, nameElement(lang, nameIn(lang, isFirst ? facts.country : around))),
  ];
}
