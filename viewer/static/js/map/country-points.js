// Where the names of countries stand: in the middle of the largest part of each.

import { baseMapOf } from "shimai/map/basemap";
import { names } from "shimai/model/network";

/** @import { Names, Network } from "shimai/model/network" */

/** @typedef {{ names: Names, x: number, y: number }} CountryPoint */

/**
 * The countries of a network on the base map of a map, the largest first; none while no outlines are loaded.
 * @param {L.Map} map
 * @param {Network} network
 * @returns {CountryPoint[]}
 */
export function countryPoints(map, { countries }) {
  const points = baseMapOf(map)?.countryPoints() ?? [];
  return points.flatMap(({ number, x, y }) => {
    const index = countries.number.indexOf(number);
    return index < 0 ? [] : [{ names: names(countries, index), x, y }];
  });
}
