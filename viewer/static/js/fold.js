// Names as they are compared, just as geodata's `fold` does: without case, accents, macrons, apostrophes or width.

const LETTERS = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "a",
  ǝ: "a",
  ŋ: "n",
  ħ: "h",
  "'": "",
  "’": "",
  "‘": "",
  ʻ: "",
  ʼ: "",
  ʿ: "",
  ʾ: "",
  "`": "",
  "´": "",
  ヶ: "ケ",
  ヵ: "カ",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const ACCENT = /(?![\u3099\u309a])\p{M}/gu;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/** The form under which two spellings of one name are equal. */
export function fold(text) {
  const wide = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter]);
  return wide.normalize("NFD").replace(ACCENT, "").normalize("NFC").replace(NOT_WORD, " ").trim();
}
