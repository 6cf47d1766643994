// What is known of one tie, as a card.

import { element, webLink } from "shimai/dom";
import { bothNames, nameElement, nameIn, noteIn, otherName } from "shimai/names";
import { statusLine } from "shimai/status-line";

/** The card of a tie: `{ label, content }`; `pages.partnership` is the address of its page with {id} in it, or null. */
export function tieCard(network, tie, words, pages) {
  const { lang } = words;
  const facts = network.describe(tie);
  const within = [facts.prefecture, facts.municipalityAdmin1, facts.municipalityCountry];
  const title = element(
    "h2",
    { class: "shimai-card-title" },
    side(lang, facts.municipality, within, "home"),
    side(lang, facts.partner, [facts.admin1, facts.country], "away"),
  );
  return {
    label: `${nameIn(lang, facts.municipality).text} – ${nameIn(lang, facts.partner).text}`,
    content: [
      badges(facts, words),
      title,
      factList(facts, words),
      sourceList(facts, words),
      page(facts, words, pages),
    ],
  };
}

function side(lang, names, within, which) {
  const other = otherName(lang, names);
  return element(
    "span",
    { class: `shimai-side shimai-${which}` },
    nameElement(lang, nameIn(lang, names), "span", { class: "shimai-name" }),
    other && nameElement(lang, other, "span", { class: "shimai-other" }),
    within
      .filter((outer) => outer.en && outer.en !== names.en)
      .map((outer) => element("span", { class: "shimai-within" }, bothNames(lang, outer))),
  );
}

function badges({ kind, status }, words) {
  return element(
    "p",
    { class: "shimai-badges" },
    element("span", { class: "shimai-kind" }, words.kind(kind)),
    element("span", { class: "shimai-status" }, statusLine(status), words.status(status)),
  );
}

function factList({ kind, status, signed, ended, asOf, distanceKm, signedAs, precision, note }, words) {
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
    rows
      .filter(Boolean)
      .map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))),
  );
}

function sourceList({ sources }, words) {
  const items = sources.map(({ title, url, date }) =>
    element(
      "li",
      {},
      webLink(url, title || url),
      date && element("span", { class: "shimai-date" }, words.date(date)),
    ),
  );
  return element(
    "div",
    { class: "shimai-sources" },
    element("h3", {}, words.t("Sources")),
    element("ul", {}, items),
  );
}

function page({ id }, words, { partnership }) {
  if (!partnership) {
    return null;
  }
  const href = partnership.replace("{id}", encodeURIComponent(id));
  return element(
    "a",
    { class: "shimai-permalink", href, target: "_top" },
    words.t("Page of this partnership"),
  );
}
