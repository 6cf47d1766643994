// What is known of a town, a prefecture, a state, a country, or the line between two: counts, the first and the
// latest tie, and the list of all, as a card.

import { element } from "shimai/dom";
import { bothNames, nameElement, nameIn, otherName } from "shimai/names";
import { statusLine } from "shimai/status-line";
import { codeOf, placeKey } from "shimai/subjects";
import { STATUSES } from "shimai/theme";
import { yearsText } from "shimai/years";

const PAGE = 100;

/**
 * The card of a subject with those of its ties that are shown: `{ label, content }`. `openTie(tie)` is called when
 * the reader chooses one; `filter({ name, code })` to see this subject alone, or null where nothing can be filtered;
 * `pages` has the addresses of pages with {code} in them, or nulls.
 */
export function subjectCard(network, subject, ties, words, { openTie, filter, pages }) {
  const { lang } = words;
  const ordered = [...ties].sort(
    (a, b) => (network.signedYear[a] || Infinity) - (network.signedYear[b] || Infinity),
  );
  const names = subject.ends ?? [subject.names];
  const shown = names.map((one) => nameIn(lang, one));
  return {
    label: shown.map(({ text }) => text).join(" – "),
    content: [
      element("h2", { class: "shimai-card-title" }, joined(shown.map((name) => nameElement(lang, name)))),
      ...around(subject, lang),
      counts(network, ordered, words),
      actions(network, subject, words, { filter, pages }),
      endsOf(network, ordered, words, openTie),
      tieList(network, ordered, subject, words, openTie),
    ],
  };
}

function joined(nodes) {
  return nodes.flatMap((node, index) => (index === 0 ? [node] : [" – ", node]));
}

function around({ names, within = [] }, lang) {
  const other = names && otherName(lang, names);
  return [
    other && nameElement(lang, other, "p", { class: "shimai-other" }),
    ...within.map((outer) => element("p", { class: "shimai-within" }, bothNames(lang, outer))),
  ];
}

// How many there are; by status only where there are several statuses.
function counts(network, ties, words) {
  const total = words.tn("%(count)s partnership", "%(count)s partnerships", ties.length);
  const byStatus = new Map(STATUSES.map((status) => [status, 0]));
  ties.forEach((tie) => byStatus.set(network.status(tie), byStatus.get(network.status(tie)) + 1));
  const present = [...byStatus].filter(([, count]) => count > 0);
  const items = present.map(([status, count]) =>
    element("li", {}, statusLine(status), `${words.status(status)} ${words.number(count)}`),
  );
  return element(
    "div",
    { class: "shimai-card-count" },
    element("p", {}, total),
    present.length > 1 && element("ul", { class: "shimai-card-statuses" }, items),
  );
}

function actions(network, subject, words, { filter, pages }) {
  const { t } = words;
  const code = codeOf(network, subject);
  if (!code) {
    return null;
  }
  const page = code.name === "country" ? pages.country : pages.municipality;
  const fill = (pattern, value) =>
    pattern?.replace("{name}", code.name).replace("{code}", encodeURIComponent(value));
  return element(
    "p",
    { class: "shimai-card-actions" },
    page && element("a", { href: fill(page, pageCode(code)), target: "_top" }, t("All about it")),
    pages.compare && element("a", { href: fill(pages.compare, code.code), target: "_top" }, t("Compare")),
    filter && element("button", { type: "button", click: () => filter(code) }, t("Show only these")),
  );
}

function pageCode({ name, code }) {
  return name === "prefecture" ? `${code}000` : code;
}

// The first and the latest of known date, where they are not all of them.
function endsOf(network, ties, words, openTie) {
  const dated = ties.filter((tie) => network.signedYear[tie]);
  if (dated.length < 3) {
    return null;
  }
  const rows = [
    [words.t("First"), dated[0]],
    [words.t("Latest"), dated.at(-1)],
  ];
  return element(
    "dl",
    { class: "shimai-facts" },
    rows.map(([term, tie]) => {
      const { municipality, partner, signed } = network.describe(tie);
      const sides = [municipality, partner].map((names) =>
        nameElement(words.lang, nameIn(words.lang, names)),
      );
      const button = element(
        "button",
        { type: "button", class: "shimai-card-tie", click: () => openTie(tie) },
        joined(sides),
      );
      return element("div", {}, element("dt", {}, term), element("dd", {}, `${words.date(signed)} `, button));
    }),
  );
}

function tieList(network, ties, subject, words, openTie) {
  const list = element("ul", { class: "shimai-card-list" });
  const more = element(
    "button",
    { type: "button", class: "shimai-card-more", click: addPage },
    words.t("Show more"),
  );
  function addPage() {
    const from = list.children.length;
    list.append(
      ...ties.slice(from, from + PAGE).map((tie) => listItem(network, tie, subject, words, openTie)),
    );
    more.hidden = list.children.length >= ties.length;
    if (from > 0) {
      list.children[from].querySelector("button").focus();
    }
  }
  addPage();
  return element("div", {}, list, more);
}

function listItem(network, tie, subject, words, openTie) {
  const facts = network.describe(tie);
  const years = yearsText(words, facts.signed, facts.ended);
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", click: () => openTie(tie) },
      statusLine(facts.status),
      element(
        "span",
        {},
        listName(network, tie, facts, subject, words.lang),
        element("small", {}, `${words.kind(facts.kind)} · ${years}`),
      ),
    ),
  );
}

// Of a town's tie the other end and where that is; of an area's or a line's both ends.
function listName(network, tie, facts, { key, type }, lang) {
  if (type !== "municipality" && type !== "partner") {
    const both = [facts.municipality, facts.partner].map((names) => nameElement(lang, nameIn(lang, names)));
    return element("strong", {}, joined(both));
  }
  const isFirst = key === placeKey(network, network.municipalityPlace[tie]);
  const around = network.municipality(tie) ? facts.prefecture : facts.municipalityCountry;
  return [
    nameElement(lang, nameIn(lang, isFirst ? facts.partner : facts.municipality), "strong"),
    element("small", {}, nameElement(lang, nameIn(lang, isFirst ? facts.country : around))),
  ];
}
