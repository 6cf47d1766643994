// What is drawn of the ties that are shown: single lines where there is room for them, bundles where there isn't.

import { bundleTies, SINGLE_FROM_ZOOM } from "shimai/bundles";
import { bendTie, bendTies, boxAround, COARSE_KM, FINE_KM, gatherBundlePaths, gatherPaths } from "shimai/ties";
import { tieKey } from "shimai/subjects";
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
    this._few = [];
  }

  get coarse() {
    return (this._coarse ??= bendTies(this.network, COARSE_KM));
  }

  get fine() {
    return (this._fine ??= bendTies(this.network, FINE_KM));
  }

  /** Fine arcs by tie, at least of these few, without bending all. */
  fineOf(ties) {
    if (this._fine) {
      return this._fine;
    }
    ties.forEach((tie) => (this._few[tie] ??= bendTie(this.network, tie, FINE_KM)));
    return this._few;
  }
}

/** The pictures of a selection as it was in `look.year`, each made when it is first looked at. */
export class Pictures {
  constructor(network, arcs, ties, look) {
    Object.assign(this, { network, arcs, ties, look });
  }

  at(zoom) {
    if (zoom >= SINGLE_FROM_ZOOM) {
      return (this._single ??= this._drawSingle());
    }
    return (this._bundled ??= this._drawBundled());
  }

  _drawSingle() {
    const { network, ties, look } = this;
    const arcs = this.arcs.fine;
    const lines = singleLines(network, arcs, ties);
    return new Picture(lines, gatherTowns(network, ties), gatherPaths(network, arcs, ties, look));
  }

  _drawBundled() {
    const { network, look } = this;
    const arcs = this.arcs.coarse;
    const { lines, single, circles } = bundleTies(network, this.ties, look.year);
    const towns = [...circles, ...gatherTowns(network, single)].sort((a, b) => b.ties.length - a.ties.length);
    const paths = [...gatherBundlePaths(network, lines, look), ...gatherPaths(network, arcs, single, look)];
    return new Picture([...lines, ...singleLines(network, arcs, single)], towns, paths);
  }
}

function singleLines(network, arcs, ties) {
  return ties.map((tie) => ({ ...arcs[tie], ties: [tie], key: tieKey(network, tie), ends: null }));
}
