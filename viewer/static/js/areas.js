// What the ends of a tie lie in: in Japan a prefecture, abroad a state, or a country where no state is known.

import { names } from "shimai/network";

/** The prefecture, state or country of a tie's first side: `{ key, names, home }`, home for one in Japan. */
export function homeArea(network, tie) {
  network.homeAreas ??= network.municipalities.place.map((_, index) => prefectureOrArea(network, index));
  return network.homeAreas[network.ties.municipality[tie]];
}

/** The same of the other side. */
export function awayArea(network, tie) {
  network.awayAreas ??= network.partners.place.map((_, index) =>
    areaAbroad(network, network.partners, index),
  );
  return network.awayAreas[network.ties.partner[tie]];
}

/** The country of the first side as an area, null in Japan; and that of the partner. */
export function countriesOf(network, tie) {
  const { municipalities, partners, ties } = network;
  const first = municipalities.country[ties.municipality[tie]];
  return [
    first < 0 ? null : countryArea(network, first),
    countryArea(network, partners.country[ties.partner[tie]]),
  ];
}

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

function areaAbroad(network, table, index) {
  const country = table.country[index];
  const state = table.admin1[index];
  if (!state) {
    return countryArea(network, country);
  }
  const key = `states/${network.countries.code[country]}/${state}`;
  return { key, names: { en: state, ja: table.admin1_ja[index] }, home: false };
}

function countryArea({ countries }, index) {
  return { key: `countries/${countries.code[index]}`, names: names(countries, index), home: false };
}
