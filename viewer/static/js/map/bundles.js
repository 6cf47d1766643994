// Zoomed out, the active partnerships between one prefecture and one state are one line with their number, and each of
// the two is one circle, so that hundreds of parallel lines can be read. All others stay single, to be seen.

import { bendArc } from "shimai/map/arcs";
import { COARSE_KM, placePoint, withBox } from "shimai/map/lines";
import { nearestCopy, toLatitude, toLongitude } from "shimai/map/mercator";
import { awayArea, homeArea } from "shimai/model/areas";
import { lineKey } from "shimai/model/selectables";

/** @import { Arc } from "shimai/map/lines" */
/** @import { Town } from "shimai/map/towns" */
/** @import { Area } from "shimai/model/areas" */
/** @import { Names, Network } from "shimai/model/network" */

/**
 * A line as it is drawn: of one partnership (`ends` is null) or of a bundle (`ends` are the names of its areas).
 * @typedef {Arc & { partnerships: number[], key: string, isActive: boolean, ends: [Names, Names] | null }} Line
 */

/** @typedef {{ home: Group, away: Group, partnerships: number[] }} GroupPair */

/** From this zoom on every partnership is drawn by itself. */
export const SINGLE_FROM_ZOOM = 4.5;

const MIN_BUNDLE_SIZE = 2;

/**
 * What to draw of these partnerships: `lines` that stand for two or more, the `single` partnerships that are in no
 * bundle, and `circles`, one for each group at the ends of the lines.
 * @param {Network} network
 * @param {number[]} partnerships
 * @param {number | null} year
 */
export function bundlePartnerships(network, partnerships, year) {
  const groups = new GroupIndex(network);
  /** @type {Map<string, GroupPair>} */
  const pairs = new Map();
  /** @type {number[]} */
  const single = [];
  for (const partnership of partnerships) {
    if (network.statusIn(partnership, year) === "active") {
      const [home, away] = [groups.home(partnership), groups.away(partnership)];
      const key = lineKey(home, away);
      const pair = pairs.get(key) ?? { home, away, partnerships: [] };
      pair.partnerships.push(partnership);
      pairs.set(key, pair);
    } else {
      single.push(partnership);
    }
  }
  const bundled = [];
  for (const pair of pairs.values()) {
    if (pair.partnerships.length < MIN_BUNDLE_SIZE) {
      single.push(...pair.partnerships);
    } else {
      bundled.push(pair);
      pair.home.add(pair.partnerships, network.municipalityPlace);
      pair.away.add(pair.partnerships, network.partnerPlace);
    }
  }
  return { lines: bundled.map(bundleLine), single, circles: groups.used() };
}

/**
 * @param {GroupPair} pair
 * @returns {Line}
 */
function bundleLine({ home, away, partnerships }) {
  const [[lon1, lat1], [lon2, lat2]] = [home.position(), away.position()];
  const arc = withBox(bendArc(lon1, lat1, lon2, lat2, COARSE_KM));
  return { ...arc, partnerships, key: lineKey(home, away), isActive: true, ends: [home.names, away.names] };
}

/** The prefectures and states (countries, where a partner is one or its state isn't known) of partnerships. */
class GroupIndex {
  /** @param {Network} network */
  constructor(network) {
    this.network = network;
    /** @type {Map<string, Group>} */
    this.byKey = new Map();
  }

  /** @param {number} partnership */
  home(partnership) {
    return this._group(homeArea(this.network, partnership));
  }

  /** @param {number} partnership */
  away(partnership) {
    return this._group(awayArea(this.network, partnership));
  }

  /** The circles of the groups that lines end at. */
  used() {
    const groups = [...this.byKey.values()].filter((group) => group.partnerships.length > 0);
    return groups.map((group) => group.circle());
  }

  /** @param {Area} area */
  _group(area) {
    const group = this.byKey.get(area.key) ?? new Group(this.network, area);
    this.byKey.set(area.key, group);
    return group;
  }
}

/** The partnerships that end in one prefecture or state; it is drawn at the mean position of their towns. */
class Group {
  /**
   * @param {Network} network
   * @param {Area} area
   */
  constructor(network, { key, names, home }) {
    this.network = network;
    this.key = key;
    this.names = names;
    this.home = home;
    /** @type {number[]} */
    this.partnerships = [];
    this.x = 0;
    this.y = 0;
  }

  /**
   * @param {number[]} partnerships
   * @param {number[]} placeOf
   */
  add(partnerships, placeOf) {
    for (const partnership of partnerships) {
      const [x, y] = placePoint(this.network, placeOf[partnership]);
      const count = this.partnerships.push(partnership);
      this.x += ((count === 1 ? x : nearestCopy(x, this.x)) - this.x) / count;
      this.y += (y - this.y) / count;
    }
  }

  position() {
    return [toLongitude(this.x), toLatitude(this.y)];
  }

  /** @returns {Town} */
  circle() {
    const { key, names, home, partnerships, x, y } = this;
    return { key, names, home, partnerships, x, y };
  }
}
