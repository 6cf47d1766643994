// The names of towns, prefectures and states beside their circles, and numbers on bundled lines, as far as they
// have room: the biggest come first.

import { WORLD } from "shimai/mercator";
import { nameIn } from "shimai/names";
import { townRadius } from "shimai/towns";

const HEIGHT = 16;

/** What has been written, so that nothing is written over it. */
export class Labels {
  constructor(context, view, theme) {
    Object.assign(this, { context, view, theme, taken: [] });
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.ink;
  }

  /** Writes the names of towns to the right of their circles, at the picture's right edge to the left of them. */
  name(towns, lang) {
    this.context.font = `600 12px ${this.theme.font}`;
    for (const town of towns) {
      const { text } = nameIn(lang, town.names);
      const offset = townRadius(town.ties.length, this.view.zoom) + 5;
      this._write(text, town.x, town.y, (x, width) => this._beside(x, width, offset));
    }
  }

  /** Writes how many ties a line stands for into its middle. */
  count(lines, words) {
    this.context.font = `600 11px ${this.theme.font}`;
    for (const { points, ties } of lines) {
      const middle = 2 * Math.floor(points.length / 4);
      this._write(words.number(ties.length), points[middle], points[middle + 1], (x, width) => x - width / 2);
    }
  }

  _beside(x, width, offset) {
    return x + offset + width > this.view.frame.east ? x - offset - width : x + offset;
  }

  _write(text, worldX, worldY, place) {
    const { context, view } = this;
    const width = context.measureText(text).width;
    for (const copy of view.copies(worldX, worldX)) {
      const [x, y] = view.toScreen(worldX + copy * WORLD, worldY);
      const west = place(x, width);
      const box = { west, east: west + width, north: y - HEIGHT / 2, south: y + HEIGHT / 2 };
      const isWhole = box.west >= view.frame.west && box.east <= view.frame.east;
      if (isWhole && !this.taken.some((other) => overlaps(box, other))) {
        this.taken.push(box);
        context.strokeText(text, west, y);
        context.fillText(text, west, y);
      }
    }
  }
}

function overlaps(a, b) {
  return a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
}
