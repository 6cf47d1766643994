// Romanised Japanese names in any spelling and with their titles, as in geodata/text/search_folding.py.

import { isAscii } from "shimai/model/fold";

/** @typedef {Record<string, string>} Titles the characters that each title stands for */

const ROMAJI_MARK = "~";
const MIN_ROMAJI = 2;
const CITY = "市";
const WARD = "区";

/**
 * A folded word without long vowels, and with n before b, m and p.
 * @param {string} word
 */
function shortenRomaji(word) {
  return word
    .replace(/o[ou]|oh(?=[^aeiouy]|$)/g, "o")
    .replace(/uu/g, "u")
    .replace(/m(?=[bmp])/g, "n");
}

/**
 * The words under which a Japanese name is found in any romanisation and with its title: `~kyoto市`.
 * @param {string} folded
 * @param {string} ja
 * @param {Titles} titles
 */
export function romajiWords(folded, ja, titles) {
  const words = folded.split(" ").filter(Boolean);
  if (words.length > 1 && words[words.length - 1] in titles) {
    words.pop();
  }
  const title = ja.slice(-1);
  const endings = title === WARD && !ja.includes(CITY) ? [title, CITY] : [title];
  const stems = [...new Set([words.join(""), words.at(-1) ?? ""])].filter(Boolean);
  return stems.flatMap((stem) => endings.map((ending) => ROMAJI_MARK + shortenRomaji(stem) + ending));
}

/**
 * The terms of folded search words, each with its alternatives: `kyoto city` is one term.
 * @param {string} folded
 * @param {Titles} titles
 * @returns {string[][]}
 */
export function searchTerms(folded, titles) {
  const words = folded.split(" ").filter(Boolean);
  const terms = [];
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const hasTitle = isAscii(word) && words.length > 0 && words[0] in titles;
    terms.push(alternatives(word, hasTitle ? (words.shift() ?? "") : "", titles));
  }
  return terms;
}

/**
 * @param {string} word
 * @param {string} title
 * @param {Titles} titles
 */
function alternatives(word, title, titles) {
  if (!isAscii(word)) {
    return [word];
  }
  const romaji = shortenRomaji(word);
  if (title) {
    const endings = [...titles[title]];
    return [` ${word} ${title}`, ...endings.map((ending) => ` ${ROMAJI_MARK}${romaji}${ending}`)];
  }
  return romaji.length >= MIN_ROMAJI ? [` ${word}`, ` ${ROMAJI_MARK}${romaji}`] : [` ${word}`];
}
