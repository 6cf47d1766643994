// Zoomed out, the ties between one prefecture and one state are one line with their number, and each of the two is
// one circle: so that hundreds of parallel lines can be read. What isn't in force stays single, to be seen.

import { bendArc, nearestCopy } from "shimai/arcs";
import { toLatitude, toLongitude } from "shimai/mercator";
import { names } from "shimai/network";
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
      const key = `${home.key} ${away.key}`;
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
  return { ...withBox(points), ties, ends: [home.names, away.names] };
}

/** The prefectures and states (countries, where a partner is one or its state isn't known) that ties belong to. */
class Groups {
  constructor(network) {
    this.network = network;
    this.byKey = new Map();
  }

  home(tie) {
    const { municipalities, prefectures, ties } = this.network;
    const index = ties.municipality[tie];
    const prefecture = municipalities.prefecture[index];
    if (prefecture >= 0) {
      return this._group(`p${prefecture}`, names(prefectures, prefecture), true);
    }
    const state = { en: municipalities.admin1[index], ja: municipalities.admin1_ja[index] };
    return this._abroad(municipalities.country[index], state);
  }

  away(tie) {
    const { partners, ties } = this.network;
    const index = ties.partner[tie];
    return this._abroad(partners.country[index], { en: partners.admin1[index], ja: partners.admin1_ja[index] });
  }

  /** The groups that lines end at, as towns are gathered. */
  used() {
    return [...this.byKey.values()].filter((group) => group.ties.length > 0).map((group) => group.circle());
  }

  _abroad(country, state) {
    const known = state.en ? state : names(this.network.countries, country);
    return this._group(`${country}/${state.en}`, known, false);
  }

  _group(key, names, home) {
    const group = this.byKey.get(key) ?? new Group(this.network, key, names, home);
    this.byKey.set(key, group);
    return group;
  }
}

/** Ties that end in one prefecture or state; it stands at the mean of their towns. */
class Group {
  constructor(network, key, names, home) {
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
    const { names, home, ties, x, y } = this;
    return { place: null, names, home, ties, x, y };
  }
}
