// Paints a layer's partnerships on one canvas, and what stands out among them on another one in front.

import { CanvasLayer, ensurePane } from "shimai/map/canvas-layer";
import { countryPoints } from "shimai/map/country-points";
import { Overlays } from "shimai/map/covered";
import { paintHighlight } from "shimai/map/highlight";
import { Labels } from "shimai/map/labels";
import { paintPaths } from "shimai/map/lines";
import { readTheme, watchTheme } from "shimai/map/theme";
import { paintTowns } from "shimai/map/towns";
import { YearFlash } from "shimai/map/year-flash";

/** @import { Line } from "shimai/map/bundles" */
/** @import { View } from "shimai/map/canvas-layer" */
/** @import { LayerCache } from "shimai/map/layer-cache" */
/** @import { Theme } from "shimai/map/theme" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Network } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */

// The most names in view at the zooms from 0 on: more with each.
const MAX_NAMES = [14, 14, 16, 20, 28, 40, 60, 90, 120, 160];
const MAX_COUNTS = 24;

// The zooms at which countries are named.
const COUNTRIES = { from: 3, to: 6.5 };

export class LayerPainter {
  /**
   * @param {L.Map} map
   * @param {Network} network
   * @param {Language} language
   */
  constructor(map, network, language) {
    this.map = map;
    this.network = network;
    this.language = language;
    /** @type {LayerCache | null} */
    this._cache = null;
    /** @type {number[] | null} */
    this._highlighted = null;
    this._hasPainted = false;
    this.overlays = new Overlays(map.getContainer());
    this._theme = readTheme(map.getContainer(), network);
    this._stopWatching = watchTheme(() => this._readTheme());
    this._back = new CanvasLayer({
      pane: ensurePane(map, "shimai-partnerships", 410),
      paint: (context, view) => this._paint(context, view, this._theme),
      label: language.t("Partnerships as lines between towns"),
    });
    this._flash = new YearFlash(map, () => this._theme);
    // The front canvas is added when something is highlighted for the first time.
    this._front = new CanvasLayer({
      pane: ensurePane(map, "shimai-front", 420),
      paint: (context, view) => this._paintHighlight(context, view, this._theme),
    });
  }

  /** Adds the canvases to the map. */
  start() {
    this.map.addLayer(this._back);
    this._repaintFront();
  }

  remove() {
    this._stopWatching();
    this._back.remove();
    this._front.remove();
    this._flash.remove();
  }

  /**
   * Paints this content from now on.
   * @param {LayerCache} cache
   */
  show(cache) {
    this._cache = cache;
    this._back.repaint();
    this._repaintFront();
  }

  /**
   * Lets what is new, and what is gone, stand out for a moment.
   * @param {LayerCache} cache
   * @param {Set<number>} before what was shown before
   */
  flash(cache, before) {
    this._flash.show(cache, before);
  }

  /**
   * Paints these partnerships in front, none where null; all others faded where `isFaded`.
   * @param {number[] | null} partnerships
   * @param {boolean} isFaded
   */
  highlight(partnerships, isFaded) {
    this._highlighted = partnerships;
    this.map.getPane("shimai-partnerships")?.classList.toggle("shimai-faded", isFaded);
    this._repaintFront();
  }

  _repaintFront() {
    if (this._highlighted && this.map.hasLayer(this._back) && !this.map.hasLayer(this._front)) {
      this.map.addLayer(this._front);
    }
    this._front.repaint();
  }

  _readTheme() {
    this._theme = readTheme(this.map.getContainer(), this.network);
    this._back.repaint();
    this._repaintFront();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   */
  _paint(context, view, theme) {
    if (!this._cache) {
      return;
    }
    const count = this._cache.partnerships.length;
    const strength = Math.max(0.22, Math.min(0.9, 11 / Math.sqrt(count || 1)));
    const { paths, box, towns, bundles } = this._cache.at(view.zoom);
    paintPaths(context, view, theme, paths, { strength, width: lineWidth(view.zoom), box });
    paintTowns(context, view, theme, towns);
    if (this._hasPainted) {
      this._label(context, view, theme, towns, bundles);
    } else {
      // The first text makes the browser look for fonts: the lines needn't wait for that.
      this._hasPainted = true;
      setTimeout(() => this._back.repaint());
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   * @param {Town[]} towns
   * @param {Line[]} bundles
   */
  _label(context, view, theme, towns, bundles) {
    const { language } = this;
    const labels = new Labels(context, view, theme, this.overlays.boxes);
    labels.count(bundles, language, MAX_COUNTS);
    if (view.zoom >= COUNTRIES.from && view.zoom <= COUNTRIES.to) {
      labels.nameCountries(countryPoints(this.map, this.network), language);
    }
    labels.name(towns, language, MAX_NAMES[Math.min(MAX_NAMES.length - 1, Math.floor(view.zoom))]);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   */
  _paintHighlight(context, view, theme) {
    if (this._highlighted && this._cache) {
      paintHighlight(context, view, {
        network: this.network,
        arcs: this._cache.arcs.fine(this._highlighted),
        partnerships: this._highlighted,
        look: this._cache.look,
        theme,
        language: this.language,
        lineWidth: lineWidth(view.zoom),
        covered: this.overlays.boxes,
      });
    }
  }
}

/** @param {number} zoom */
function lineWidth(zoom) {
  return Math.max(0.7, Math.min(2, 0.7 + (zoom - 2) * 0.22));
}
