// What readers may mean by the words that they type: towns, prefectures, states and countries, the best match first.

import { isAscii } from "shimai/model/fold";
import { searchTerms } from "shimai/model/romaji";
import { countryNames, farText, nearText, placeNames } from "shimai/model/search-text";

/** @import { Network } from "shimai/model/network" */
/** @import { NamedSelectable, NamedType } from "shimai/model/selectables" */

/**
 * A selectable and its names as they are compared; `aliases` are found whole or from their beginning only. The names
 * around it are in `context`.
 * @typedef {{ selectable: NamedSelectable, names: string[], aliases: string[], context: string }} Entry
 */

// How well a text matches a name, the best first.
const RANKS = { name: 0, firstWord: 1, word: 2, beginning: 3, wordBeginning: 4, inside: 5 };
const ALIAS_RANKS = new Set([RANKS.name, RANKS.beginning]);
const SEVERAL_TERMS = 6;

/** Of equal matches of equal size, the wider one comes first. @type {Record<NamedType, number>} */
const WIDTHS = { country: 0, state: 1, prefecture: 1, municipality: 2, partner: 2 };

export class Suggestions {
  /**
   * @param {Network} network
   * @param {NamedSelectable[]} selectables
   */
  constructor(network, selectables) {
    this.network = network;
    this._entries = selectables.map((selectable) => createEntry(network, selectable));
  }

  /**
   * The selectables that a text may mean: whole names first, then whole words, then beginnings; the biggest first. Words
   * may also be in the names of what is around it: `Misato, Shimane`.
   * @param {string} text
   * @returns {NamedSelectable[]}
   */
  find(text) {
    const { fold, titles } = this.network;
    const folded = fold(text);
    const terms = searchTerms(folded, titles);
    if (terms.length === 0) {
      return [];
    }
    const found = rankAll(this._entries, (entry) => rankOfEntry(entry, folded, terms));
    // 島根県美郷町 is the name of no selectable, but the text of the town has it.
    return found.length > 0 ? found : rankAll(this._entries, ({ context }) => rankInContext(context, terms));
  }
}

/**
 * @param {Entry[]} entries
 * @param {(entry: Entry) => number} rankOf
 */
function rankAll(entries, rankOf) {
  const ranked = entries
    .map((entry) => ({ selectable: entry.selectable, rank: rankOf(entry) }))
    .filter(({ rank }) => rank < Infinity);
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.selectable.partnerships.length - a.selectable.partnerships.length ||
      WIDTHS[a.selectable.type] - WIDTHS[b.selectable.type],
  );
  return ranked.map(({ selectable }) => selectable);
}

/**
 * @param {Entry} entry
 * @param {string} folded
 * @param {string[][]} terms
 */
function rankOfEntry({ names, aliases, context }, folded, terms) {
  const ranks = terms.map((alternatives) => bestRank(names, aliases, alternatives));
  if (terms.length === 1) {
    return ranks[0];
  }
  const asPhrase = bestRank(names, aliases, [isAscii(folded) ? ` ${folded}` : folded]);
  const own = ranks.filter((rank) => rank < Infinity);
  const isFound = terms.every((alternatives, term) => ranks[term] < Infinity || holds(context, alternatives));
  return Math.min(asPhrase, own.length > 0 && isFound ? SEVERAL_TERMS + Math.max(...own) : Infinity);
}

/**
 * @param {string} context
 * @param {string[][]} terms
 */
function rankInContext(context, terms) {
  return terms.every((alternatives) => holds(context, alternatives)) ? 0 : Infinity;
}

/**
 * @param {string} text
 * @param {string[]} alternatives
 */
function holds(text, alternatives) {
  return alternatives.some((needle) => text.includes(needle));
}

/**
 * @param {string[]} names
 * @param {string[]} aliases
 * @param {string[]} alternatives
 */
function bestRank(names, aliases, alternatives) {
  const ranks = alternatives.flatMap((needle) => [
    ...names.map((name) => rankOf(name, needle)),
    // A letter of `U.S.A.` is no word of it.
    ...aliases.map((alias) => rankOf(alias, needle)).filter((rank) => ALIAS_RANKS.has(rank)),
  ]);
  return Math.min(...ranks);
}

/**
 * @param {string} name
 * @param {string} needle which begins with a space if it is found at the start of a word only
 */
function rankOf(name, needle) {
  const padded = ` ${name} `;
  const at = padded.indexOf(needle);
  if (at < 0) {
    return Infinity;
  }
  const begin = needle.startsWith(" ") ? at : at - 1;
  const isAtWord = padded[begin] === " ";
  const rest = padded.slice(at + needle.length);
  // A romanised name ends with the character of its title.
  const isWhole = rest.startsWith(" ") || (needle.startsWith(" ~") && rest.length === 2);
  if (isAtWord && isWhole) {
    return begin > 0 ? RANKS.word : rest.length > 2 ? RANKS.firstWord : RANKS.name;
  }
  if (isAtWord) {
    return begin > 0 ? RANKS.wordBeginning : RANKS.beginning;
  }
  return RANKS.inside;
}

/**
 * @param {Network} network
 * @param {NamedSelectable} selectable
 * @returns {Entry}
 */
function createEntry(network, selectable) {
  const { fold, countries, prefectures, places } = network;
  const { key, type, names } = selectable;
  const code = key.slice(key.indexOf("/") + 1);
  if (type === "country") {
    const { names: usual, words } = countryNames(network, countries.code.indexOf(code));
    return { selectable, names: usual, aliases: words, context: "" };
  }
  if (type === "prefecture") {
    const kana = prefectures.kana[prefectures.code.indexOf(code)];
    return { selectable, names: placeNames(network, names, kana, true), aliases: [], context: "" };
  }
  const around = selectable.within.flatMap(({ en, ja }) => [fold(en), fold(ja)]);
  if (type === "state") {
    return {
      selectable,
      names: [fold(names.en), fold(names.ja)],
      aliases: [],
      context: ` ${around.join(" ")} `,
    };
  }
  const kana = places.kana[places.id.indexOf(code)];
  const isJapanese = type === "municipality" || kana !== "";
  return {
    selectable,
    names: placeNames(network, names, kana, isJapanese),
    aliases: [],
    context: sideText(network, selectable, code),
  };
}

/**
 * The text of the side of a partnership that a place is.
 * @param {Network} network
 * @param {NamedSelectable} selectable
 * @param {string} place
 */
function sideText(network, { partnerships: [partnership] }, place) {
  const { partnerships, places, municipalityPlace } = network;
  return places.id[municipalityPlace[partnership]] === place
    ? nearText(network, partnerships.municipality[partnership])
    : farText(network, partnerships.partner[partnership]);
}
