// The names of towns, prefectures and states beside their circles, and numbers on bundled lines, as far as they have
// room: the biggest come first.

import { WORLD } from "shimai/map/mercator";
import { townRadius } from "shimai/map/towns";
import { nameIn } from "shimai/ui/names";

/** @import { Line } from "shimai/map/bundles" */
/** @import { View } from "shimai/map/canvas-layer" */
/** @import { Box } from "shimai/map/lines" */
/** @import { Theme } from "shimai/map/theme" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Language } from "shimai/ui/language" */

const HEIGHT = 16;

/** Writes labels onto a canvas, none over another. */
export class Labels {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   */
  constructor(context, view, theme) {
    this.context = context;
    this.view = view;
    this.theme = theme;
    /** @type {Box[]} */
    this.occupied = [];
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.ink;
  }

  /**
   * Writes the names of towns to the right of their circles, at the map's right edge to the left of them.
   * @param {Town[]} towns
   * @param {Language} language
   */
  name(towns, { lang }) {
    this.context.font = `600 12px ${this.theme.font}`;
    for (const town of towns) {
      const { text } = nameIn(lang, town.names);
      const offset = townRadius(town.partnerships.length, this.view.zoom) + 5;
      this._write(text, town.x, town.y, (x, width) => this._beside(x, width, offset));
    }
  }

  /**
   * Writes how many partnerships a line stands for into its middle.
   * @param {Line[]} lines
   * @param {Language} language
   */
  count(lines, language) {
    this.context.font = `600 11px ${this.theme.font}`;
    for (const { points, partnerships } of lines) {
      const middle = 2 * Math.floor(points.length / 4);
      const text = language.number(partnerships.length);
      this._write(text, points[middle], points[middle + 1], (x, width) => x - width / 2);
    }
  }

  /**
   * @param {number} x
   * @param {number} width
   * @param {number} offset
   */
  _beside(x, width, offset) {
    return x + offset + width > this.view.frame.east ? x - offset - width : x + offset;
  }

  /**
   * @param {string} text
   * @param {number} worldX
   * @param {number} worldY
   * @param {(x: number, width: number) => number} leftOf gives the left edge of a label of this width
   */
  _write(text, worldX, worldY, leftOf) {
    const { context, view } = this;
    const width = context.measureText(text).width;
    for (const copy of view.copies(worldX, worldX)) {
      const [x, y] = view.toScreen(worldX + copy * WORLD, worldY);
      const west = leftOf(x, width);
      const box = { west, east: west + width, north: y - HEIGHT / 2, south: y + HEIGHT / 2 };
      const isWhole = box.west >= view.frame.west && box.east <= view.frame.east;
      if (isWhole && !this.occupied.some((other) => overlaps(box, other))) {
        this.occupied.push(box);
        context.strokeText(text, west, y);
        context.fillText(text, west, y);
      }
    }
  }
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function overlaps(a, b) {
  return a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
}
