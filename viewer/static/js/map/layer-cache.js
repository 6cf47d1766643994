// What is drawn of the partnerships that are shown: single lines where there is room for them, bundles where there
// isn't.

import { bundlePartnerships, SINGLE_FROM_ZOOM } from "shimai/map/bundles";
import { boxToShow } from "shimai/map/framing";
import {
  bendPartnership,
  boxAround,
  COARSE_KM,
  FINE_KM,
  gatherBundlePaths,
  gatherPaths,
} from "shimai/map/lines";
import { gatherTowns } from "shimai/map/towns";
import { partnershipKey } from "shimai/model/selectables";

/** @import { Line } from "shimai/map/bundles" */
/** @import { Arc, Look, StyledPath } from "shimai/map/lines" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Network } from "shimai/model/network" */

/** Of more partnerships than this the exact box would take long. */
export const EXACT_BOX_LIMIT = 500;

/** Partnerships at one level of detail: `lines`, those of them that are `bundles`, `towns`, `paths`, a `box`. */
class LayerContent {
  /**
   * @param {Line[]} lines
   * @param {Town[]} towns
   * @param {StyledPath[]} paths
   */
  constructor(lines, towns, paths) {
    this.lines = lines;
    this.towns = towns;
    this.paths = paths;
    this.box = boxAround(lines, lines.keys());
    this.bundles = lines
      .filter(({ ends }) => ends)
      .sort((a, b) => b.partnerships.length - a.partnerships.length);
  }
}

/** The arcs of partnerships, each bent when it is first needed: `coarse` for wide views, `fine` for near ones. */
export class ArcCache {
  /** @param {Network} network */
  constructor(network) {
    this.network = network;
    /** @type {Arc[]} */
    this._coarse = [];
    /** @type {Arc[]} */
    this._fine = [];
  }

  /** @param {Iterable<number>} partnerships */
  coarse(partnerships) {
    return this._bend(this._coarse, partnerships, COARSE_KM);
  }

  /** @param {Iterable<number>} partnerships */
  fine(partnerships) {
    return this._bend(this._fine, partnerships, FINE_KM);
  }

  /**
   * The arcs by partnership, with gaps where an arc has never been needed.
   * @param {Arc[]} arcs
   * @param {Iterable<number>} partnerships
   * @param {number} stepKm
   */
  _bend(arcs, partnerships, stepKm) {
    for (const partnership of partnerships) {
      arcs[partnership] ??= bendPartnership(this.network, partnership, stepKm);
    }
    return arcs;
  }
}

/** The content of a layer for one selection and look, at either level of detail, made when it is first needed. */
export class LayerCache {
  /**
   * @param {Network} network
   * @param {ArcCache} arcs
   * @param {number[]} partnerships
   * @param {Look} look
   * @param {boolean} [hasBundles] on wide views
   */
  constructor(network, arcs, partnerships, look, hasBundles = true) {
    this.network = network;
    this.arcs = arcs;
    this.partnerships = partnerships;
    this.look = look;
    this.hasBundles = hasBundles;
    /** @type {LayerContent | null} */
    this._single = null;
    /** @type {LayerContent | null} */
    this._bundled = null;
  }

  /**
   * @param {number} zoom
   * @returns {LayerContent}
   */
  at(zoom) {
    if (zoom >= SINGLE_FROM_ZOOM || !this.hasBundles) {
      this._single ??= this._makeSingle();
      return this._single;
    }
    this._bundled ??= this._makeBundled();
    return this._bundled;
  }

  /**
   * The box in which partnerships of this layer are to be seen; null for none. That of many is the one of the lines of
   * wide views, which are drawn anyway.
   * @param {number[]} partnerships
   */
  boxOf(partnerships) {
    if (partnerships === this.partnerships && partnerships.length > EXACT_BOX_LIMIT) {
      return this.at(0).box;
    }
    const box = boxAround(this.arcs.coarse(partnerships), partnerships);
    return box && boxToShow(box, gatherTowns(this.network, partnerships));
  }

  _makeSingle() {
    const { network, partnerships, look } = this;
    const arcs = this.arcs.fine(partnerships);
    const lines = singleLines(network, arcs, partnerships, look);
    return new LayerContent(
      lines,
      gatherTowns(network, partnerships),
      gatherPaths(network, arcs, partnerships, look),
    );
  }

  _makeBundled() {
    const { network, look } = this;
    const { lines, single, circles } = bundlePartnerships(network, this.partnerships, look.year);
    const arcs = this.arcs.coarse(single);
    const towns = [...circles, ...gatherTowns(network, single)].sort(
      (a, b) => b.partnerships.length - a.partnerships.length,
    );
    const paths = [...gatherBundlePaths(network, lines, look), ...gatherPaths(network, arcs, single, look)];
    return new LayerContent([...lines, ...singleLines(network, arcs, single, look)], towns, paths);
  }
}

/**
 * @param {Network} network
 * @param {Arc[]} arcs
 * @param {number[]} partnerships
 * @param {Look} look
 * @returns {Line[]}
 */
function singleLines(network, arcs, partnerships, { year }) {
  return partnerships.map((partnership) => ({
    ...arcs[partnership],
    partnerships: [partnership],
    key: partnershipKey(network, partnership),
    isActive: network.statusIn(partnership, year) === "active",
    ends: null,
  }));
}
