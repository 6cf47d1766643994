// What a year brings and takes away, while years play: its lines stand out and fade.

import { CanvasLayer, ensurePane } from "shimai/map/canvas-layer";
import { boxAround, gatherPaths, paintPaths } from "shimai/map/lines";

/** @import { View } from "shimai/map/canvas-layer" */
/** @import { LayerCache } from "shimai/map/layer-cache" */
/** @import { Theme } from "shimai/map/theme" */

const PANE = "shimai-flash";
const WIDTH = 3;

// More at once is no single year's, and would only flicker.
const MOST = 250;

export class YearFlash {
  /**
   * @param {L.Map} map
   * @param {() => Theme} getTheme
   */
  constructor(map, getTheme) {
    this.map = map;
    this.getTheme = getTheme;
    /** @type {LayerCache | null} */
    this._cache = null;
    /** @type {number[]} */
    this._new = [];
    /** @type {number[]} */
    this._gone = [];
    this._canvas = new CanvasLayer({
      pane: PANE,
      paint: (context, view) => this._paint(context, view),
    });
  }

  /**
   * Shows the difference between what is shown now and what was before.
   * @param {LayerCache} cache
   * @param {Set<number>} before
   */
  show(cache, before) {
    const now = new Set(cache.partnerships);
    this._cache = cache;
    this._new = cache.partnerships.filter((partnership) => !before.has(partnership));
    this._gone = [...before].filter((partnership) => !now.has(partnership));
    const count = this._new.length + this._gone.length;
    if (count === 0 || count > MOST) {
      return;
    }
    ensurePane(this.map, PANE, 415);
    this.map.addLayer(this._canvas);
    this._canvas.repaint();
    const pane = this.map.getPane(PANE);
    for (const animation of pane?.getAnimations() ?? []) {
      animation.cancel();
    }
    pane?.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 700, easing: "ease-in", fill: "forwards" });
  }

  remove() {
    this._canvas.remove();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   */
  _paint(context, view) {
    const theme = this.getTheme();
    const gone = { ...theme, status: { ...theme.status, active: theme.status.ended } };
    this._paintLines(context, view, theme, this._new);
    this._paintLines(context, view, gone, this._gone);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   * @param {number[]} partnerships
   */
  _paintLines(context, view, theme, partnerships) {
    if (!this._cache || partnerships.length === 0) {
      return;
    }
    const { network, look } = this._cache;
    const arcs = this._cache.arcs.coarse(partnerships);
    const paths = gatherPaths(network, arcs, partnerships, { ...look, byKind: false });
    paintPaths(context, view, theme, paths, {
      strength: 1,
      width: WIDTH,
      box: boxAround(arcs, partnerships),
    });
  }
}
