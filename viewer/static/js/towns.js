// The towns at the ends of the lines: circles whose area grows with the number of ties that are shown.

import { placeKey } from "shimai/subjects";
import { placePoint } from "shimai/ties";

/** The towns of these ties, biggest first: `{ key, names, x, y, ties, home }`, home for the Japanese side. */
export function gatherTowns(network, ties) {
  const towns = new Map();
  const add = (place, tie, home) => {
    const town = towns.get(place);
    if (town) {
      town.ties.push(tie);
      town.home ||= home;
    } else {
      const [x, y] = placePoint(network, place);
      towns.set(place, {
        key: placeKey(network, place),
        names: network.placeNames(place),
        x,
        y,
        ties: [tie],
        home,
      });
    }
  };
  for (const tie of ties) {
    add(network.municipalityPlace[tie], tie, network.municipality(tie) !== "");
    if (network.partnerPlace[tie] !== network.municipalityPlace[tie]) {
      add(network.partnerPlace[tie], tie, false);
    }
  }
  return [...towns.values()].sort((a, b) => b.ties.length - a.ties.length);
}

/** A town's radius in screen pixels. */
export function townRadius(count, zoom) {
  const growth = Math.max(0.6, Math.min(2.4, 0.65 + (zoom - 2) * 0.25));
  return (0.7 + 0.75 * Math.sqrt(count)) * growth;
}

/** Paints towns, partners as rings and municipalities filled; rims lie under, so that a crowd stays legible. */
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

function addCircles(path, view, town) {
  const radius = townRadius(town.ties.length, view.zoom);
  for (const copy of view.copies(town.x, town.x)) {
    const [x, y] = view.toScreen(town.x + copy * 256, town.y);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
}
