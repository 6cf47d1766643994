// Names stand in the reader's language where they are known in it, else in English; cards show the other one too.

import { element } from "shimai/dom";

/** The name to show a reader of `lang`, and the language it is in. */
export function nameIn(lang, names) {
  return names[lang] ? { text: names[lang], lang } : { text: names.en, lang: "en" };
}

/** The same name in the other language, where it is known and different; null where not. */
export function otherName(lang, names) {
  const shown = nameIn(lang, names);
  const other = shown.lang === "ja" ? "en" : "ja";
  return names[other] && names[other] !== shown.text ? { text: names[other], lang: other } : null;
}

/** A note in the reader's language: its first line is English, its second, if any, Japanese. */
export function noteIn(lang, note) {
  const [english, japanese] = note.split("\n");
  return (lang === "ja" && japanese) || english;
}

/** An element with a name, marked with its language where that is not the reader's. */
export function nameElement(lang, name, tag = "span", attributes = {}) {
  return element(tag, { ...attributes, lang: name.lang === lang ? null : name.lang }, name.text);
}

/** A name, and beside it the same in the other language. */
export function bothNames(lang, names) {
  const other = otherName(lang, names);
  const shown = nameElement(lang, nameIn(lang, names));
  return other ? [shown, " ", nameElement(lang, other, "span", { class: "shimai-other" })] : [shown];
}
