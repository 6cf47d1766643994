// What a reader can open: a tie, a town, a prefecture, a state, a country, or the line between two of them. Each has
// a key, which the address carries: `places/jp-27100`, `countries/US`, `prefectures/27--states/US/Oregon`.

import { awayArea, countriesOf, homeArea } from "shimai/areas";

const BETWEEN = "--";
const TIE = "partnerships/";

export class Subjects {
  constructor(network) {
    this.network = network;
  }

  /** `{ key, type, names, within, ties }` with all ties of it, shown or not; null where nothing has this key. */
  find(key) {
    if (key.startsWith(TIE)) {
      const tie = this.network.indexOf(key.slice(TIE.length));
      return tie < 0 ? null : { key, type: "partnership", ties: [tie] };
    }
    const ends = key.split(BETWEEN).map((end) => this._index().get(end));
    if (ends.some((end) => !end)) {
      return null;
    }
    return ends.length === 1 ? ends[0] : between(ends);
  }

  /** Every town, prefecture, state and country, in no order. */
  all() {
    return [...this._index().values()];
  }

  _index() {
    this.index ??= indexSubjects(this.network);
    return this.index;
  }
}

export function tieKey(network, tie) {
  return TIE + network.ties.id[tie];
}

export function placeKey(network, place) {
  return `places/${network.places.id[place]}`;
}

/** The key of the line between two areas. */
export function lineKey(home, away) {
  return home.key + BETWEEN + away.key;
}

/** The code of a country, a prefecture or a municipality, with the name of the filter that takes it; null of others. */
export function codeOf(network, { key, type, ties }) {
  if (type === "country" || type === "prefecture") {
    return { name: type, code: key.split("/")[1] };
  }
  const code = type === "municipality" ? network.municipality(ties[0]) : "";
  return code ? { name: type, code } : null;
}

function between([home, away]) {
  const shared = new Set(away.ties);
  return {
    key: home.key + BETWEEN + away.key,
    type: "line",
    ends: [home.names, away.names],
    ties: home.ties.filter((tie) => shared.has(tie)),
  };
}

function indexSubjects(network) {
  const index = new Map();
  for (let tie = 0; tie < network.size; tie += 1) {
    for (const part of partsOf(network, tie)) {
      const subject = index.get(part.key) ?? { ...part, ties: [] };
      if (subject.ties.at(-1) !== tie) {
        subject.ties.push(tie);
      }
      index.set(part.key, subject);
    }
  }
  return index;
}

// Both towns, and around each the areas that it lies in.
function partsOf(network, tie) {
  const [homeCountry, awayCountry] = countriesOf(network, tie);
  const around = [
    areasAround(homeArea(network, tie), homeCountry),
    areasAround(awayArea(network, tie), awayCountry),
  ];
  const places = [network.municipalityPlace[tie], network.partnerPlace[tie]];
  return around.flatMap((areas, side) => {
    const type = side === 0 && !homeCountry ? "municipality" : "partner";
    const town = { key: placeKey(network, places[side]), type, names: network.placeNames(places[side]) };
    return [{ ...town, within: areas.map(({ names }) => names) }, ...areas];
  });
}

function areasAround(area, country) {
  if (!country) {
    return [{ ...area, type: "prefecture", within: [] }];
  }
  const whole = { ...country, type: "country", within: [] };
  return area.key === country.key ? [whole] : [{ ...area, type: "state", within: [country.names] }, whole];
}
