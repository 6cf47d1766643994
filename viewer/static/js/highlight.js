// What the reader points at or has opened: its lines strong over the faded rest, its towns named.

import { Labels } from "shimai/labels";
import { boxAround, gatherPaths, paintPaths } from "shimai/ties";
import { gatherTowns, paintTowns } from "shimai/towns";

const MOST_LABELS = 14;

// Lines of a country lie side by side by the hundred: they get less than those of a town.
const MANY = 60;

/** Paints the ties in front of all others, with the names of their towns as far as these have room. */
export function paintHighlight(context, view, { network, arcs, ties, look, theme, lang, zoomWidth }) {
  const paths = gatherPaths(network, arcs, ties, look);
  paintPaths(context, view, theme, paths, {
    strength: 1,
    width: zoomWidth + (ties.length > MANY ? 0.3 : 1),
    box: boxAround(arcs, ties),
  });
  const towns = gatherTowns(network, ties);
  paintTowns(context, view, theme, towns);
  new Labels(context, view, theme).name(towns.slice(0, MOST_LABELS), lang);
}
