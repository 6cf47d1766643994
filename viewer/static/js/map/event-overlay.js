// The events of a selection over the partnerships: loaded when the reader first asks for them, off until then.

import { EventSymbols } from "shimai/map/event-symbols";
import { selectPartnerships } from "shimai/model/filter";
import { partnershipKey } from "shimai/model/selectables";
import { Selection } from "shimai/model/selection";
import { eventCard } from "shimai/ui/event-card";

/** @import { PartnershipLayer } from "shimai/map/layer" */
/** @import { Events } from "shimai/model/events" */

export class EventOverlay {
  /**
   * @param {PartnershipLayer} layer
   * @param {() => Promise<Events>} load
   */
  constructor(layer, load) {
    this.layer = layer;
    this.load = load;
    this.isOn = false;
    this._selection = new Selection();
    /** @type {number[] | null} */
    this._within = null;
    /** @type {Events | null} */
    this._events = null;
    /** @type {EventSymbols | null} */
    this._symbols = null;
  }

  /**
   * Shows the events, or hides them.
   * @param {boolean} isOn
   */
  async toggle(isOn) {
    this.isOn = isOn;
    this.layer.checkEvents(isOn);
    if (!isOn) {
      this._symbols?.remove();
      this._symbols = null;
      return;
    }
    this._events ??= await this.load();
    this._draw();
  }

  /**
   * Shows the events of this selection, while they are on.
   * @param {Selection} selection
   * @param {number[] | null} within the partnerships inside the selection's box
   */
  show(selection, within) {
    this._selection = selection;
    this._within = within;
    this._draw();
  }

  _draw() {
    const { layer, _events: events } = this;
    if (!this.isOn || !events || !layer.map) {
      return;
    }
    this._symbols ??= new EventSymbols(events, layer.language, (chosen) => this._open(events, chosen)).addTo(
      layer.map,
    );
    const whenever = this._selection.with({ year: null });
    const { network } = layer;
    const ids = selectPartnerships(network, whenever, this._within).map(
      (one) => network.partnerships.id[one],
    );
    this._symbols.show(events.select(this._selection, new Set(ids)));
  }

  /**
   * @param {Events} events
   * @param {number[]} chosen
   */
  _open(events, chosen) {
    const { network, language } = this.layer;
    const openPartnership = (/** @type {number} */ partnership) =>
      this.layer.open(partnershipKey(network, partnership), { bringIntoView: true });
    this.layer.showCard(eventCard(events, chosen, network, language, openPartnership));
  }
}
