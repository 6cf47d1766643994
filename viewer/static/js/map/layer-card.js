// The card of a layer: it shows a selectable with those of its partnerships that the layer shows.

import { partnershipKey } from "shimai/model/selectables";
import { Card } from "shimai/ui/card";
import { partnershipCard } from "shimai/ui/partnership-card";
import { selectableCard } from "shimai/ui/selectable-card";

/** @import { LayerSettings, OpenOptions } from "shimai/map/layer" */
/** @import { Network } from "shimai/model/network" */
/** @import { FilterCode, Selectable } from "shimai/model/selectables" */
/** @import { CardContent } from "shimai/ui/card" */
/** @import { Language } from "shimai/ui/language" */

/**
 * @typedef {object} LayerCardCallbacks
 * @property {(key: string) => Selectable | null} find gives a selectable with its shown partnerships, null if none are
 * @property {(key: string, options?: OpenOptions) => void} open opens what the reader chooses on the card
 * @property {(partnerships: number[] | null) => void} pin is called with what the card shows, null when it is closed
 * @property {(code: FilterCode) => void} filter is called when the reader wants to see only one selectable
 * @property {() => void} onClose is called when the card was open and is closed
 */

export class LayerCard {
  /**
   * @param {HTMLElement} container
   * @param {Network} network
   * @param {Language} language
   * @param {LayerSettings} settings
   * @param {LayerCardCallbacks} callbacks
   */
  constructor(container, network, language, settings, callbacks) {
    this.network = network;
    this.language = language;
    this.settings = settings;
    this.callbacks = callbacks;
    /** The key of what is open; "" for nothing. */
    this.opened = "";
    /** The year in which partnerships have the status that is shown; today's where null. */
    this.year = /** @type {number | null} */ (null);
    /** @type {number[]} */
    this._partnerships = [];
    this._statuses = "";
    this._card = new Card(container, language, () => this._onClose());
  }

  /** Its size in screen pixels. */
  get size() {
    return this._card.size;
  }

  /**
   * Opens a selectable; `back` is the key of the list that the reader came from.
   * @param {Selectable} selectable
   * @param {{ focus: boolean, back: string }} options
   */
  open(selectable, { focus, back }) {
    this.opened = selectable.key;
    this._partnerships = selectable.partnerships;
    this._statuses = this._statusesOf(selectable.partnerships);
    this.callbacks.pin(selectable.partnerships);
    this._card.show(this._content(selectable), {
      focus,
      back: back ? () => this.callbacks.open(back) : null,
    });
  }

  /**
   * Shows something that is no selectable, in place of what is open.
   * @param {CardContent} content
   */
  showOther(content) {
    this._onClose();
    this._card.show(content);
  }

  /** Leaves open what is left of the selectable after the layer has changed what it shows. */
  refresh() {
    if (!this.opened) {
      return;
    }
    const found = this.callbacks.find(this.opened);
    if (!found) {
      this.close();
    } else if (
      String(found.partnerships) !== String(this._partnerships) ||
      this._statusesOf(found.partnerships) !== this._statuses
    ) {
      this.open(found, { focus: false, back: "" });
    }
  }

  close() {
    this._card.close();
    this._onClose();
  }

  remove() {
    this._card.remove();
  }

  /** @param {number[]} partnerships */
  _statusesOf(partnerships) {
    return String(partnerships.map((partnership) => this.network.statusIn(partnership, this.year)));
  }

  /** @param {Selectable} selectable */
  _content(selectable) {
    const { network, language, callbacks } = this;
    const { pages, filterable } = this.settings;
    const { key, partnerships } = selectable;
    if (selectable.type === "partnership" || partnerships.length === 1) {
      return partnershipCard(network, partnerships[0], language, {
        pages,
        year: this.year,
        loadEvents: this.settings.loadEvents,
      });
    }
    return selectableCard(network, selectable, language, {
      openPartnership: (partnership) => callbacks.open(partnershipKey(network, partnership), { back: key }),
      filter: filterable ? callbacks.filter : null,
      pages,
      year: this.year,
    });
  }

  _onClose() {
    const wasOpen = this.opened !== "";
    this.opened = "";
    this.callbacks.pin(null);
    if (wasOpen) {
      this.callbacks.onClose();
    }
  }
}
