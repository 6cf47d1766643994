// The filter form: read as a selection, filled from one, its counts kept right.

import { fold } from "shimai/fold";
import { Selection } from "shimai/selection";

const FACETS = ["country", "status", "kind", "prefecture"];
const PAUSE_MS = 200;

export class Filters {
  /** Calls `change(selection)` whenever the reader has changed a filter. */
  constructor(form, words, change) {
    Object.assign(this, { form, words, change });
    this.year = form.elements.namedItem("year");
    this.clearYear = form.querySelector("[data-year-clear]");
    this.counts = new Map(
      [...form.querySelectorAll("[data-count]")].map((node) => [node.dataset.count, node]),
    );
    form.addEventListener("submit", (event) => this._onSubmit(event));
    form.addEventListener("input", (event) => this._onInput(event));
    this.clearYear.addEventListener("click", () => this._setYear(""));
    for (const finder of form.querySelectorAll("[data-find]")) {
      this._watchFinder(finder);
    }
  }

  read() {
    return Selection.parse(new FormData(this.form));
  }

  /** Fills the form from a selection, as when the reader goes back. */
  write(selection) {
    for (const name of FACETS) {
      for (const box of this.form.querySelectorAll(`input[name="${name}"]`)) {
        box.checked = selection[name].includes(box.value);
      }
    }
    for (const name of ["q", "undated"]) {
      this.form.elements.namedItem(name).value = selection[name];
    }
    this.year.value = selection.year ?? "";
    this._showYear();
    this._writeHidden(selection);
  }

  /** Shows how many partnerships each option would show. */
  count(facets) {
    for (const name of FACETS.filter((one) => this.counts.has(one))) {
      for (const box of this.form.querySelectorAll(`input[name="${name}"]`)) {
        const count = facets[name][box.value] ?? 0;
        this.counts.get(`${name}:${box.value}`).textContent = this.words.number(count);
        box.closest("li").classList.toggle("is-empty", count === 0 && !box.checked);
      }
      const badge = this.counts.get(name);
      const chosen = this.form.querySelectorAll(`input[name="${name}"]:checked`).length;
      badge.textContent = chosen ? this.words.number(chosen) : "";
    }
  }

  _onSubmit(event) {
    event.preventDefault();
    this._tell();
  }

  _onInput({ target }) {
    clearTimeout(this.timer);
    if (target.matches("[data-find]")) {
      return;
    }
    if (target === this.year) {
      this._showYear();
    }
    const typed = target.type === "search" || target === this.year;
    this.timer = setTimeout(() => this._tell(), typed ? PAUSE_MS : 0);
  }

  _setYear(value) {
    this.year.value = value;
    this._showYear();
    this._tell();
  }

  _showYear() {
    const { value, min, max } = this.year;
    this.clearYear.hidden = value === "";
    this.year.setCustomValidity("");
    this.valid = value === "" || (Number(value) >= Number(min) && Number(value) <= Number(max));
  }

  _tell() {
    clearTimeout(this.timer);
    if (this.valid !== false) {
      this.change(this.read());
    }
  }

  // Filters without a field of their own stay in the form as hidden ones.
  _writeHidden(selection) {
    for (const name of ["municipality", "signed", "bbox"]) {
      this.form.querySelectorAll(`input[type="hidden"][name="${name}"]`).forEach((node) => node.remove());
      for (const value of [selection[name]].flat().filter(Boolean)) {
        const node = document.createElement("input");
        Object.assign(node, { type: "hidden", name, value });
        this.form.append(node);
      }
    }
  }

  _watchFinder(finder) {
    const items = [...document.getElementById(finder.dataset.find).children];
    const texts = items.map((item) => fold(item.dataset.names));
    finder.addEventListener("input", () => {
      const sought = fold(finder.value);
      items.forEach((item, index) => {
        item.hidden = !texts[index].includes(sought);
      });
    });
    finder.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }
}
