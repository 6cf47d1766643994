// The search box completes names as the reader types: towns, prefectures, states and countries, in both languages.

import { element } from "shimai/dom";
import { fold } from "shimai/fold";
import { nameElement, nameIn, otherName } from "shimai/names";
import { codeOf } from "shimai/subjects";

const MOST = 12;

/** An editable combobox with a list box (ARIA Authoring Practices); `choose(key)` is called with a subject's key. */
export class Search {
  constructor(input, network, subjects, words, choose) {
    Object.assign(this, { input, network, subjects, words, choose, active: -1, found: [] });
    const label = words.t("Suggestions");
    const list = {
      class: "suggestions",
      id: "suggestions",
      role: "listbox",
      "aria-label": label,
      hidden: true,
    };
    this.list = element("ul", list);
    this.status = element("p", { class: "visually-hidden", role: "status" });
    input.after(this.list, this.status);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-controls", "suggestions"],
      ["aria-expanded", "false"],
    ]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this._suggest());
    input.addEventListener("keydown", (event) => this._onKey(event));
    input.addEventListener("blur", () => this._close());
    // A press on the list must not take the focus out of the box.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  _suggest() {
    this.found = suggest(this._entries(), this.input.value);
    this.active = -1;
    this.list.replaceChildren(...this.found.map((subject, index) => this._option(subject, index)));
    this._open(this.found.length > 0);
    this.status.textContent = this.words.tn(
      "%(count)s suggestion",
      "%(count)s suggestions",
      this.found.length,
    );
  }

  _entries() {
    this.entries ??= this.subjects.all().map((subject) => ({
      subject,
      names: [...new Set([fold(subject.names.en), fold(subject.names.ja)])].filter(Boolean),
    }));
    return this.entries;
  }

  _option(subject, index) {
    const { lang } = this.words;
    const other = otherName(lang, subject.names);
    const where = subject.within.map((names) => nameIn(lang, names).text).join(", ");
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
        nameElement(lang, nameIn(lang, subject.names), "strong"),
        other && [" ", nameElement(lang, other, "span", { class: "other-name" })],
      ),
      element("span", { class: "count" }, this.words.number(subject.ties.length)),
      element("small", {}, [typeName(this.network, subject, this.words), where].filter(Boolean).join(" · ")),
    );
  }

  _choose(index) {
    this._close();
    this.choose(this.found[index].key);
  }

  _onKey(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this._move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this._choose(this.active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this._close();
    } else if (event.key === "Enter") {
      this._close();
    }
  }

  _move(by) {
    if (this.list.hidden) {
      this._suggest();
    }
    const count = this.found.length;
    if (count === 0) {
      return;
    }
    this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
    });
    this.list.children[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `suggestion-${this.active}`);
  }

  _open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  _close() {
    this._open(false);
  }
}

/** What is meant by a text: names that begin with it, then those with a word that does, the biggest first. */
function suggest(entries, text) {
  const sought = fold(text);
  if (!sought) {
    return [];
  }
  const ranked = [];
  for (const { subject, names } of entries) {
    const rank = Math.min(...names.map((name) => rankOf(name, sought)));
    if (rank < Infinity) {
      ranked.push({ subject, rank });
    }
  }
  ranked.sort((a, b) => a.rank - b.rank || b.subject.ties.length - a.subject.ties.length);
  return ranked.slice(0, MOST).map(({ subject }) => subject);
}

function rankOf(name, sought) {
  const at = name.indexOf(sought);
  if (at < 0) {
    return Infinity;
  }
  return at === 0 ? 0 : name[at - 1] === " " ? 1 : 2;
}

function typeName(network, subject, { t }) {
  if (subject.type === "municipality") {
    const isPrefecture = codeOf(network, subject).code.endsWith("000");
    return isPrefecture ? t("Prefectural government") : t("Municipality");
  }
  const names = {
    partner: t("Partner"),
    prefecture: t("Prefecture"),
    state: t("State/province"),
    country: t("Country/region"),
  };
  return names[subject.type];
}
