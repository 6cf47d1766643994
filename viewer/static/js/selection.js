// A set of filters, as the server's pages and downloads read it, and what it selects from a network.

import { fold } from "shimai/fold";

const LISTS = ["country", "status", "kind", "prefecture", "municipality"];
const TEXTS = ["signed", "undated", "q", "bbox"];
const NEVER_IN_FORCE = new Set(["planned", "cancelled"]);

// One bit for each kind of filter that a tie fails: a facet counts what fails nothing but its own.
const FAILS = { country: 1, status: 2, kind: 4, prefecture: 8, undated: 16, date: 32, other: 64 };
const FACETS = ["country", "status", "kind", "prefecture"];

export class Selection {
  constructor(values = {}) {
    for (const name of LISTS) {
      this[name] = [...new Set(values[name] ?? [])];
    }
    for (const name of TEXTS) {
      this[name] = values[name] ?? "";
    }
    this.year = values.year ?? null;
  }

  /** Reads URLSearchParams or FormData; what is empty is not set, what is unknown is passed over. */
  static parse(parameters) {
    const values = {};
    for (const name of LISTS) {
      values[name] = parameters
        .getAll(name)
        .flatMap((value) => value.split(","))
        .filter(Boolean);
    }
    for (const name of TEXTS) {
      values[name] = (parameters.get(name) ?? "").trim();
    }
    const year = parameters.get("year");
    values.year = /^\d{1,4}$/.test(year ?? "") ? Number(year) : null;
    return new Selection(values);
  }

  /** The same selection with some values changed. */
  with(changes) {
    return new Selection({ ...this, ...changes });
  }

  /** No filter at all. */
  cleared() {
    return new Selection();
  }

  get hasDate() {
    return this.year !== null || this.signed !== "";
  }

  /** How many filters are set: each value of a list counts. */
  get size() {
    const single = [this.year, this.signed, this.undated, this.q, this.bbox];
    return LISTS.reduce((sum, name) => sum + this[name].length, 0) + single.filter(Boolean).length;
  }

  /** The selection as a query string, without the question mark; always in the same order. */
  query() {
    const values = {};
    for (const name of LISTS) {
      values[name] = this[name].join(",");
    }
    Object.assign(values, {
      year: this.year,
      signed: this.signed,
      undated: this.undated,
      q: this.q,
      bbox: this.bbox,
    });
    return Object.entries(values)
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => `${name}=${encode(value)}`)
      .join("&");
  }
}

// As the server's own links are encoded.
function encode(value) {
  const strict = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return strict.replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%20", "+");
}

/** The ties that a selection holds; `within` lists those inside its box, which only the server can tell. */
export function selectTies(network, selection, within = null) {
  return passing(judge(network, selection, within));
}

/**
 * Counts by country, status, kind, prefecture, year of signing and year of ending, each under all other filters; how
 * many ties without a date are shown, and how many are left out for that.
 */
export function countFacets(network, selection, within = null) {
  return count(network, selection, judge(network, selection, within));
}

/** Both at once: every tie is looked at only once. */
export function selectAndCount(network, selection, within = null) {
  const fails = judge(network, selection, within);
  return { ties: passing(fails), facets: count(network, selection, fails) };
}

function passing(fails) {
  const ties = [];
  fails.forEach((failed, tie) => failed || ties.push(tie));
  return ties;
}

function count(network, selection, fails) {
  const counts = Object.fromEntries([...FACETS, "signedIn", "endedIn"].map((name) => [name, {}]));
  let total = 0;
  let undatedLeftOut = 0;
  let undatedShown = 0;
  fails.forEach((failed, tie) => {
    total += failed === 0;
    const undated = (failed === 0 || failed === FAILS.undated) && isUndated(network, selection, tie);
    undatedLeftOut += undated && failed === FAILS.undated;
    undatedShown += undated && failed === 0;
    if ((failed & ~FAILS.date) === 0) {
      add(counts.signedIn, network.signedYear[tie]);
      add(counts.endedIn, network.endedYear[tie]);
    }
    for (const name of FACETS) {
      if ((failed & ~FAILS[name]) === 0) {
        add(counts[name], network[name](tie));
      }
    }
  });
  return { ...counts, total, undatedLeftOut, undatedShown };
}

// What is not known is not counted.
function add(counts, value) {
  if (value) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
}

function judge(network, selection, within) {
  const lists = Object.fromEntries(LISTS.map((name) => [name, new Set(selection[name])]));
  const words = fold(selection.q).split(" ").filter(Boolean);
  const inside = selection.bbox && within ? new Set(within) : null;
  const refuses = (name, value) => lists[name].size > 0 && !lists[name].has(value);
  return Uint8Array.from({ length: network.size }, (_, tie) => {
    let failed = 0;
    for (const name of FACETS) {
      failed |= refuses(name, network[name](tie)) ? FAILS[name] : 0;
    }
    const elsewhere = refuses("municipality", network.municipality(tie)) || (inside && !inside.has(tie));
    const unnamed = words.length > 0 && !words.every((word) => haystack(network, tie).includes(word));
    const begun = passesYear(network, selection.year, tie) && passesSigned(network, selection.signed, tie);
    failed |= elsewhere || unnamed ? FAILS.other : 0;
    failed |= begun ? 0 : FAILS.date;
    failed |= refusesUndated(selection, isUndated(network, selection, tie)) ? FAILS.undated : 0;
    return failed;
  });
}

// Could it have been in force in the year? An unknown date may fit.
function passesYear(network, year, tie) {
  if (year === null) {
    return true;
  }
  const status = network.status(tie);
  const over = status === "ended" && network.endedYear[tie] < year;
  return !NEVER_IN_FORCE.has(status) && !(network.signedYear[tie] > year) && !over;
}

function passesSigned(network, interval, tie) {
  const [from, to] = interval.split("/").map(Number);
  return !(network.signedYear[tie] < from) && !(network.signedYear[tie] > to);
}

// Do its dates leave open whether it passes?
function isUndated(network, { year }, tie) {
  const signed = network.signedYear[tie];
  const endUnknown = network.status(tie) === "ended" && Number.isNaN(network.endedYear[tie]);
  return Number.isNaN(signed) || (year !== null && endUnknown && signed < year);
}

function refusesUndated(selection, undated) {
  const keeps = selection.undated || (selection.hasDate ? "exclude" : "include");
  return (keeps === "exclude" && undated) || (keeps === "only" && !undated);
}

function haystack(network, tie) {
  network.haystacks ??= [];
  network.haystacks[tie] ??= fold(names(network, tie).join("\n"));
  return network.haystacks[tie];
}

function names(network, tie) {
  const facts = network.describe(tie);
  const first = [facts.municipality, facts.prefecture, facts.municipalityAdmin1, facts.municipalityCountry];
  const both = [...first, facts.partner, facts.admin1, facts.country];
  return [...both.flatMap(({ en, ja }) => [en, ja]), facts.signedAs];
}
