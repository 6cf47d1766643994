// From when to when, in the reader's language.

/** @import { Language } from "shimai/ui/language" */

/**
 * `1957–2018`, `since 1959`, `until 2018` or `date not known`.
 * @param {Language} language
 * @param {string} signed
 * @param {string} ended
 */
export function yearsText({ t }, signed, ended) {
  const from = signed.slice(0, 4);
  const to = ended.slice(0, 4);
  if (from && to) {
    return from === to ? from : t("%(from)s–%(to)s", { from, to });
  }
  if (from) {
    return t("since %(year)s", { year: from });
  }
  return to ? t("until %(year)s", { year: to }) : t("date not known");
}
