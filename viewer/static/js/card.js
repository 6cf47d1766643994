// The card beside the map. Focus moves into it when the reader opens it, Escape closes it, focus goes back.

import { drawing, element } from "shimai/dom";

export class Card {
  /** `onClose()` is called when the reader closes it. */
  constructor(container, words, onClose) {
    Object.assign(this, { words, onClose, returnTo: null });
    this.node = element("section", {
      class: "shimai-card",
      role: "dialog",
      tabindex: "-1",
      hidden: true,
      keydown: (event) => this._onKey(event),
      // The map must not take it for a click on itself, even when the button is gone by then.
      click: (event) => event.stopPropagation(),
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

  /** Shows some content; `back()` is called by its button, which is there only with it; `focus` moves into it. */
  show({ label, content }, { back = null, focus = true } = {}) {
    const { t } = this.words;
    if (!this.isOpen && focus) {
      this.returnTo = document.activeElement;
    }
    const buttons = element(
      "div",
      { class: "shimai-card-buttons" },
      back && element("button", { type: "button", class: "shimai-back", click: back }, t("Back")),
      element(
        "button",
        { type: "button", class: "shimai-close", click: () => this._closeByHand(), "aria-label": t("Close") },
        cross(),
      ),
    );
    this.node.setAttribute("aria-label", label);
    this.node.replaceChildren(buttons, ...content.filter(Boolean));
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
    if (hadFocus) {
      this.returnTo?.focus({ preventScroll: true });
    }
    this.returnTo = null;
  }

  remove() {
    this.node.remove();
  }

  _closeByHand() {
    this.close();
    this.onClose();
  }

  _onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this._closeByHand();
    }
  }
}

function cross() {
  return drawing(
    "svg",
    { viewBox: "0 0 16 16", "aria-hidden": "true" },
    drawing("path", { d: "M3 3 13 13 M13 3 3 13" }),
  );
}
