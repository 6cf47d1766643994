// What a reader can open: a partnership, a town, a prefecture, a state, a country, or the line between two areas. Each
// has a key, which the address carries: `places/jp-27100`, `countries/US`, `prefectures/27--states/US/Oregon`.

import { awayArea, countriesOf, homeArea } from "shimai/model/areas";

/** @import { Area } from "shimai/model/areas" */
/** @import { Names, Network } from "shimai/model/network" */

/** @typedef {"municipality" | "partner" | "prefecture" | "state" | "country"} NamedType */

/**
 * A town or an area, with all its partnerships; `within` are the names of the areas around it.
 * @typedef {object} NamedSelectable
 * @property {string} key
 * @property {NamedType} type
 * @property {Names} names
 * @property {Names[]} within
 * @property {number[]} partnerships
 */

/**
 * The line between two areas, whose names are its `ends`.
 * @typedef {{ key: string, type: "line", ends: [Names, Names], partnerships: number[] }} LineSelectable
 */

/** @typedef {{ key: string, type: "partnership", partnerships: number[] }} PartnershipSelectable */

/** @typedef {NamedSelectable | LineSelectable | PartnershipSelectable} Selectable */

/**
 * The code of a country, a prefecture or a municipality, and the name of the filter that takes it.
 * @typedef {{ name: "country" | "prefecture" | "municipality", code: string }} FilterCode
 */

const SEPARATOR = "--";
const PARTNERSHIP_PREFIX = "partnerships/";

export class Selectables {
  /** @param {Network} network */
  constructor(network) {
    this.network = network;
    /** @type {Map<string, NamedSelectable> | null} */
    this._byKey = null;
  }

  /**
   * The selectable with this key, with all its partnerships, shown or not; null where there is none.
   * @param {string} key
   * @returns {Selectable | null}
   */
  find(key) {
    if (key.startsWith(PARTNERSHIP_PREFIX)) {
      const partnership = this.network.indexOf(key.slice(PARTNERSHIP_PREFIX.length));
      return partnership < 0 ? null : { key, type: "partnership", partnerships: [partnership] };
    }
    const [home, away, ...rest] = key.split(SEPARATOR).map((end) => this._index().get(end) ?? null);
    if (!home || away === null || rest.length > 0) {
      return null;
    }
    return away ? lineBetween(home, away) : home;
  }

  /** Every town, prefecture, state and country, in no order. */
  all() {
    return [...this._index().values()];
  }

  _index() {
    this._byKey ??= indexSelectables(this.network);
    return this._byKey;
  }
}

/**
 * @param {Network} network
 * @param {number} partnership
 */
export function partnershipKey(network, partnership) {
  return PARTNERSHIP_PREFIX + network.partnerships.id[partnership];
}

/**
 * @param {Network} network
 * @param {number} place
 */
export function placeKey(network, place) {
  return `places/${network.places.id[place]}`;
}

/**
 * The key of the line between two areas.
 * @param {{ key: string }} home
 * @param {{ key: string }} away
 */
export function lineKey(home, away) {
  return home.key + SEPARATOR + away.key;
}

/**
 * The code of a country, a prefecture or a municipality; null of everything else.
 * @param {Network} network
 * @param {Selectable} selectable
 * @returns {FilterCode | null}
 */
export function codeOf(network, { key, type, partnerships }) {
  if (type === "country" || type === "prefecture") {
    return { name: type, code: key.split("/")[1] };
  }
  const code = type === "municipality" ? network.municipality(partnerships[0]) : "";
  return code ? { name: "municipality", code } : null;
}

/**
 * @param {NamedSelectable} home
 * @param {NamedSelectable} away
 * @returns {LineSelectable}
 */
function lineBetween(home, away) {
  const shared = new Set(away.partnerships);
  return {
    key: lineKey(home, away),
    type: "line",
    ends: [home.names, away.names],
    partnerships: home.partnerships.filter((partnership) => shared.has(partnership)),
  };
}

/**
 * @param {Network} network
 * @returns {Map<string, NamedSelectable>}
 */
function indexSelectables(network) {
  /** @type {Map<string, NamedSelectable>} */
  const index = new Map();
  for (let partnership = 0; partnership < network.size; partnership += 1) {
    for (const part of partsOf(network, partnership)) {
      const selectable = index.get(part.key) ?? { ...part, partnerships: [] };
      if (selectable.partnerships.at(-1) !== partnership) {
        selectable.partnerships.push(partnership);
      }
      index.set(part.key, selectable);
    }
  }
  return index;
}

/** @typedef {Omit<NamedSelectable, "partnerships">} Part */

/**
 * Both towns of a partnership, and around each the areas that it lies in.
 * @param {Network} network
 * @param {number} partnership
 * @returns {Part[]}
 */
function partsOf(network, partnership) {
  const [homeCountry, awayCountry] = countriesOf(network, partnership);
  const home = areasAround(homeArea(network, partnership), homeCountry);
  const away = areasAround(awayArea(network, partnership), awayCountry);
  const homeType = homeCountry ? "partner" : "municipality";
  return [
    townPart(network, network.municipalityPlace[partnership], homeType, home),
    ...home,
    townPart(network, network.partnerPlace[partnership], "partner", away),
    ...away,
  ];
}

/**
 * @param {Network} network
 * @param {number} place
 * @param {"municipality" | "partner"} type
 * @param {Part[]} areas
 * @returns {Part}
 */
function townPart(network, place, type, areas) {
  const within = areas.map(({ names }) => names);
  return { key: placeKey(network, place), type, names: network.placeNames(place), within };
}

/**
 * @param {Area} area
 * @param {Area | null} country
 * @returns {Part[]}
 */
function areasAround(area, country) {
  if (!country) {
    return [areaPart(area, "prefecture", [])];
  }
  const outer = areaPart(country, "country", []);
  return area.key === country.key ? [outer] : [areaPart(area, "state", [country.names]), outer];
}

/**
 * @param {Area} area
 * @param {NamedType} type
 * @param {Names[]} within
 * @returns {Part}
 */
function areaPart({ key, names }, type, within) {
  return { key, type, names, within };
}
