// What is drawn of the ties that are shown: single lines where there is room for them, bundles where there isn't.

import { bundleTies, SINGLE_FROM_ZOOM } from "shimai/bundles";
import { tieKey } from "shimai/subjects";
import { bendTie, boxAround, COARSE_KM, FINE_KM, gatherBundlePaths, gatherPaths } from "shimai/ties";
import { gatherTowns } from "shimai/towns";

/** Ties at one level of detail: `lines`, those of them that are `bundles`, `towns`, `paths`, a `box` around all. */
class Picture {
  constructor(lines, towns, paths) {
    Object.assign(this, { lines, towns, paths });
    this.box = boxAround(lines, lines.keys());
    this.bundles = lines.filter(({ ends }) => ends).sort((a, b) => b.ties.length - a.ties.length);
  }
}

/** The arcs of ties, each bent when it is first asked for: `coarse` for far views, `fine` for near ones. */
export class Arcs {
  constructor(network) {
    this.network = network;
    this._bent = { [COARSE_KM]: [], [FINE_KM]: [] };
  }

  coarse(ties) {
    return this._bend(ties, COARSE_KM);
  }

  fine(ties) {
    return this._bend(ties, FINE_KM);
  }

  // By tie; of ties that were never asked for there is none.
  _bend(ties, stepKm) {
    const arcs = this._bent[stepKm];
    for (const tie of ties) {
      arcs[tie] ??= bendTie(this.network, tie, stepKm);
    }
    return arcs;
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
    const arcs = this.arcs.fine(ties);
    const lines = singleLines(network, arcs, ties);
    return new Picture(lines, gatherTowns(network, ties), gatherPaths(network, arcs, ties, look));
  }

  _drawBundled() {
    const { network, look } = this;
    const { lines, single, circles } = bundleTies(network, this.ties, look.year);
    const arcs = this.arcs.coarse(single);
    const towns = [...circles, ...gatherTowns(network, single)].sort((a, b) => b.ties.length - a.ties.length);
    const paths = [...gatherBundlePaths(network, lines, look), ...gatherPaths(network, arcs, single, look)];
    return new Picture([...lines, ...singleLines(network, arcs, single)], towns, paths);
  }
}

function singleLines(network, arcs, ties) {
  return ties.map((tie) => ({ ...arcs[tie], ties: [tie], key: tieKey(network, tie), ends: null }));
}
