// What the reader points at or has opened: its lines strong over the faded rest, its towns named.

import { boxAround, gatherPaths, paintPaths } from "shimai/ties";
import { gatherTowns, paintTowns, townRadius } from "shimai/towns";
import { nameIn } from "shimai/names";

const MOST_LABELS = 14;

/** Paints the ties in front of all others, with the names of their towns as far as these have room. */
export function paintHighlight(context, view, { network, arcs, ties, year, theme, lang, zoomWidth }) {
  const paths = gatherPaths(network, arcs, ties, year);
  paintPaths(context, view, theme, paths, { strength: 1, width: zoomWidth + 1, box: boxAround(arcs, ties) });
  const towns = gatherTowns(network, ties);
  paintTowns(context, view, theme, towns);
  paintLabels(context, view, theme, network, lang, towns.slice(0, MOST_LABELS));
}

function paintLabels(context, view, theme, network, lang, towns) {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.font = `600 12px ${theme.font}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = theme.halo;
  context.fillStyle = theme.ink;
  const taken = [];
  for (const town of towns) {
    const { text } = nameIn(lang, network.placeNames(town.place));
    const width = context.measureText(text).width;
    const offset = townRadius(town.ties.length, view.zoom) + 5;
    for (const copy of view.copies(town.x, town.x)) {
      const [x, y] = view.toScreen(town.x + copy * 256, town.y);
      const label = { west: x + offset, east: x + offset + width, north: y - 8, south: y + 8 };
      if (!taken.some((other) => overlaps(label, other))) {
        taken.push(label);
        context.strokeText(text, label.west, y);
        context.fillText(text, label.west, y);
      }
    }
  }
}

function overlaps(a, b) {
  return a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
}
