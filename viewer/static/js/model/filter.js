// Which partnerships of a network a selection holds, and how many each facet would give.

import { createMatcher } from "shimai/model/search-text";
import { FACETS, LISTS } from "shimai/model/selection";

/** @import { Network } from "shimai/model/network" */
/** @import { FacetName, ListName, Selection } from "shimai/model/selection" */

/** @typedef {Record<string, number>} Counts */

/**
 * Counts by country, status, kind, prefecture, year of signing and year of ending, each under all other filters; the
 * size of the selection; how many partnerships without a date are shown, and how many are left out for that.
 * @typedef {object} Facets
 * @property {Counts} country
 * @property {Counts} status
 * @property {Counts} kind
 * @property {Counts} prefecture
 * @property {Counts} signedIn
 * @property {Counts} endedIn
 * @property {number} total
 * @property {number} undatedLeftOut
 * @property {number} undatedShown
 */

// One bit for each kind of filter that a partnership fails: a facet counts what fails nothing but its own filter.
const FAIL_BITS = { country: 1, status: 2, kind: 4, prefecture: 8, undated: 16, date: 32, other: 64 };

/**
 * The partnerships that a selection holds.
 * @param {Network} network
 * @param {Selection} selection
 * @param {number[] | null} [within] the partnerships inside the selection's box, which only the server can compute
 */
export function selectPartnerships(network, selection, within = null) {
  return passing(evaluate(network, selection, within));
}

/**
 * The facets of a selection.
 * @param {Network} network
 * @param {Selection} selection
 * @param {number[] | null} [within]
 */
export function countFacets(network, selection, within = null) {
  return count(network, selection, evaluate(network, selection, within));
}

/**
 * Both at once: every partnership is evaluated only once.
 * @param {Network} network
 * @param {Selection} selection
 * @param {number[] | null} [within]
 */
export function selectAndCount(network, selection, within = null) {
  const failures = evaluate(network, selection, within);
  return { partnerships: passing(failures), facets: count(network, selection, failures) };
}

/** @param {Uint8Array} failures */
function passing(failures) {
  /** @type {number[]} */
  const partnerships = [];
  failures.forEach((failed, partnership) => {
    if (!failed) {
      partnerships.push(partnership);
    }
  });
  return partnerships;
}

/**
 * @param {Network} network
 * @param {Selection} selection
 * @param {Uint8Array} failures
 */
function count(network, selection, failures) {
  /** @type {Facets} */
  const facets = {
    country: {},
    status: {},
    kind: {},
    prefecture: {},
    signedIn: {},
    endedIn: {},
    total: 0,
    undatedLeftOut: 0,
    undatedShown: 0,
  };
  failures.forEach((failed, partnership) => {
    if (failed === 0) {
      facets.total += 1;
    }
    if ((failed === 0 || failed === FAIL_BITS.undated) && isUndated(network, selection, partnership)) {
      facets[failed === 0 ? "undatedShown" : "undatedLeftOut"] += 1;
    }
    if ((failed & ~FAIL_BITS.date) === 0) {
      add(facets.signedIn, network.signedYear[partnership]);
      add(facets.endedIn, network.endedYear[partnership]);
    }
    for (const name of FACETS) {
      if ((failed & ~FAIL_BITS[name]) === 0) {
        add(facets[name], comparedValue(network, name, partnership, selection));
      }
    }
  });
  return facets;
}

/**
 * The value of a partnership that a filter compares: of its status that of the selection's year.
 * @param {Network} network
 * @param {FacetName} name
 * @param {number} partnership
 * @param {Selection} selection
 */
function comparedValue(network, name, partnership, { year }) {
  return name === "status" ? network.statusIn(partnership, year) : network[name](partnership);
}

/**
 * Counts one more of a value, unless it is not known.
 * @param {Counts} counts
 * @param {string | number} value
 */
function add(counts, value) {
  if (value) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
}

/**
 * The filters that each partnership fails, as `FAIL_BITS`; 0 where it passes all.
 * @param {Network} network
 * @param {Selection} selection
 * @param {number[] | null} within
 */
function evaluate(network, selection, within) {
  const lists = new Map(LISTS.map((name) => [name, new Set(selection[name])]));
  const isNamed = createMatcher(network, selection.q);
  const intervals = { signed: selection.signedYears, ended: selection.endedYears };
  const inside = selection.bbox && within ? new Set(within) : null;
  /**
   * @param {ListName} name
   * @param {string} value
   */
  const refuses = (name, value) => {
    const allowed = lists.get(name);
    return allowed !== undefined && allowed.size > 0 && !allowed.has(value);
  };
  return Uint8Array.from({ length: network.size }, (_, partnership) => {
    let failed = 0;
    for (const name of FACETS) {
      failed |= refuses(name, comparedValue(network, name, partnership, selection)) ? FAIL_BITS[name] : 0;
    }
    const isElsewhere =
      refuses("municipality", network.municipality(partnership)) || inside?.has(partnership) === false;
    failed |= isElsewhere || !isNamed(partnership) ? FAIL_BITS.other : 0;
    failed |= mayPassDates(network, selection, intervals, partnership) ? 0 : FAIL_BITS.date;
    failed |= passesUndated(network, selection, partnership) ? 0 : FAIL_BITS.undated;
    return failed;
  });
}

/**
 * Whether its dates pass the date filters, or could, where they are unknown.
 * @param {Network} network
 * @param {Selection} selection
 * @param {{ signed: number[], ended: number[] }} intervals
 * @param {number} partnership
 */
function mayPassDates(network, { year, ended }, intervals, partnership) {
  const signed = network.signedYear[partnership];
  if (isOutside(signed, intervals.signed)) {
    return false;
  }
  if (ended && !network.isEndUnknown(partnership)) {
    const over = network.endedYear[partnership];
    if (Number.isNaN(over) || isOutside(over, intervals.ended)) {
      return false;
    }
  }
  if (year === null) {
    return true;
  }
  const isOver = network.status(partnership) === "ended" && network.endedYear[partnership] < year;
  return !network.isNeverInForce(partnership) && !(signed > year) && !isOver;
}

/**
 * Whether a year is known and not within an interval; NaN stands for an open end of it.
 * @param {number} year
 * @param {number[]} interval
 */
function isOutside(year, [first, last]) {
  return year < first || year > last;
}

/**
 * Whether its dates leave open if it passes.
 * @param {Network} network
 * @param {Selection} selection
 * @param {number} partnership
 */
function isUndated(network, { year, ended, dependsOnSigning }, partnership) {
  const signed = network.signedYear[partnership];
  if (dependsOnSigning && Number.isNaN(signed)) {
    return true;
  }
  const isEndUnknown = network.isEndUnknown(partnership);
  const isOverUnknown = isEndUnknown && network.status(partnership) === "ended";
  return (ended !== "" && isEndUnknown) || (year !== null && isOverUnknown && signed < year);
}

/**
 * @param {Network} network
 * @param {Selection} selection
 * @param {number} partnership
 */
function passesUndated(network, selection, partnership) {
  const policy = selection.undatedPolicy;
  return policy === "include" || isUndated(network, selection, partnership) === (policy === "only");
}
