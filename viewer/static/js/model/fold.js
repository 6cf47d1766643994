// Names and search words as they are compared, as geodata's `fold` and `search_fold` do.

/** @typedef {(text: string) => string} Fold */

/** @import { Folding } from "shimai/model/columns" */

const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const ASCII = /^[\0-\x7f]*$/;
const KATAKANA = /[\u30a1-\u30f6]/g;
const GA = /(?<=[\u4e00-\u9fff々])が(?=[\u4e00-\u9fff])/g;
const KATAKANA_TO_HIRAGANA = -0x60;

/**
 * The function that gives the form under which two spellings of one name are equal, without case, accents, macrons,
 * apostrophes or width; the letters that it replaces and the marks that it leaves come from geodata.
 * @param {Folding} folding
 * @returns {Fold}
 */
export function createFold({ letters, voicing_marks }) {
  const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
  const accent = new RegExp(`(?![${voicing_marks}])\\p{M}`, "gu");
  return (text) => {
    const wide = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(letter, (found) => letters[found]);
    return wide.normalize("NFD").replace(accent, "").normalize("NFC").replace(NOT_WORD, " ").trim();
  };
}

/**
 * The function that also makes old and new characters, hiragana and katakana, and が, ヶ and ケ between characters equal.
 * @param {Folding} folding
 * @returns {(text: string) => string}
 */
export function createSearchFold(folding) {
  const fold = createFold(folding);
  const newCharacters = [...folding.new_characters];
  const newForOld = new Map(
    [...folding.old_characters].map((character, index) => [character, newCharacters[index]]),
  );
  return (text) => {
    const folded = fold(text);
    if (isAscii(folded)) {
      return folded;
    }
    return Array.from(folded, (character) => newForOld.get(character) ?? character)
      .join("")
      .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_TO_HIRAGANA))
      .replace(GA, "け");
  };
}

/** @param {string} text */
export function isAscii(text) {
  return ASCII.test(text);
}
