// The filters that are set, each with a button that removes it.

import { LISTS } from "shimai/model/selection";
import { crossIcon, element } from "shimai/ui/dom";

/** @import { Network } from "shimai/model/network" */
/** @import { ListName, Selection } from "shimai/model/selection" */
/** @import { Language } from "shimai/ui/language" */

/**
 * A filter in words, and the selection without it.
 * @typedef {{ text: string, rest: Selection }} Chip
 */

/**
 * `form` has the labels of the filters' values.
 * @typedef {{ selection: Selection, network: Network, form: HTMLFormElement, language: Language }} ChipContext
 */

/**
 * `onRemove` is called with the selection without the removed filter.
 * @typedef {ChipContext & { onRemove: (rest: Selection) => void }} ChipOptions
 */

/**
 * Fills `list` with a chip for each filter of the selection.
 * @param {Element} list
 * @param {ChipOptions} options
 */
export function showChips(list, options) {
  const { selection, onRemove } = options;
  const { t } = options.language;
  const chips = chipsOf(options);
  list.replaceChildren(
    ...chips.map(({ text, rest }) => {
      const label = t("Remove filter: %(filter)s", { filter: text });
      const attributes = { type: "button", class: "chip", "aria-label": label, click: () => onRemove(rest) };
      const button = element(
        "button",
        attributes,
        element("span", {}, text),
        crossIcon("M4 4 12 12 M12 4 4 12"),
      );
      return element("li", {}, button);
    }),
  );
  if (chips.length > 1) {
    const clear = { type: "button", class: "chip chip-clear", click: () => onRemove(selection.cleared()) };
    list.append(element("li", {}, element("button", clear, t("Remove all filters"))));
  }
}

/**
 * The filters of the selection in words.
 * @param {ChipContext} context
 */
export function chipTexts(context) {
  return chipsOf(context).map(({ text }) => text);
}

/**
 * @param {ChipContext} context
 * @returns {Chip[]}
 */
function chipsOf(context) {
  return [...listChips(context), ...singleChips(context.selection, context.language)];
}

/**
 * @param {ChipContext} context
 * @returns {Chip[]}
 */
function listChips({ selection, network, form, language }) {
  return LISTS.flatMap((name) =>
    selection[name].map((value) => {
      const text = labelOf(form, name, value) ?? municipalityName(network, value, form.lang) ?? value;
      return {
        text: name === "status" ? language.statusThen(text, selection.year) : text,
        rest: selection.with({ [name]: selection[name].filter((other) => other !== value) }),
      };
    }),
  );
}

/**
 * @param {Selection} selection
 * @param {Language} language
 * @returns {Chip[]}
 */
function singleChips(selection, { t }) {
  const { q, year, signed, ended, undated, bbox } = selection;
  /** @type {Chip[]} */
  const chips = [];
  if (q) {
    chips.push({ text: t("“%(words)s”", { words: q }), rest: selection.with({ q: "" }) });
  }
  if (year !== null) {
    chips.push({ text: t("In force in %(year)s", { year }), rest: selection.with({ year: null }) });
  }
  if (signed) {
    const years = yearsOf(signed);
    chips.push({ text: t("Signed %(years)s", { years }), rest: selection.with({ signed: "" }) });
  }
  if (ended) {
    const years = yearsOf(ended);
    chips.push({ text: t("Ended or suspended %(years)s", { years }), rest: selection.with({ ended: "" }) });
  }
  /** @type {Record<string, string>} */
  const undatedTexts = {
    include: t("Undated included"),
    exclude: t("Undated left out"),
    only: t("Only undated"),
  };
  if (undatedTexts[undated]) {
    chips.push({ text: undatedTexts[undated], rest: selection.with({ undated: "" }) });
  }
  if (bbox) {
    chips.push({ text: t("Inside a box"), rest: selection.with({ bbox: "" }) });
  }
  return chips;
}

/** @param {string} interval */
function yearsOf(interval) {
  const [first, last] = interval.split("/");
  return first === last ? first : `${first}–${last}`.replaceAll("..", "");
}

/**
 * @param {HTMLFormElement} form
 * @param {ListName} name
 * @param {string} value
 */
function labelOf(form, name, value) {
  const box = form.querySelector(`input[name="${name}"][type="checkbox"][value="${CSS.escape(value)}"]`);
  return box?.closest("label")?.querySelector("[data-label]")?.textContent;
}

/**
 * @param {Network} network
 * @param {string} code
 * @param {string} lang
 */
function municipalityName({ municipalities }, code, lang) {
  const index = municipalities.code.indexOf(code);
  return index < 0 ? null : (lang === "ja" && municipalities.name_ja[index]) || municipalities.name[index];
}
