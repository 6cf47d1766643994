// The areas that the two sides of a partnership lie in: in Japan a prefecture, abroad a state, or a country where no
// state is known.

import { names } from "shimai/model/network";

/** @import { Names, Network } from "shimai/model/network" */

/**
 * A prefecture, state or country; `home` is true for one in Japan.
 * @typedef {{ key: string, names: Names, home: boolean }} Area
 */

/** @type {WeakMap<Network, Area[]>} */
const homeAreas = new WeakMap();

/** @type {WeakMap<Network, Area[]>} */
const awayAreas = new WeakMap();

/**
 * The area of a partnership's first side.
 * @param {Network} network
 * @param {number} partnership
 */
export function homeArea(network, partnership) {
  let areas = homeAreas.get(network);
  if (!areas) {
    areas = network.municipalities.place.map((_, index) => prefectureOrArea(network, index));
    homeAreas.set(network, areas);
  }
  return areas[network.partnerships.municipality[partnership]];
}

/**
 * The area of a partnership's other side.
 * @param {Network} network
 * @param {number} partnership
 */
export function awayArea(network, partnership) {
  let areas = awayAreas.get(network);
  if (!areas) {
    areas = network.partners.place.map((_, index) => areaAbroad(network, network.partners, index));
    awayAreas.set(network, areas);
  }
  return areas[network.partnerships.partner[partnership]];
}

/**
 * The country of the first side as an area, null in Japan; and the country of the partner.
 * @param {Network} network
 * @param {number} partnership
 * @returns {[Area | null, Area]}
 */
export function countriesOf(network, partnership) {
  const { municipalities, partners, partnerships } = network;
  const first = municipalities.country[partnerships.municipality[partnership]];
  const second = partners.country[partnerships.partner[partnership]];
  return [first < 0 ? null : countryArea(network, first), countryArea(network, second)];
}

/**
 * @param {Network} network
 * @param {number} index
 * @returns {Area}
 */
function prefectureOrArea(network, index) {
  const { municipalities, prefectures } = network;
  const prefecture = municipalities.prefecture[index];
  if (prefecture < 0) {
    return areaAbroad(network, municipalities, index);
  }
  return {
    key: `prefectures/${prefectures.code[prefecture]}`,
    names: names(prefectures, prefecture),
    home: true,
  };
}

/**
 * @param {Network} network
 * @param {{ country: number[], admin1: string[], admin1_ja: string[] }} table
 * @param {number} index
 * @returns {Area}
 */
function areaAbroad(network, table, index) {
  const country = table.country[index];
  const state = table.admin1[index];
  if (!state) {
    return countryArea(network, country);
  }
  const key = `states/${network.countries.code[country]}/${state}`;
  return { key, names: { en: state, ja: table.admin1_ja[index] }, home: false };
}

/**
 * @param {Network} network
 * @param {number} index
 * @returns {Area}
 */
function countryArea({ countries }, index) {
  return { key: `countries/${countries.code[index]}`, names: names(countries, index), home: false };
}
