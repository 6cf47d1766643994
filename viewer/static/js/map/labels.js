// Names beside circles and numbers on bundled lines, as far as they have room in view: the first ones come first.

import { WORLD } from "shimai/map/mercator";
import { townRadius } from "shimai/map/towns";
import { nameIn } from "shimai/ui/names";

/** @import { Line } from "shimai/map/bundles" */
/** @import { View } from "shimai/map/canvas-layer" */
/** @import { CountryPoint } from "shimai/map/country-points" */
/** @import { Box } from "shimai/map/lines" */
/** @import { Theme } from "shimai/map/theme" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Language } from "shimai/ui/language" */

// In screen pixels.
const HEIGHT = 15;
const PILL_HEIGHT = 16;
const PILL_PADDING = 5;
const PILL_GAP = 4;

// In a crowd most names have no room: no more than so many are tried for each that may be written.
const TRIES = 8;

/** @type {Map<string, Map<string, number>>} */
const widthsByFont = new Map();

/** Writes labels onto a canvas, none over another. */
export class Labels {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {Theme} theme
   * @param {Box[]} covered what lies on top of the map, in its own pixels: nothing is written there
   */
  constructor(context, view, theme, covered) {
    this.context = context;
    this.view = view;
    this.theme = theme;
    const { west, north } = view.frame;
    /** @type {Box[]} */
    this.occupied = covered.map((box) => ({
      west: box.west + west,
      east: box.east + west,
      north: box.north + north,
      south: box.south + north,
    }));
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.ink;
  }

  /**
   * Writes the names of the first `most` towns that are in view and have room: to the right of their circles, else to
   * the left, above or below.
   * @param {Town[]} towns
   * @param {Language} language
   * @param {number} most
   */
  name(towns, { lang }, most) {
    const { view } = this;
    this.context.font = `600 12px ${this.theme.font}`;
    let written = 0;
    let tried = 0;
    for (const town of towns) {
      if (written >= most || tried >= most * TRIES) {
        return;
      }
      for (const [x, y] of this._inView(town.x, town.y)) {
        tried += 1;
        const { text } = nameIn(lang, town.names);
        const width = this._widthOf(text);
        const gap = townRadius(town.partnerships.length, view.zoom) + 4;
        const box = placesAround(x, y, width, gap).find((one) => this._isFree(one));
        if (box) {
          this._write(text, box);
          written += 1;
        }
      }
    }
  }

  /**
   * Writes the names of countries into them.
   * @param {CountryPoint[]} countries
   * @param {Language} language
   */
  nameCountries(countries, { lang }) {
    const { context, theme } = this;
    context.font = `500 12px ${theme.font}`;
    context.fillStyle = theme.inkSoft;
    for (const { x: worldX, y: worldY, names } of countries) {
      for (const [x, y] of this._inView(worldX, worldY)) {
        const { text } = nameIn(lang, names);
        const width = this._widthOf(text);
        const box = {
          west: x - width / 2,
          east: x + width / 2,
          north: y - HEIGHT / 2,
          south: y + HEIGHT / 2,
        };
        if (this._isFree(box)) {
          this._write(text, box);
        }
      }
    }
    context.fillStyle = theme.ink;
  }

  /**
   * Writes how many partnerships a line stands for into its middle, as a pill.
   * @param {Line[]} lines
   * @param {Language} language
   * @param {number} most
   */
  count(lines, language, most) {
    const { context, theme } = this;
    context.font = `600 11px ${theme.font}`;
    let written = 0;
    for (const { points, partnerships } of lines) {
      if (written >= most) {
        return;
      }
      const middle = 2 * Math.floor(points.length / 4);
      for (const [x, y] of this._inView(points[middle], points[middle + 1])) {
        const text = language.number(partnerships.length);
        const half = Math.max(PILL_HEIGHT, this._widthOf(text) + 2 * PILL_PADDING) / 2;
        const box = {
          west: x - half,
          east: x + half,
          north: y - PILL_HEIGHT / 2,
          south: y + PILL_HEIGHT / 2,
        };
        if (this._isFree(box, PILL_GAP)) {
          this._writePill(text, box);
          written += 1;
        }
      }
    }
  }

  /** @param {string} text */
  _widthOf(text) {
    const { font } = this.context;
    const widths = widthsByFont.get(font) ?? new Map();
    widthsByFont.set(font, widths);
    const width = widths.get(text) ?? this.context.measureText(text).width;
    widths.set(text, width);
    return width;
  }

  /**
   * The points of the screen where a place is seen, on each copy of the world.
   * @param {number} worldX
   * @param {number} worldY
   */
  _inView(worldX, worldY) {
    const { frame } = this.view;
    return this.view
      .copies(worldX, worldX)
      .map((copy) => this.view.toScreen(worldX + copy * WORLD, worldY))
      .filter(([x, y]) => x >= frame.west && x <= frame.east && y >= frame.north && y <= frame.south);
  }

  /**
   * @param {Box} box
   * @param {number} [gap] to what is written already
   */
  _isFree({ west, east, north, south }, gap = 0) {
    const { frame } = this.view;
    const isWhole = west >= frame.west && east <= frame.east && north >= frame.north && south <= frame.south;
    const wide = { west: west - gap, east: east + gap, north: north - gap, south: south + gap };
    return isWhole && !this.occupied.some((other) => overlaps(wide, other));
  }

  /**
   * @param {string} text
   * @param {Box} box
   */
  _write(text, box) {
    this.occupied.push(box);
    const y = (box.north + box.south) / 2;
    this.context.strokeText(text, box.west, y);
    this.context.fillText(text, box.west, y);
  }

  /**
   * @param {string} text
   * @param {Box} box
   */
  _writePill(text, box) {
    const { context, theme } = this;
    this.occupied.push(box);
    context.save();
    const pill = new Path2D();
    pill.roundRect(box.west, box.north, box.east - box.west, PILL_HEIGHT, PILL_HEIGHT / 2);
    context.fillStyle = theme.halo;
    context.fill(pill);
    context.lineWidth = 1;
    context.strokeStyle = theme.inkSoft;
    context.stroke(pill);
    context.textAlign = "center";
    context.fillStyle = theme.ink;
    context.fillText(text, (box.west + box.east) / 2, (box.north + box.south) / 2 + 0.5);
    context.restore();
  }
}

/**
 * The boxes around a point where a label of this width can stand, the best first.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} gap
 * @returns {Box[]}
 */
function placesAround(x, y, width, gap) {
  const half = HEIGHT / 2;
  return [
    { west: x + gap, east: x + gap + width, north: y - half, south: y + half },
    { west: x - gap - width, east: x - gap, north: y - half, south: y + half },
    { west: x - width / 2, east: x + width / 2, north: y - gap - HEIGHT, south: y - gap },
    { west: x - width / 2, east: x + width / 2, north: y + gap, south: y + gap + HEIGHT },
  ];
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function overlaps(a, b) {
  return a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
}
