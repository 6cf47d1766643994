// The towns at the ends of the lines: circles whose area grows with the number of partnerships that are shown.

import { placePoint } from "shimai/map/lines";
import { WORLD } from "shimai/map/mercator";
import { placeKey } from "shimai/model/selectables";

/** @import { View } from "shimai/map/canvas-layer" */
/** @import { Theme } from "shimai/map/theme" */
/** @import { Names, Network } from "shimai/model/network" */

/**
 * A circle of a town or an area, at a point in zoom-0 pixels; `home` is true for the Japanese side.
 * @typedef {object} Town
 * @property {string} key
 * @property {Names} names
 * @property {number} x
 * @property {number} y
 * @property {number[]} partnerships
 * @property {boolean} home
 */

/**
 * The towns of these partnerships, biggest first.
 * @param {Network} network
 * @param {number[]} partnerships
 */
export function gatherTowns(network, partnerships) {
  /** @type {Map<number, Town>} */
  const towns = new Map();
  /**
   * @param {number} place
   * @param {number} partnership
   * @param {boolean} home
   */
  const add = (place, partnership, home) => {
    const town = towns.get(place);
    if (town) {
      town.partnerships.push(partnership);
      town.home ||= home;
    } else {
      const [x, y] = placePoint(network, place);
      const [key, names] = [placeKey(network, place), network.placeNames(place)];
      towns.set(place, { key, names, x, y, partnerships: [partnership], home });
    }
  };
  for (const partnership of partnerships) {
    const [home, away] = [network.municipalityPlace[partnership], network.partnerPlace[partnership]];
    add(home, partnership, network.municipality(partnership) !== "");
    if (away !== home) {
      add(away, partnership, false);
    }
  }
  return [...towns.values()].sort((a, b) => b.partnerships.length - a.partnerships.length);
}

/**
 * A town's radius in screen pixels.
 * @param {number} count
 * @param {number} zoom
 */
export function townRadius(count, zoom) {
  const growth = Math.max(0.6, Math.min(2.4, 0.65 + (zoom - 2) * 0.25));
  return (0.7 + 0.75 * Math.sqrt(count)) * growth;
}

/**
 * Paints towns, partners as rings and municipalities filled; rims lie under, so that a crowd stays legible.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Theme} theme
 * @param {Town[]} towns
 */
export function paintTowns(context, view, theme, towns) {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  for (const home of [false, true]) {
    const path = new Path2D();
    for (const town of towns) {
      if (town.home === home) {
        addCircles(path, view, town);
      }
    }
    context.fillStyle = home ? theme.municipality : theme.partnerFill;
    context.strokeStyle = home ? theme.halo : theme.partner;
    context.lineWidth = home ? 1.5 : 2;
    context.stroke(path);
    context.fill(path);
  }
}

/**
 * @param {Path2D} path
 * @param {View} view
 * @param {Town} town
 */
function addCircles(path, view, town) {
  const radius = townRadius(town.partnerships.length, view.zoom);
  for (const copy of view.copies(town.x, town.x)) {
    const [x, y] = view.toScreen(town.x + copy * WORLD, town.y);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
}
