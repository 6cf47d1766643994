// What the reader points at or has opened: its lines strong over the faded rest, its towns named.

import { Labels } from "shimai/map/labels";
import { boxAround, gatherPaths, paintPaths } from "shimai/map/lines";
import { gatherTowns, paintTowns } from "shimai/map/towns";

/** @import { View } from "shimai/map/canvas-layer" */
/** @import { Arc, Box, Look } from "shimai/map/lines" */
/** @import { Theme } from "shimai/map/theme" */
/** @import { Network } from "shimai/model/network" */
/** @import { Language } from "shimai/ui/language" */

const MAX_LABELS = 24;

// From this many lines on they are drawn thinner: those of a country lie side by side by the hundred.
const CROWDED_FROM = 60;

/**
 * Paints partnerships in front of all others, with the names of their towns as far as these have room.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {object} options
 * @param {Network} options.network
 * @param {Arc[]} options.arcs
 * @param {number[]} options.partnerships
 * @param {Look} options.look
 * @param {Theme} options.theme
 * @param {Language} options.language
 * @param {number} options.lineWidth
 * @param {Box[]} options.covered what lies on top of the map
 */
export function paintHighlight(
  context,
  view,
  { network, arcs, partnerships, look, theme, language, lineWidth, covered },
) {
  const paths = gatherPaths(network, arcs, partnerships, look);
  const width = lineWidth + (partnerships.length > CROWDED_FROM ? 0.3 : 1);
  paintPaths(context, view, theme, paths, { strength: 1, width, box: boxAround(arcs, partnerships) });
  const towns = gatherTowns(network, partnerships);
  paintTowns(context, view, theme, towns);
  new Labels(context, view, theme, covered).name(towns, language, MAX_LABELS);
}
