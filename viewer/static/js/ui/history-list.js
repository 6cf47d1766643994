// The history of a partnership on its card: its agreement, events and end in the order of their dates.

import { element } from "shimai/ui/dom";
import { eventHead, eventSources } from "shimai/ui/event-card";
import { nameElement, nameIn } from "shimai/ui/names";

/** @import { EventFacts, Events } from "shimai/model/events" */
/** @import { PartnershipFacts } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */

const END_KINDS = ["suspension", "withdrawal"];

/**
 * The agreement and the end at once; what happened between them once the events are loaded.
 * @param {PartnershipFacts} facts
 * @param {Language} language
 * @param {(() => Promise<Events>) | null} loadEvents
 */
export function historyList(facts, language, loadEvents) {
  const list = element("ol", { class: "shimai-history" }, historyItems(facts, null, language));
  loadEvents?.().then(
    (events) => list.replaceChildren(...historyItems(facts, events, language)),
    // Without its events the card says what it said before.
    (error) => console.warn(error instanceof Error ? error.message : error),
  );
  return list;
}

/**
 * @param {PartnershipFacts} facts
 * @param {Events | null} events
 * @param {Language} language
 */
function historyItems(facts, events, language) {
  const { labels } = language;
  /** @type {[string, HTMLElement][]} */
  const dated = [];
  // A hometown was announced.
  const beginKinds = [facts.kind === "hometown" ? "announcement" : "signing"];
  let isSigned = false;
  let isOver = false;
  for (const event of events?.ofPartnership(facts.id) ?? []) {
    const described = /** @type {Events} */ (events).describe(event);
    const signs = tellsOf(described, beginKinds, facts.signed);
    const ends = tellsOf(described, END_KINDS, facts.ended);
    isSigned ||= signs;
    isOver ||= ends;
    const label = (signs && labels.signed[facts.kind]) || (ends && labels.ended[facts.status]) || "";
    const known = signs ? facts.signed : (ends && facts.ended) || "";
    dated.push([
      described.date,
      eventItem(described, /** @type {Events} */ (events), language, { label, date: known }),
    ]);
  }
  if (!isSigned) {
    dated.push([facts.signed, plainItem(labels.signed[facts.kind], facts.signed, language)]);
  }
  if (labels.ended[facts.status] && !isOver) {
    dated.push([facts.ended || "9999", plainItem(labels.ended[facts.status], facts.ended, language)]);
  }
  return dated.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, item]) => item);
}

/**
 * An event in the history; `label` and `date` are those of the agreement or of the end that it tells of, or "".
 * @param {EventFacts} facts
 * @param {Events} events
 * @param {Language} language
 * @param {{ label: string, date: string }} known
 */
function eventItem(facts, events, language, { label, date }) {
  const isMorePrecise = date.length > facts.date.length;
  const shown = isMorePrecise ? { ...facts, date, dateEnd: "" } : facts;
  return element(
    "li",
    {},
    eventHead(shown, events, language, label),
    nameElement(language.lang, nameIn(language.lang, facts.title), "p"),
    eventSources(facts.sources),
  );
}

/**
 * Whether an event of some kinds has a date, as far as both are known: then it stands for what has that date.
 * @param {{ kind: string, date: string, isPlanned: boolean }} event
 * @param {string[]} kinds
 * @param {string} date
 */
function tellsOf(event, kinds, date) {
  const isSame = date.startsWith(event.date) || event.date.startsWith(date);
  return date !== "" && isSame && kinds.includes(event.kind) && !event.isPlanned;
}

/**
 * @param {string} what
 * @param {string} date
 * @param {Language} language
 */
function plainItem(what, date, language) {
  const when = date ? language.date(date) : language.t("not known");
  return element("li", {}, element("strong", {}, what), " ", element("span", { class: "shimai-date" }, when));
}
