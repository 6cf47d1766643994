// The card beside the map. Focus moves into it when the reader opens it, Escape closes it, focus goes back.

import { appendChildren, crossIcon, element } from "shimai/ui/dom";

/** @import { Child } from "shimai/ui/dom" */
/** @import { Language } from "shimai/ui/language" */

/**
 * What a card shows; `label` is its accessible name.
 * @typedef {{ label: string, content: Child[] }} CardContent
 */

export class Card {
  /**
   * @param {HTMLElement} container
   * @param {Language} language
   * @param {() => void} onClose is called when the reader closes it
   */
  constructor(container, language, onClose) {
    this.language = language;
    this.onClose = onClose;
    /** @type {(() => void) | null} */
    this._back = null;
    /** @type {Element | null} */
    this._returnFocusTo = null;
    this.node = element("section", {
      class: "shimai-card",
      role: "dialog",
      tabindex: "-1",
      hidden: true,
      keydown: (/** @type {KeyboardEvent} */ event) => this._onKey(event),
      // The map must not take it for a click on itself, even when the button is gone by then.
      click: (/** @type {Event} */ event) => event.stopPropagation(),
    });
    L.DomEvent.disableClickPropagation(this.node);
    L.DomEvent.disableScrollPropagation(this.node);
    container.append(this.node);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Its size in screen pixels. */
  get size() {
    return { width: this.node.offsetWidth, height: this.node.offsetHeight };
  }

  /**
   * Shows some content, with a button that calls `back` where that is given; `focus` moves into it.
   * @param {CardContent} cardContent
   * @param {{ back?: (() => void) | null, focus?: boolean }} [options]
   */
  show({ label, content }, { back = null, focus = true } = {}) {
    this._back = back;
    const { t } = this.language;
    if (!this.isOpen && focus) {
      this._returnFocusTo = document.activeElement;
    }
    const close = {
      type: "button",
      class: "shimai-close",
      click: () => this._closeByReader(),
      "aria-label": t("Close"),
    };
    const buttons = element(
      "div",
      { class: "shimai-card-buttons" },
      back && element("button", { type: "button", class: "shimai-back", click: back }, t("Back")),
      element("button", close, crossIcon("M3 3 13 13 M13 3 3 13")),
    );
    this.node.setAttribute("aria-label", label);
    this.node.replaceChildren();
    appendChildren(this.node, [buttons, content]);
    this.node.hidden = false;
    this.node.scrollTop = 0;
    if (focus) {
      this.node.focus({ preventScroll: true });
    }
  }

  close() {
    const hadFocus = this.node.contains(document.activeElement);
    this.node.hidden = true;
    this.node.replaceChildren();
    if (hadFocus && this._returnFocusTo instanceof HTMLElement) {
      this._returnFocusTo.focus({ preventScroll: true });
    }
    this._returnFocusTo = null;
  }

  remove() {
    this.node.remove();
  }

  _closeByReader() {
    this.close();
    this.onClose();
  }

  /** @param {KeyboardEvent} event */
  _onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (this._back) {
        this._back();
      } else {
        this._closeByReader();
      }
    }
  }
}
