// Names are shown in the reader's language where they are known in it, else in English; cards show the other one too.

import { element } from "shimai/ui/dom";

/** @import { Names } from "shimai/model/network" */
/** @import { Attributes } from "shimai/ui/dom" */

/**
 * A name and the language that it is in.
 * @typedef {{ text: string, lang: string }} LocalName
 */

/**
 * The name to show a reader of `lang`.
 * @param {string} lang
 * @param {Names} names
 * @returns {LocalName}
 */
export function nameIn(lang, names) {
  return lang === "ja" && names.ja ? { text: names.ja, lang } : { text: names.en, lang: "en" };
}

/**
 * The same name in the other language; null where it is unknown or no different.
 * @param {string} lang
 * @param {Names} names
 * @returns {LocalName | null}
 */
export function otherName(lang, names) {
  const shown = nameIn(lang, names);
  const other = shown.lang === "ja" ? "en" : "ja";
  return names[other] && names[other] !== shown.text ? { text: names[other], lang: other } : null;
}

/**
 * A note in the reader's language: its first line is English, its second, if any, Japanese.
 * @param {string} lang
 * @param {string} note
 */
export function noteIn(lang, note) {
  const [english, japanese] = note.split("\n");
  return (lang === "ja" && japanese) || english;
}

/**
 * An element with a name, marked with its language where that is not the reader's.
 * @param {string} lang
 * @param {LocalName} name
 * @param {"span" | "strong" | "small" | "p"} [tag]
 * @param {Attributes} [attributes]
 */
export function nameElement(lang, name, tag = "span", attributes = {}) {
  return element(tag, { ...attributes, lang: name.lang === lang ? null : name.lang }, name.text);
}

/**
 * A name, and beside it the same in the other language.
 * @param {string} lang
 * @param {Names} names
 */
export function bothNames(lang, names) {
  const other = otherName(lang, names);
  const shown = nameElement(lang, nameIn(lang, names));
  return other ? [shown, " ", nameElement(lang, other, "span", { class: "shimai-other" })] : [shown];
}

/**
 * The names of the ends of a line, with a dash between them.
 * @param {string} lang
 * @param {LocalName[]} names
 */
export function joinedNames(lang, names) {
  return names.flatMap((name, index) => [index === 0 ? "" : " – ", nameElement(lang, name)]);
}
