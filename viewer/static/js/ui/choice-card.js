// Asks which of several lines that lie at one place is meant, as a card.

import { element } from "shimai/ui/dom";
import { statusLineSample } from "shimai/ui/line-sample";
import { joinedNames, nameIn } from "shimai/ui/names";
import { yearsText } from "shimai/ui/years";

/** @import { Names, Network } from "shimai/model/network" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */

/**
 * A line that can be chosen: of one partnership, or of several between two areas, whose names are its `ends`.
 * @typedef {{ key: string, partnerships: number[], ends: [Names, Names] | null }} Choice
 */

const MAX_CHOICES = 60;

/**
 * @param {Network} network
 * @param {Choice[]} choices
 * @param {Language} language
 * @param {number | null} year that of the statuses; today's where null
 * @param {(key: string) => void} onChoose
 * @returns {CardContent}
 */
export function choiceCard(network, choices, language, year, onChoose) {
  const count = choices.reduce((sum, { partnerships }) => sum + partnerships.length, 0);
  const title = language.tn("%(count)s partnership here", "%(count)s partnerships here", count);
  const shown = choices.slice(0, MAX_CHOICES);
  const items = shown.map((choice) => {
    const { key } = choice;
    const content = choice.ends
      ? bundleContent(choice.ends, choice.partnerships.length, language)
      : partnershipContent(network, choice.partnerships[0], year, language);
    return element("li", {}, element("button", { type: "button", click: () => onChoose(key) }, ...content));
  });
  const isCut = shown.length < choices.length;
  return {
    label: title,
    content: [
      element("h2", { class: "shimai-card-title" }, title),
      element("ul", { class: "shimai-card-list" }, items),
      isCut && element("p", { class: "shimai-within" }, language.t("Zoom in to tell the others apart.")),
    ],
  };
}

/**
 * @param {[Names, Names]} ends
 * @param {number} count
 * @param {Language} language
 */
function bundleContent(ends, count, language) {
  const { lang, tn } = language;
  const names = ends.map((names) => nameIn(lang, names));
  return [
    statusLineSample("active"),
    element(
      "span",
      {},
      element("strong", {}, joinedNames(lang, names)),
      element("small", {}, tn("%(count)s partnership", "%(count)s partnerships", count)),
    ),
  ];
}

/**
 * @param {Network} network
 * @param {number} partnership
 * @param {number | null} year
 * @param {Language} language
 */
function partnershipContent(network, partnership, year, language) {
  const { municipality, partner, kind, signed, ended } = network.describe(partnership);
  const names = [municipality, partner].map((names) => nameIn(language.lang, names));
  return [
    statusLineSample(network.statusIn(partnership, year)),
    element(
      "span",
      {},
      element("strong", {}, joinedNames(language.lang, names)),
      element("small", {}, `${language.kind(kind)} · ${yearsText(language, signed, ended)}`),
    ),
  ];
}
