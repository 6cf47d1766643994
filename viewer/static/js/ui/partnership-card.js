// What is known of one partnership, as a card.

import { element, webLink } from "shimai/ui/dom";
import { historyList } from "shimai/ui/history-list";
import { statusLineSample } from "shimai/ui/line-sample";
import { bothNames, nameElement, nameIn, noteIn, otherName } from "shimai/ui/names";
import { partnershipUrl } from "shimai/ui/page-links";

/** @import { Events } from "shimai/model/events" */
/** @import { Names, Network, PartnershipFacts } from "shimai/model/network" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */
/** @import { PagePatterns } from "shimai/ui/page-links" */

/**
 * `year` is that of the status that is shown, today's where null; `loadEvents` gives the events of the history.
 * @typedef {object} PartnershipCardOptions
 * @property {PagePatterns} pages
 * @property {number | null} year
 * @property {(() => Promise<Events>) | null} loadEvents
 */

/**
 * @param {Network} network
 * @param {number} partnership
 * @param {Language} language
 * @param {PartnershipCardOptions} options
 * @returns {CardContent}
 */
export function partnershipCard(network, partnership, language, { pages, year, loadEvents }) {
  const { lang } = language;
  const facts = network.describe(partnership);
  const within = [facts.prefecture, facts.municipalityAdmin1, facts.municipalityCountry];
  const title = element(
    "h2",
    { class: "shimai-card-title" },
    sideOf(lang, facts.municipality, within, "home"),
    sideOf(lang, facts.partner, [facts.admin1, facts.country], "away"),
  );
  return {
    label: `${nameIn(lang, facts.municipality).text} – ${nameIn(lang, facts.partner).text}`,
    content: [
      badges(facts.kind, network.statusIn(partnership, year), year, language),
      title,
      element("h3", {}, language.t("History")),
      historyList(facts, language, loadEvents),
      factList(facts, language),
      sourceList(facts, language),
      permalink(facts, language, pages),
    ],
  };
}

/**
 * @param {string} lang
 * @param {Names} names
 * @param {Names[]} within
 * @param {"home" | "away"} side
 */
function sideOf(lang, names, within, side) {
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

/**
 * @param {string} kind
 * @param {string} status
 * @param {number | null} year
 * @param {Language} language
 */
function badges(kind, status, year, language) {
  const then = language.statusThen(language.status(status), year);
  return element(
    "p",
    { class: "shimai-badges" },
    element("span", { class: "shimai-kind" }, language.kind(kind)),
    element("span", { class: "shimai-status" }, statusLineSample(status), then),
  );
}

/**
 * @param {PartnershipFacts} facts
 * @param {Language} language
 */
function factList({ asOf, distanceKm, signedAs, precision, note }, language) {
  const { t } = language;
  /** @type {[string, string][]} */
  const rows = [];
  if (signedAs) {
    rows.push([t("Signed as"), signedAs]);
  }
  rows.push([t("Distance"), t("%(distance)s km", { distance: language.number(distanceKm) })]);
  if (asOf) {
    rows.push([t("As of"), language.date(asOf)]);
  }
  if (precision === "area") {
    rows.push([t("Place shown"), t("a centre of the region")]);
  }
  if (precision === "country") {
    rows.push([t("Place shown"), t("a point inside the country")]);
  }
  if (note) {
    rows.push([t("Note"), noteIn(language.lang, note)]);
  }
  return element(
    "dl",
    { class: "shimai-facts" },
    rows.map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))),
  );
}

/**
 * @param {PartnershipFacts} facts
 * @param {Language} language
 */
function sourceList({ sources }, language) {
  const items = sources.map(({ title, url, date }) =>
    element(
      "li",
      {},
      webLink(url, title || url),
      date && element("span", { class: "shimai-date" }, language.date(date)),
    ),
  );
  const heading = element("h3", {}, language.t("Sources"));
  return element("div", { class: "shimai-sources" }, heading, element("ul", {}, items));
}

/**
 * @param {PartnershipFacts} facts
 * @param {Language} language
 * @param {PagePatterns} pages
 */
function permalink({ id }, language, pages) {
  const href = partnershipUrl(pages, id);
  const attributes = { class: "shimai-permalink", href, target: "_top" };
  return href && element("a", attributes, language.t("Page of this partnership"));
}
