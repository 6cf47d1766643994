// A short text beside the pointer: names, kind and years of a line; name and number of partnerships of a town.

import { element } from "shimai/ui/dom";
import { nameElement, nameIn } from "shimai/ui/names";
import { yearsText } from "shimai/ui/years";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Names, Network } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */

const GAP = 14;

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
    container.append(this.node);
  }

  /**
   * @param {Line} line
   * @param {L.Point} point
   */
  showLine({ partnerships, ends }, point) {
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
  showTown({ names, partnerships }, point) {
    this._show(point, [element("strong", {}, this._name(names)), this._count(partnerships)]);
  }

  hide() {
    this.node.hidden = true;
  }

  remove() {
    this.node.remove();
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
   * @param {L.Point} point
   * @param {Element[]} lines
   */
  _show(point, lines) {
    this.node.replaceChildren(...lines);
    this.node.hidden = false;
    const { clientWidth, clientHeight } = this.container;
    const { offsetWidth, offsetHeight } = this.node;
    const left = point.x + GAP + offsetWidth > clientWidth ? point.x - GAP - offsetWidth : point.x + GAP;
    const top = Math.min(point.y + GAP, clientHeight - offsetHeight - 4);
    this.node.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
}
