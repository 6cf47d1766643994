// What the reader points at or has opened: its lines strong over the faded rest, its towns named.

import { Labels } from "shimai/labels";
import { boxAround, gatherPaths, paintPaths } from "shimai/ties";
import { gatherTowns, paintTowns } from "shimai/towns";

const MOST_LABELS = 14;

/** Paints the ties in front of all others, with the names of their towns as far as these have room. */
export function paintHighlight(context, view, { network, arcs, ties, year, theme, lang, zoomWidth }) {
  const paths = gatherPaths(network, arcs, ties, year);
  paintPaths(context, view, theme, paths, { strength: 1, width: zoomWidth + 1, box: boxAround(arcs, ties) });
  const towns = gatherTowns(network, ties);
  paintTowns(context, view, theme, towns);
  new Labels(context, view, theme).name(towns.slice(0, MOST_LABELS), lang);
}
