// The filters that are set, each with a button that takes it off.

import { drawing, element } from "shimai/dom";

/** Fills `list` with a chip for each filter of the selection; `remove(selection)` is called without it. */
export function showChips(list, { selection, network, form, words, remove }) {
  const chips = [...listChips(selection, network, form), ...singleChips(selection, words)];
  list.replaceChildren(
    ...chips.map(({ text, rest }) =>
      element(
        "li",
        {},
        element(
          "button",
          {
            type: "button",
            class: "chip",
            "aria-label": words.t("Remove filter: %(filter)s", { filter: text }),
            click: () => remove(rest),
          },
          element("span", {}, text),
          drawing(
            "svg",
            { viewBox: "0 0 16 16", "aria-hidden": "true" },
            drawing("path", { d: "M4 4 12 12 M12 4 4 12" }),
          ),
        ),
      ),
    ),
  );
  if (chips.length > 1) {
    const clear = { type: "button", class: "chip chip-clear", click: () => remove(selection.cleared()) };
    list.append(element("li", {}, element("button", clear, words.t("Remove all filters"))));
  }
}

function listChips(selection, network, form) {
  const names = ["country", "status", "kind", "prefecture", "municipality"];
  return names.flatMap((name) =>
    selection[name].map((value) => ({
      text: labelOf(form, name, value) ?? municipalityName(network, value, form.lang) ?? value,
      rest: selection.with({ [name]: selection[name].filter((other) => other !== value) }),
    })),
  );
}

function singleChips(selection, { t }) {
  const undated = { include: t("Undated included"), exclude: t("Undated left out"), only: t("Only undated") };
  const texts = {
    q: selection.q && t("“%(words)s”", { words: selection.q }),
    year: selection.year !== null && t("In force in %(year)s", { year: selection.year }),
    signed:
      selection.signed &&
      t("Signed %(years)s", { years: selection.signed.replace("/", "–").replaceAll("..", "") }),
    undated: undated[selection.undated],
    bbox: selection.bbox && t("Inside a box"),
  };
  return Object.entries(texts)
    .filter(([, text]) => text)
    .map(([name, text]) => ({ text, rest: selection.with({ [name]: name === "year" ? null : "" }) }));
}

function labelOf(form, name, value) {
  const box = [...form.querySelectorAll(`input[name="${name}"][type="checkbox"]`)].find(
    (node) => node.value === value,
  );
  return box?.closest("label").querySelector("[data-label]").textContent;
}

function municipalityName({ municipalities }, code, lang) {
  const index = municipalities.code.indexOf(code);
  return index < 0 ? null : (lang === "ja" && municipalities.name_ja[index]) || municipalities.name[index];
}
