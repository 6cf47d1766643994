// The filter form: reads and shows a selection, and updates its counts.

import { FACETS, Selection } from "shimai/model/selection";
import { isComposing, onComposedInput } from "shimai/ui/composition";
import { byId, element, find, findAll } from "shimai/ui/dom";

/** @import { Facets } from "shimai/model/filter" */
/** @import { Language } from "shimai/ui/language" */

const TYPING_PAUSE_MS = 200;

// Filters without a field of their own stay in the form as hidden ones.
const HIDDEN = /** @type {const} */ (["municipality", "signed", "ended", "bbox"]);

export class FilterForm {
  /**
   * @param {HTMLFormElement} form
   * @param {Language} language
   * @param {(text: string) => string} fold gives the form under which names are compared
   * @param {(selection: Selection, isTyped: boolean) => void} onChange is called whenever the reader has changed a
   *   filter; `isTyped` where letter by letter
   */
  constructor(form, language, fold, onChange) {
    this.form = form;
    this.language = language;
    this.fold = fold;
    this.onChange = onChange;
    this.year = find(form, 'input[name="year"]', HTMLInputElement);
    this.words = find(form, 'input[name="q"]', HTMLInputElement);
    this.undated = find(form, 'select[name="undated"]', HTMLSelectElement);
    this.clearYear = find(form, "[data-year-clear]", HTMLButtonElement);
    this.counts = new Map(
      findAll(form, "[data-count]", HTMLElement).map((node) => [node.dataset.count ?? "", node]),
    );
    this._timer = 0;
    this._isYearValid = true;
    this._isComposing = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this._emitChange();
    });
    onComposedInput(form, (event) => this._onInput(event));
    form.addEventListener("compositionstart", () => this._onCompositionStart());
    this.clearYear.addEventListener("click", () => this._setYear(""));
    for (const finder of findAll(form, "[data-find]", HTMLInputElement)) {
      this._watchFinder(finder);
    }
  }

  read() {
    return Selection.parse(new FormData(this.form));
  }

  /**
   * Fills the form from a selection, as when the reader goes back.
   * @param {Selection} selection
   */
  write(selection) {
    for (const name of FACETS) {
      for (const box of this._boxes(name)) {
        box.checked = selection[name].includes(box.value);
      }
    }
    // A text that is being composed stays, and so does the space after a word.
    if (!this._isComposing && this.words.value.trim() !== selection.q) {
      this.words.value = selection.q;
    }
    this.undated.value = selection.undated;
    this.year.value = String(selection.year ?? "");
    this._showYear();
    this._writeHidden(selection);
  }

  /**
   * Shows how many partnerships each option would show; of the statuses those in `year`, today's where null.
   * @param {Facets} facets
   * @param {number | null} year
   */
  count(facets, year) {
    const { t } = this.language;
    const heading = this.counts.get("status")?.previousElementSibling;
    if (heading) {
      heading.textContent = year === null ? t("Status") : t("Status in %(year)s", { year });
    }
    for (const name of FACETS) {
      const boxes = this._boxes(name);
      sortBoxes(boxes, facets[name]);
      for (const box of boxes) {
        const count = facets[name][box.value] ?? 0;
        this._setCount(`${name}:${box.value}`, this.language.number(count));
        box.closest("li")?.classList.toggle("is-empty", count === 0 && !box.checked);
      }
      const chosen = boxes.filter((box) => box.checked).length;
      this._setCount(name, chosen ? this.language.number(chosen) : "");
    }
  }

  /** @param {string} name */
  _boxes(name) {
    return findAll(this.form, `input[name="${name}"][type="checkbox"]`, HTMLInputElement);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  _setCount(name, text) {
    const node = this.counts.get(name);
    if (node) {
      node.textContent = text;
    }
  }

  // What was typed before a composition waits for its end.
  _onCompositionStart() {
    this._isComposing = true;
    clearTimeout(this._timer);
  }

  /** @param {Event} event */
  _onInput({ target }) {
    this._isComposing = false;
    clearTimeout(this._timer);
    if (target instanceof HTMLElement && target.matches("[data-find]")) {
      return;
    }
    if (target === this.year) {
      this._showYear();
    }
    const isTyped = target === this.words || target === this.year;
    this._timer = setTimeout(() => this._emitChange(isTyped), isTyped ? TYPING_PAUSE_MS : 0);
  }

  /** @param {string} value */
  _setYear(value) {
    this.year.value = value;
    this._showYear();
    this._emitChange();
  }

  _showYear() {
    const { value, min, max } = this.year;
    this.clearYear.hidden = value === "";
    this.year.setCustomValidity("");
    this._isYearValid = value === "" || (Number(value) >= Number(min) && Number(value) <= Number(max));
  }

  _emitChange(isTyped = false) {
    clearTimeout(this._timer);
    if (this._isYearValid) {
      this.onChange(this.read(), isTyped);
    }
  }

  /** @param {Selection} selection */
  _writeHidden(selection) {
    for (const name of HIDDEN) {
      for (const node of findAll(this.form, `input[type="hidden"][name="${name}"]`, HTMLInputElement)) {
        node.remove();
      }
      for (const value of [selection[name]].flat().filter(Boolean)) {
        this.form.append(element("input", { type: "hidden", name, value }));
      }
    }
  }

  /**
   * Lets a search field hide the options whose names it doesn't match.
   * @param {HTMLInputElement} finder
   */
  _watchFinder(finder) {
    const items = findAll(byId(finder.dataset.find ?? "", HTMLElement), ":scope > *", HTMLElement);
    const texts = items.map((item) => this.fold(item.dataset.names ?? ""));
    onComposedInput(finder, () => {
      const sought = this.fold(finder.value);
      items.forEach((item, index) => {
        item.hidden = !texts[index].includes(sought);
      });
    });
    finder.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !isComposing(event)) {
        event.preventDefault();
      }
    });
  }
}

/**
 * Moves the checked boxes to the top of their list, then those with more partnerships.
 * @param {HTMLInputElement[]} boxes
 * @param {Record<string, number>} counts
 */
function sortBoxes(boxes, counts) {
  const sorted = boxes.toSorted(
    (a, b) =>
      Number(b.checked) - Number(a.checked) ||
      (counts[b.value] ?? 0) - (counts[a.value] ?? 0) ||
      a.value.localeCompare(b.value),
  );
  if (sorted.every((box, index) => box === boxes[index])) {
    return;
  }
  const items = sorted.flatMap((box) => box.closest("li") ?? []);
  const focused = document.activeElement;
  items[0]?.parentElement?.append(...items);
  if (focused instanceof HTMLElement && sorted.some((box) => box === focused)) {
    focused.focus({ preventScroll: true });
  }
}
