// Events as a card: those at one place, the newest first.

import { element, webLink } from "shimai/ui/dom";
import { joinedNames, nameElement, nameIn } from "shimai/ui/names";

/** @import { EventFacts, Events } from "shimai/model/events" */
/** @import { Network } from "shimai/model/network" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */

/**
 * @param {Events} events
 * @param {number[]} chosen in the order of their dates
 * @param {Network} network
 * @param {Language} language
 * @param {(partnership: number) => void} openPartnership
 * @returns {CardContent}
 */
export function eventCard(events, chosen, network, language, openPartnership) {
  const title = language.tn("%(count)s event", "%(count)s events", chosen.length);
  const items = chosen
    .map((event) => events.describe(event))
    .reverse()
    .map((facts) => eventItem(facts, events, network, language, openPartnership));
  return {
    label: title,
    content: [
      element("h2", { class: "shimai-card-title" }, title),
      element("ol", { class: "shimai-events" }, items),
    ],
  };
}

/**
 * What an event is called, when it was, and that it is only planned where it is.
 * @param {EventFacts} facts
 * @param {Events} events
 * @param {Language} language
 * @param {string} [label] what it is called, if not after its kind
 */
export function eventHead({ kind, date, dateEnd, isPlanned }, events, language, label = "") {
  const labels = events.columns.kind_labels[language.lang] ?? events.columns.kind_labels.en;
  return element(
    "p",
    { class: "shimai-event-head" },
    (label || kind !== "other") && element("strong", {}, `${label || labels[kind]} `),
    element("span", { class: "shimai-date" }, whenText(language, date, dateEnd)),
    isPlanned && element("span", { class: "shimai-planned" }, language.t("planned")),
  );
}

/**
 * The sources of an event, as links.
 * @param {EventFacts["sources"]} sources
 */
export function eventSources(sources) {
  return element(
    "ul",
    { class: "shimai-event-sources" },
    sources.map(({ title, url }) => element("li", {}, webLink(url, title || url))),
  );
}

/**
 * @param {EventFacts} facts
 * @param {Events} events
 * @param {Network} network
 * @param {Language} language
 * @param {(partnership: number) => void} openPartnership
 */
function eventItem(facts, events, network, language, openPartnership) {
  const { lang } = language;
  const known = facts.partnerships.map((id) => network.indexOf(id)).filter((index) => index >= 0);
  const buttons = known.map((partnership) => {
    const { municipality, partner } = network.describe(partnership);
    return element(
      "button",
      { type: "button", class: "shimai-card-partnership", click: () => openPartnership(partnership) },
      joinedNames(lang, [nameIn(lang, municipality), nameIn(lang, partner)]),
    );
  });
  const towns = facts.municipalities.map((names) => nameIn(lang, names).text).join(", ");
  const place = lang === "ja" ? facts.place.ja : facts.venue || facts.place.en;
  return element(
    "li",
    {},
    eventHead(facts, events, language),
    nameElement(lang, nameIn(lang, facts.title), "p"),
    element("p", { class: "shimai-event-facts" }, [towns, place].filter(Boolean).join(" · ")),
    buttons,
    eventSources(facts.sources),
  );
}

/**
 * @param {Language} language
 * @param {string} date
 * @param {string} dateEnd
 */
function whenText(language, date, dateEnd) {
  if (!dateEnd || dateEnd === date) {
    return language.date(date);
  }
  return language.t("%(from)s to %(to)s", { from: language.date(date), to: language.date(dateEnd) });
}
