// What is drawn of the ties that are shown: single lines where there is room for them, bundles where there isn't.

import { bundleTies, SINGLE_FROM_ZOOM } from "shimai/bundles";
import { boxAround, gatherBundlePaths, gatherPaths } from "shimai/ties";
import { gatherTowns } from "shimai/towns";

/** Ties at one level of detail: `lines`, those of them that are `bundles`, `towns`, `paths`, a `box` around all. */
class Picture {
  constructor(lines, towns, paths) {
    Object.assign(this, { lines, towns, paths });
    this.box = boxAround(lines, lines.keys());
    this.bundles = lines.filter(({ ends }) => ends).sort((a, b) => b.ties.length - a.ties.length);
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
    const { network, arcs, ties, year } = this;
    return new Picture(singleLines(arcs, ties), gatherTowns(network, ties), gatherPaths(network, arcs, ties, year));
  }

  _drawBundled() {
    const { network, arcs, year } = this;
    const { lines, single, circles } = bundleTies(network, this.ties, year);
    const towns = [...circles, ...gatherTowns(network, single)].sort((a, b) => b.ties.length - a.ties.length);
    const paths = [...gatherBundlePaths(lines), ...gatherPaths(network, arcs, single, year)];
    return new Picture([...lines, ...singleLines(arcs, single)], towns, paths);
  }
}

function singleLines(arcs, ties) {
  return ties.map((tie) => ({ ...arcs[tie], ties: [tie], ends: null }));
}
