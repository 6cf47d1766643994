// A short word beside the pointer: both names, kind and years of a line; name and number of ties of a town.

import { element } from "shimai/dom";
import { nameElement, nameIn } from "shimai/names";
import { yearsText } from "shimai/years";

const GAP = 14;

export class Tooltip {
  constructor(container, network, words) {
    Object.assign(this, { container, network, words });
    this.node = element("div", { class: "shimai-tooltip", "aria-hidden": "true", hidden: true });
    container.append(this.node);
  }

  showLine({ ties, ends }, point) {
    if (!ends) {
      this.showTie(ties[0], point);
      return;
    }
    const [home, away] = ends;
    this._show(point, [
      element("strong", {}, this._name(home), " – ", this._name(away)),
      element("span", {}, this.words.tn("%(count)s partnership", "%(count)s partnerships", ties.length)),
    ]);
  }

  showTie(tie, point) {
    const { words } = this;
    const { municipality, partner, kind, status, signed, ended } = this.network.describe(tie);
    this._show(point, [
      element("strong", {}, this._name(municipality), " – ", this._name(partner)),
      element("span", {}, words.kind(kind)),
      element("span", {}, `${words.status(status)} · ${yearsText(words, signed, ended)}`),
    ]);
  }

  showTown(town, point) {
    this._show(point, [
      element("strong", {}, this._name(town.names)),
      element("span", {}, this.words.tn("%(count)s partnership", "%(count)s partnerships", town.ties.length)),
    ]);
  }

  hide() {
    this.node.hidden = true;
  }

  remove() {
    this.node.remove();
  }

  _name(names) {
    return nameElement(this.words.lang, nameIn(this.words.lang, names));
  }

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
