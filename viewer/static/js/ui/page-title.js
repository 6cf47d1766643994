// The title of the page: what is selected, in words.

import { chipTexts } from "shimai/ui/chips";

/** @import { ChipContext } from "shimai/ui/chips" */

const MAX_FILTERS = 6;

/**
 * The title of the viewer's page, such as `Brazil since 1990 – Shimai`; as `viewer/components/selection_title.py`.
 * @param {ChipContext} context
 */
export function pageTitle(context) {
  const { t } = context.language;
  const title = selectionName(context);
  return title ? t("%(title)s – Shimai", { title }) : t("Shimai: Japan’s partnerships abroad on a map");
}

/** @param {ChipContext} context */
function selectionName(context) {
  const { selection, language } = context;
  const { t } = language;
  const texts = chipTexts({ ...context, selection: selection.with({ year: null, signed: "" }) });
  let name = [...texts.slice(0, MAX_FILTERS), ...(texts.length > MAX_FILTERS ? ["…"] : [])].join(" · ");
  if (selection.signed) {
    const [first = "", last = ""] = selection.signed.replaceAll("..", "").split("/");
    name = signedName(language, name || t("Partnerships abroad"), first, last);
  }
  if (selection.year !== null) {
    const names = name || t("Partnerships abroad");
    name = t("%(names)s in force in %(year)s", { names, year: selection.year });
  }
  return name;
}

/**
 * @param {ChipContext["language"]} language
 * @param {string} names
 * @param {string} first
 * @param {string} last
 */
function signedName({ t }, names, first, last) {
  if (!last) {
    return t("%(names)s since %(year)s", { names, year: first });
  }
  if (!first) {
    return t("%(names)s up to %(year)s", { names, year: last });
  }
  return first === last
    ? t("%(names)s, signed in %(year)s", { names, year: first })
    : t("%(names)s, signed %(first)s–%(last)s", { names, first, last });
}
