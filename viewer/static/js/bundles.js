// Zoomed out, the ties between one prefecture and one state are one line with their number, and each of the two is
// one circle: so that hundreds of parallel lines can be read. What isn't in force stays single, to be seen.

import { bendArc, nearestCopy } from "shimai/arcs";
import { awayArea, homeArea } from "shimai/areas";
import { toLatitude, toLongitude } from "shimai/mercator";
import { lineKey } from "shimai/subjects";
import { COARSE_KM, placePoint, withBox } from "shimai/ties";

/** From this zoom on every tie is drawn by itself. */
export const SINGLE_FROM_ZOOM = 4.5;

const FEWEST = 2;

/**
 * What to draw of these ties: `lines` that stand for two ties or more, `{ ties, ends, points, west, ... }`, the
 * `single` ties that no line stands for, and `circles`, one for each group at the ends of the lines.
 */
export function bundleTies(network, ties, year) {
  const groups = new Groups(network);
  const pairs = new Map();
  const single = [];
  for (const tie of ties) {
    if (network.statusIn(tie, year) === "active") {
      const [home, away] = [groups.home(tie), groups.away(tie)];
      const key = lineKey(home, away);
      const pair = pairs.get(key) ?? { home, away, ties: [] };
      pair.ties.push(tie);
      pairs.set(key, pair);
    } else {
      single.push(tie);
    }
  }
  const bundled = [];
  for (const pair of pairs.values()) {
    if (pair.ties.length < FEWEST) {
      single.push(...pair.ties);
    } else {
      bundled.push(pair);
      pair.home.add(pair.ties, network.municipalityPlace);
      pair.away.add(pair.ties, network.partnerPlace);
    }
  }
  return { lines: bundled.map(drawBundle), single, circles: groups.used() };
}

function drawBundle({ home, away, ties }) {
  const points = bendArc(...home.position(), ...away.position(), COARSE_KM);
  return { ...withBox(points), ties, key: lineKey(home, away), ends: [home.names, away.names] };
}

/** The prefectures and states (countries, where a partner is one or its state isn't known) that ties belong to. */
class Groups {
  constructor(network) {
    this.network = network;
    this.byKey = new Map();
  }

  home(tie) {
    return this._group(homeArea(this.network, tie));
  }

  away(tie) {
    return this._group(awayArea(this.network, tie));
  }

  /** The groups that lines end at, as towns are gathered. */
  used() {
    return [...this.byKey.values()].filter((group) => group.ties.length > 0).map((group) => group.circle());
  }

  _group(area) {
    const group = this.byKey.get(area.key) ?? new Group(this.network, area);
    this.byKey.set(area.key, group);
    return group;
  }
}

/** Ties that end in one prefecture or state; it stands at the mean of their towns. */
class Group {
  constructor(network, { key, names, home }) {
    Object.assign(this, { network, key, names, home, ties: [], x: 0, y: 0 });
  }

  add(ties, placeOf) {
    for (const tie of ties) {
      const [x, y] = placePoint(this.network, placeOf[tie]);
      const count = this.ties.push(tie);
      this.x += ((count === 1 ? x : nearestCopy(x, this.x)) - this.x) / count;
      this.y += (y - this.y) / count;
    }
  }

  position() {
    return [toLongitude(this.x), toLatitude(this.y)];
  }

  circle() {
    const { key, names, home, ties, x, y } = this;
    return { key, names, home, ties, x, y };
  }
}
