// Names as they are compared, as geodata's `fold` does: without case, accents, macrons, apostrophes or width.

/** @typedef {(text: string) => string} Fold */

/** @import { Folding } from "shimai/model/columns" */

const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * The function that gives the form under which two spellings of one name are equal; the letters that it replaces and
 * the combining marks that it leaves come from geodata.
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
