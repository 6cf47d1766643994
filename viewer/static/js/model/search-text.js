// What the words of a selection are searched in: all names of both sides of a partnership, as in
// geodata/query/search_text.py. A text begins and ends with a space.

import { romajiWords, searchTerms } from "shimai/model/romaji";

/** @import { Countries } from "shimai/model/columns" */
/** @import { Fold } from "shimai/model/fold" */
/** @import { Names, Network } from "shimai/model/network" */
/** @import { Titles } from "shimai/model/romaji" */

/**
 * How names are compared, and the countries that words may mean; a network has all of it.
 * @typedef {{ fold: Fold, titles: Titles, countries: Countries }} Lexicon
 */

const JAPAN = "JP";
const FORMER = /^([^(]*)\(([^)]+)\)$/;

/** @type {WeakMap<Network, string[]>} */
const textsOfNetworks = new WeakMap();

/**
 * Which partnerships hold searched words; words that mean a country of the network hold for the country alone.
 * @param {Network} network
 * @param {string} words
 * @returns {(partnership: number) => boolean}
 */
export function createMatcher(network, words) {
  return createTextMatcher(network, words, (partnership) => textsOf(network)[partnership]);
}

/**
 * Which texts hold searched words; words that mean one of the countries hold for the country alone.
 * @param {Lexicon} lexicon
 * @param {string} words
 * @param {(index: number) => string} textAt
 * @returns {(index: number) => boolean}
 */
export function createTextMatcher(lexicon, words, textAt) {
  const folded = lexicon.fold(words);
  const phrase = countryPhrase(lexicon, folded);
  const terms = phrase ? [[phrase]] : searchTerms(folded, lexicon.titles);
  return (index) =>
    terms.every((alternatives) => alternatives.some((needle) => textAt(index).includes(needle)));
}

/**
 * The names of a country as they are compared: its usual names, and other words that mean it and nothing else.
 * @param {Lexicon} network
 * @param {number} country
 * @returns {{ names: string[], words: string[] }}
 */
export function countryNames({ countries, fold }, country) {
  return {
    names: [fold(countries.name[country]), fold(countries.name_ja[country])],
    words: countries.words[country].split("|").filter(Boolean),
  };
}

/**
 * The names of a place as they are compared; those of a Japanese one include its reading and romanisations.
 * @param {Lexicon} network
 * @param {Names} names
 * @param {string} kana
 * @param {boolean} isJapanese
 */
export function placeNames({ fold, titles }, { en, ja }, kana, isJapanese) {
  const folded = fold(en);
  const japanese = isJapanese ? [fold(kana), ...romajiWords(folded, ja, titles)] : [];
  return [folded, fold(ja), ...japanese].filter(Boolean);
}

/**
 * @param {Lexicon} network
 * @param {string} folded
 */
function countryPhrase(network, folded) {
  for (let country = 0; country < network.countries.code.length; country += 1) {
    const { names, words } = countryNames(network, country);
    if (words.includes(folded)) {
      return marker(network, country);
    }
    if (folded && names.includes(folded)) {
      return ` ${folded} `;
    }
  }
  return "";
}

/**
 * The word that stands for a country in a text.
 * @param {Lexicon} network
 * @param {number} country
 */
function marker({ countries }, country) {
  return ` @${countries.code[country].toLowerCase()} `;
}

/** @param {Network} network */
function textsOf(network) {
  let texts = textsOfNetworks.get(network);
  if (!texts) {
    const near = memoize((/** @type {number} */ index) => nearText(network, index));
    const far = memoize((/** @type {number} */ index) => farText(network, index));
    const { municipality, partner, signed_as } = network.partnerships;
    texts = municipality.map(
      (home, index) => formerText(network, signed_as[index]) + near(home) + far(partner[index]),
    );
    textsOfNetworks.set(network, texts);
  }
  return texts;
}

/**
 * The text of a former municipality: `Kurisawa Town (栗沢町)`.
 * @param {Network} network
 * @param {string} signedAs
 */
function formerText({ fold, titles }, signedAs) {
  const names = FORMER.exec(signedAs);
  return joined([fold(signedAs), ...(names ? romajiWords(fold(names[1]), names[2], titles) : [])]);
}

/**
 * @param {(index: number) => string} compute
 * @returns {(index: number) => string}
 */
function memoize(compute) {
  /** @type {string[]} */
  const known = [];
  return (index) => {
    known[index] ??= compute(index);
    return known[index];
  };
}

/**
 * The text of a first side.
 * @param {Network} network
 * @param {number} home
 */
export function nearText(network, home) {
  const { municipalities, prefectures, places, fold } = network;
  const prefecture = municipalities.prefecture[home];
  const names = { en: municipalities.name[home], ja: municipalities.name_ja[home] };
  const kana = places.kana[municipalities.place[home]];
  if (prefecture < 0) {
    const state = [fold(municipalities.admin1[home]), fold(municipalities.admin1_ja[home])];
    const country = countryTexts(network, municipalities.country[home]);
    return joined([...placeNames(network, names, kana, false), ...state, ...country]);
  }
  const around = { en: prefectures.name[prefecture], ja: prefectures.name_ja[prefecture] };
  return joined([
    ...placeNames(network, names, kana, true),
    around.ja === names.ja ? "" : fold(around.ja + names.ja),
    ...placeNames(network, around, prefectures.kana[prefecture], true),
  ]);
}

/**
 * The text of a partner.
 * @param {Network} network
 * @param {number} away
 */
export function farText(network, away) {
  const { partners, countries, places } = network;
  const country = partners.country[away];
  const isJapanese = countries.code[country] === JAPAN;
  const state = { en: partners.admin1[away], ja: partners.admin1_ja[away] };
  const names = { en: partners.name[away], ja: partners.name_ja[away] };
  const kana = places.kana[partners.place[away]];
  return joined([
    ...placeNames(network, names, kana, isJapanese),
    ...placeNames(network, state, "", isJapanese),
    ...countryTexts(network, country),
  ]);
}

/**
 * @param {Lexicon} network
 * @param {number} country
 */
export function countryTexts(network, country) {
  const { names, words } = countryNames(network, country);
  return [...names, ...words, marker(network, country).trim()];
}

/**
 * A text to search: it begins and ends with a space.
 * @param {string[]} words
 */
export function joined(words) {
  return ` ${words.filter(Boolean).join(" ")} `;
}
