// A short text beside the pointer: names, kind and years of a line; name and number of partnerships of a town.

import { element } from "shimai/ui/dom";
import { nameElement, nameIn } from "shimai/ui/names";
import { yearsText } from "shimai/ui/years";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Hit } from "shimai/map/pointer" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Names, Network } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */

const GAP = 14;
const SPOKEN_AFTER_MS = 250;

export class Tooltip {
  /**
   * @param {HTMLElement} container
   * @param {Network} network
   * @param {Language} language
   */
  constructor(container, network, language) {
    this.container = container;
    this.network = network;
    this.language = language;
    /** The year in which partnerships have the status that is shown; today's where null. */
    this.year = /** @type {number | null} */ (null);
    this.node = element("div", { class: "shimai-tooltip", "aria-hidden": "true", hidden: true });
    this.spoken = element("p", { class: "shimai-spoken", role: "status" });
    container.append(this.node, this.spoken);
    this._timer = 0;
  }

  /**
   * Shows what the reader points at; nothing where null.
   * @param {Hit | null} hit
   */
  show(hit) {
    const line = hit?.lines[0];
    if (hit?.town) {
      this._showTown(hit.town, hit.point);
    } else if (hit && line) {
      this._showLine(line, hit.point);
    } else {
      this.hide();
    }
  }

  hide() {
    clearTimeout(this._timer);
    this.node.hidden = true;
  }

  remove() {
    clearTimeout(this._timer);
    this.node.remove();
    this.spoken.remove();
  }

  /**
   * @param {Line} line
   * @param {L.Point} point
   */
  _showLine({ partnerships, ends }, point) {
    if (ends) {
      this._show(point, [this._bothNames(ends[0], ends[1]), this._count(partnerships)]);
    } else {
      this._showPartnership(partnerships[0], point);
    }
  }

  /**
   * @param {Town} town
   * @param {L.Point} point
   */
  _showTown({ names, partnerships }, point) {
    this._show(point, [element("strong", {}, this._name(names)), this._count(partnerships)]);
  }

  /**
   * @param {number} partnership
   * @param {L.Point} point
   */
  _showPartnership(partnership, point) {
    const { language } = this;
    const { municipality, partner, kind, signed, ended } = this.network.describe(partnership);
    const status = language.status(this.network.statusIn(partnership, this.year));
    this._show(point, [
      this._bothNames(municipality, partner),
      element("span", {}, language.kind(kind)),
      element(
        "span",
        {},
        `${language.statusThen(status, this.year)} · ${yearsText(language, signed, ended)}`,
      ),
    ]);
  }

  /**
   * @param {Names} home
   * @param {Names} away
   */
  _bothNames(home, away) {
    return element("strong", {}, this._name(home), " – ", this._name(away));
  }

  /** @param {number[]} partnerships */
  _count({ length }) {
    return element("span", {}, this.language.tn("%(count)s partnership", "%(count)s partnerships", length));
  }

  /** @param {Names} names */
  _name(names) {
    return nameElement(this.language.lang, nameIn(this.language.lang, names));
  }

  /**
   * Speaks a text once the reader stays where it is.
   * @param {string} text
   */
  _speak(text) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      this.spoken.textContent = text;
    }, SPOKEN_AFTER_MS);
  }

  /**
   * @param {L.Point} point
   * @param {Element[]} lines
   */
  _show(point, lines) {
    this.node.replaceChildren(...lines);
    this.node.hidden = false;
    this._speak(lines.map((line) => line.textContent).join(", "));
    const { clientWidth, clientHeight } = this.container;
    const { offsetWidth, offsetHeight } = this.node;
    const left = point.x + GAP + offsetWidth > clientWidth ? point.x - GAP - offsetWidth : point.x + GAP;
    const top = Math.min(point.y + GAP, clientHeight - offsetHeight - 4);
    this.node.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
}
