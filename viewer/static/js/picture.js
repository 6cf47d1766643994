// What is drawn of the ties that are shown: single lines where there is room for them, bundles where there isn't.

import { bundleTies, SINGLE_FROM_ZOOM } from "shimai/bundles";
import { bendTies, boxAround, COARSE_KM, FINE_KM, gatherBundlePaths, gatherPaths } from "shimai/ties";
import { gatherTowns } from "shimai/towns";

/** Ties at one level of detail: `lines`, those of them that are `bundles`, `towns`, `paths`, a `box` around all. */
class Picture {
  constructor(lines, towns, paths) {
    Object.assign(this, { lines, towns, paths });
    this.box = boxAround(lines, lines.keys());
    this.bundles = lines.filter(({ ends }) => ends).sort((a, b) => b.ties.length - a.ties.length);
  }
}

/** Every tie's arc, bent when it is first looked at: `coarse` for far views, `fine` for near ones. */
export class Arcs {
  constructor(network) {
    this.network = network;
  }

  get coarse() {
    return (this._coarse ??= bendTies(this.network, COARSE_KM));
  }

  get fine() {
    return (this._fine ??= bendTies(this.network, FINE_KM));
  }

  at(zoom) {
    return zoom >= SINGLE_FROM_ZOOM ? this.fine : this.coarse;
  }
}

/** The pictures of a selection, each made when it is first looked at. */
export class Pictures {
  constructor(network, arcs, ties, year) {
    Object.assign(this, { network, arcs, ties, year });
  }

  at(zoom) {
    if (zoom >= SINGLE_FROM_ZOOM) {
      return (this._single ??= this._drawSingle());
    }
    return (this._bundled ??= this._drawBundled());
  }

  _drawSingle() {
    const { network, ties, year } = this;
    const arcs = this.arcs.fine;
    return new Picture(singleLines(arcs, ties), gatherTowns(network, ties), gatherPaths(network, arcs, ties, year));
  }

  _drawBundled() {
    const { network, year } = this;
    const arcs = this.arcs.coarse;
    const { lines, single, circles } = bundleTies(network, this.ties, year);
    const towns = [...circles, ...gatherTowns(network, single)].sort((a, b) => b.ties.length - a.ties.length);
    const paths = [...gatherBundlePaths(lines), ...gatherPaths(network, arcs, single, year)];
    return new Picture([...lines, ...singleLines(arcs, single)], towns, paths);
  }
}

function singleLines(arcs, ties) {
  return ties.map((tie) => ({ ...arcs[tie], ties: [tie], ends: null }));
}
