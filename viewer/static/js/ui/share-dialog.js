// The dialog that shares a map: its link, the markup of a frame with a preview, a picture, the map as one file.

import { stateQuery } from "shimai/model/address";
import { byId, find, findAll } from "shimai/ui/dom";

/** @import { State } from "shimai/model/address" */
/** @import { Language } from "shimai/ui/language" */

export class ShareDialog {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {Language} language
   * @param {() => State} getState gives the state to share
   */
  constructor(dialog, language, getState) {
    this.dialog = dialog;
    this.language = language;
    this.getState = getState;
    this.parts = shareParts(dialog);
    dialog.addEventListener("change", () => this._fill());
    for (const button of findAll(dialog, "[data-copy]", HTMLButtonElement)) {
      button.addEventListener("click", () => this._copy(button.dataset.copy ?? ""));
    }
  }

  open() {
    this._fill();
    this.dialog.showModal();
  }

  _fill() {
    const { link, frame, picture, standalone, preview, width, height } = this.parts;
    const state = this.getState();
    const theme = this.parts.theme.value === "auto" ? "" : `theme=${this.parts.theme.value}`;
    const title = this.parts.title.value.trim();
    const titleQuery = title && `title=${encodeURIComponent(title)}`;
    const frameUrl = this._url("/embed", pageLanguage(), stateQuery(state), theme, titleQuery);
    link.value = this._url("/", pageLanguage(), stateQuery(state));
    frame.value = frameMarkup({
      src: frameUrl,
      width: width.value,
      height: height.value,
      title: title || document.title,
    });
    const lang = `lang=${document.documentElement.lang}`;
    const colour = state.byKind ? "colour=kind" : "";
    const filters = state.selection.query();
    picture.href = this._url("/figure.png", lang, filters, theme, colour, titleQuery);
    standalone.href = this._url("/standalone.html", pageLanguage(), filters);
    if (preview.src !== frameUrl) {
      preview.src = frameUrl;
    }
  }

  /**
   * @param {string} path
   * @param {string[]} query
   */
  _url(path, ...query) {
    const text = query.filter(Boolean).join("&");
    return location.origin + (this.dialog.dataset.root ?? "") + path + (text ? `?${text}` : "");
  }

  /** @param {string} id of the field to copy */
  async _copy(id) {
    const { t } = this.language;
    const field = byId(id, HTMLElement);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        this.parts.status.textContent = t("Copied");
      } catch {
        // Without permission the selected text can still be copied by hand.
        this.parts.status.textContent = t("Press Ctrl+C to copy");
      }
    }
  }
}

/** The language as a parameter, where the page's own address has one. */
function pageLanguage() {
  const lang = new URLSearchParams(location.search).get("lang");
  return lang ? `lang=${lang}` : "";
}

/** @param {Record<string, string>} values */
function frameMarkup(values) {
  const attributes = Object.entries({ ...values, loading: "lazy", frameborder: "0" }).map(
    ([name, value]) => `${name}="${escapeAttribute(value)}"`,
  );
  return `<iframe ${attributes.join(" ")}></iframe>`;
}

/**
 * What is copied is text here, and markup where it is pasted.
 * @param {string} value
 */
function escapeAttribute(value) {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** @param {HTMLDialogElement} dialog */
function shareParts(dialog) {
  /**
   * @template {Element} Type
   * @param {string} name
   * @param {new () => Type} type
   */
  const part = (name, type) => find(dialog, `[data-share="${name}"]`, type);
  return {
    link: part("link", HTMLInputElement),
    title: part("title", HTMLInputElement),
    theme: part("theme", HTMLSelectElement),
    width: part("width", HTMLInputElement),
    height: part("height", HTMLInputElement),
    frame: part("frame", HTMLTextAreaElement),
    picture: part("picture", HTMLAnchorElement),
    standalone: part("standalone", HTMLAnchorElement),
    status: part("status", HTMLElement),
    preview: part("preview", HTMLIFrameElement),
  };
}
