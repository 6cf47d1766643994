// A set of filters, read and written as the server's pages and downloads do.

export const LISTS = /** @type {const} */ (["country", "status", "kind", "prefecture", "municipality"]);
export const FACETS = /** @type {const} */ (["country", "status", "kind", "prefecture"]);

// The filters that say where a partnership is.
const PLACES = /** @type {const} */ (["country", "prefecture", "municipality", "q", "bbox"]);

/** @typedef {(typeof LISTS)[number]} ListName */
/** @typedef {(typeof FACETS)[number]} FacetName */

/**
 * The values of a selection; "" and null mean that a filter is not set.
 * @typedef {object} SelectionValues
 * @property {readonly string[]} [country]
 * @property {readonly string[]} [status]
 * @property {readonly string[]} [kind]
 * @property {readonly string[]} [prefecture]
 * @property {readonly string[]} [municipality]
 * @property {number | null} [year]
 * @property {string} [signed]
 * @property {string} [ended]
 * @property {string} [undated]
 * @property {string} [q]
 * @property {string} [bbox]
 */

export class Selection {
  /** @param {SelectionValues} values */
  constructor(values = {}) {
    this.country = distinct(values.country);
    this.status = distinct(values.status);
    this.kind = distinct(values.kind);
    this.prefecture = distinct(values.prefecture);
    this.municipality = distinct(values.municipality);
    this.year = values.year ?? null;
    this.signed = values.signed ?? "";
    this.ended = values.ended ?? "";
    this.undated = values.undated ?? "";
    this.q = values.q ?? "";
    this.bbox = values.bbox ?? "";
  }

  /**
   * Reads URLSearchParams or FormData; empty values are not set, unknown names are ignored.
   * @param {URLSearchParams | FormData} parameters
   */
  static parse(parameters) {
    /** @param {string} name */
    const list = (name) =>
      parameters
        .getAll(name)
        .flatMap((value) => String(value).split(","))
        .filter(Boolean);
    /** @param {string} name */
    const text = (name) => String(parameters.get(name) ?? "").trim();
    const year = String(parameters.get("year") ?? "");
    return new Selection({
      country: list("country"),
      status: list("status"),
      kind: list("kind"),
      prefecture: list("prefecture"),
      municipality: list("municipality"),
      year: /^\d{1,4}$/.test(year) ? Number(year) : null,
      signed: text("signed"),
      ended: text("ended"),
      undated: text("undated"),
      q: text("q"),
      bbox: text("bbox"),
    });
  }

  /**
   * The same selection with some values changed.
   * @param {SelectionValues} changes
   */
  with(changes) {
    return new Selection({ ...this, ...changes });
  }

  /**
   * Whether another selection has the same filters of places.
   * @param {Selection} other
   */
  hasSamePlaces(other) {
    return PLACES.every((name) => String(this[name]) === String(other[name]));
  }

  /** A selection without any filter. */
  cleared() {
    return new Selection();
  }

  get hasDate() {
    return this.year !== null || this.signed !== "" || this.ended !== "";
  }

  /** What happens to undated partnerships: `undated`, or its default. */
  get undatedPolicy() {
    return this.undated || (this.hasDate ? "exclude" : "include");
  }

  /** Whether the date of signing decides; it does unless only `ended` is set. */
  get dependsOnSigning() {
    return this.ended === "" || this.year !== null || this.signed !== "";
  }

  /** The first and the last year of `signed`; NaN where the interval is open. */
  get signedYears() {
    return yearsOf(this.signed);
  }

  /** The first and the last year of `ended`; NaN where the interval is open. */
  get endedYears() {
    return yearsOf(this.ended);
  }

  /** How many filters are set: each value of a list counts. */
  get size() {
    const single = [this.year, this.signed, this.ended, this.undated, this.q, this.bbox];
    return LISTS.reduce((sum, name) => sum + this[name].length, 0) + single.filter(Boolean).length;
  }

  /** The selection as a query string, without the question mark; always in the same order. */
  query() {
    /** @type {[string, string | number | null][]} */
    const pairs = [
      ...LISTS.map((name) => /** @type {[string, string]} */ ([name, this[name].join(",")])),
      ["year", this.year],
      ["signed", this.signed],
      ["ended", this.ended],
      ["undated", this.undated],
      ["q", this.q],
      ["bbox", this.bbox],
    ];
    return pairs
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => `${name}=${encode(String(value))}`)
      .join("&");
  }
}

/** @param {string} interval */
function yearsOf(interval) {
  const [first = "", last = ""] = interval.split("/");
  return [parseInt(first, 10), parseInt(last, 10)];
}

/** @param {readonly string[]} values */
function distinct(values = []) {
  return [...new Set(values)];
}

/**
 * Percent-encodes as the server does in its own links.
 * @param {string} value
 */
function encode(value) {
  const strict = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return strict.replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%20", "+");
}
