// The search box completes names as the reader types: towns, prefectures, states and countries, in both languages.

import { codeOf } from "shimai/model/selectables";
import { Suggestions } from "shimai/model/suggestions";
import { isComposing, onComposedInput } from "shimai/ui/composition";
import { element } from "shimai/ui/dom";
import { nameElement, nameIn, otherName } from "shimai/ui/names";

/** @import { Network } from "shimai/model/network" */
/** @import { NamedSelectable, Selectables } from "shimai/model/selectables" */
/** @import { Language } from "shimai/ui/language" */

const MAX_SUGGESTIONS = 12;

/** An editable combobox with a list box, after the ARIA Authoring Practices. */
export class Search {
  /**
   * @param {HTMLInputElement} input
   * @param {Network} network
   * @param {Selectables} selectables
   * @param {Language} language
   * @param {(key: string) => void} onChoose is called with the key of the selectable that the reader chooses
   */
  constructor(input, network, selectables, language, onChoose) {
    this.input = input;
    this.network = network;
    this.selectables = selectables;
    this.language = language;
    this.onChoose = onChoose;
    /** @type {NamedSelectable[]} */
    this.suggestions = [];
    this._activeIndex = -1;
    /** @type {Suggestions | null} */
    this._all = null;
    const label = language.t("Suggestions");
    this.list = element("ul", {
      class: "suggestions",
      id: "suggestions",
      role: "listbox",
      "aria-label": label,
      hidden: true,
    });
    this.status = element("p", { class: "visually-hidden", role: "status" });
    input.after(this.list, this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "suggestions");
    input.setAttribute("aria-expanded", "false");
    onComposedInput(input, () => this._suggest());
    input.addEventListener("keydown", (event) => this._onKey(event));
    input.addEventListener("blur", () => this._close());
    // A press on the list must not move the focus out of the box.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  _suggest() {
    this._all ??= new Suggestions(this.network, this.selectables.all());
    this.suggestions = this._all.find(this.input.value).slice(0, MAX_SUGGESTIONS);
    this._activeIndex = -1;
    this.list.replaceChildren(
      ...this.suggestions.map((selectable, index) => this._option(selectable, index)),
    );
    this._setOpen(this.suggestions.length > 0);
    this.status.textContent = this.language.tn(
      "%(count)s suggestion",
      "%(count)s suggestions",
      this.suggestions.length,
    );
  }

  /**
   * @param {NamedSelectable} selectable
   * @param {number} index
   */
  _option(selectable, index) {
    const { lang } = this.language;
    const other = otherName(lang, selectable.names);
    const where = selectable.within.map((names) => nameIn(lang, names).text).join(", ");
    const type = typeName(this.network, selectable, this.language);
    return element(
      "li",
      {
        role: "option",
        id: `suggestion-${index}`,
        "aria-selected": "false",
        click: () => this._choose(index),
      },
      element(
        "span",
        {},
        nameElement(lang, nameIn(lang, selectable.names), "strong"),
        other && [" ", nameElement(lang, other, "span", { class: "other-name" })],
      ),
      element("span", { class: "count" }, this.language.number(selectable.partnerships.length)),
      element("small", {}, [type, where].filter(Boolean).join(" · ")),
    );
  }

  /** @param {number} index */
  _choose(index) {
    this._close();
    this.onChoose(this.suggestions[index].key);
  }

  /** @param {KeyboardEvent} event */
  _onKey(event) {
    if (isComposing(event)) {
      return;
    }
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this._move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen && this._activeIndex >= 0) {
      event.preventDefault();
      this._choose(this._activeIndex);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this._close();
    } else if (event.key === "Enter") {
      this._close();
    }
  }

  /** @param {1 | -1} by */
  _move(by) {
    if (this.list.hidden) {
      this._suggest();
    }
    const count = this.suggestions.length;
    if (count === 0) {
      return;
    }
    this._activeIndex =
      this._activeIndex < 0 && by < 0 ? count - 1 : (this._activeIndex + by + count) % count;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this._activeIndex));
    });
    this.list.children[this._activeIndex].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `suggestion-${this._activeIndex}`);
  }

  /** @param {boolean} isOpen */
  _setOpen(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.input.removeAttribute("aria-activedescendant");
  }

  _close() {
    this._setOpen(false);
  }
}

/**
 * @param {Network} network
 * @param {NamedSelectable} selectable
 * @param {Language} language
 */
function typeName(network, selectable, { t }) {
  if (selectable.type === "municipality") {
    const code = codeOf(network, selectable)?.code ?? "";
    return code.endsWith("000") ? governmentName(code, t) : t("Municipality");
  }
  const names = {
    partner: t("Partner"),
    prefecture: t("Prefecture"),
    state: t("State/province"),
    country: t("Country/region"),
  };
  return names[selectable.type];
}

/**
 * The government of a prefecture, by its JIS X 0402 code; Japanese has four words for prefectures.
 * @param {string} code
 * @param {Language["t"]} t
 */
function governmentName(code, t) {
  if (code === "01000") {
    return t("Government of Hokkaido");
  }
  if (code === "13000") {
    return t("Metropolitan government");
  }
  return ["26000", "27000"].includes(code) ? t("Government of the prefecture") : t("Prefectural government");
}
