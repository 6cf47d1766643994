// The columns that the server sends, as partnerships between towns, for the other modules.

import { createSearchFold } from "shimai/model/fold";

/** @import { MapColumns } from "shimai/model/columns" */

/**
 * A name in both languages; "" where it is not known.
 * @typedef {{ en: string, ja: string }} Names
 */

/** @typedef {ReturnType<Network["describe"]>} PartnershipFacts */

export class Network {
  /** @param {MapColumns} columns */
  constructor(columns) {
    const { partnerships, municipalities, partners } = columns;
    this.kinds = columns.kinds;
    this.statuses = columns.statuses;
    this.places = columns.places;
    this.prefectures = columns.prefectures;
    this.countries = columns.countries;
    this.municipalities = municipalities;
    this.partners = partners;
    this.sources = columns.sources;
    this.partnerships = partnerships;
    this.size = partnerships.id.length;
    this.fold = createSearchFold(columns.folding);
    this.titles = columns.folding.titles;
    this.signedYear = yearsOf(partnerships.signed);
    this.endedYear = yearsOf(partnerships.ended);
    this.municipalityPlace = partnerships.municipality.map((index) => municipalities.place[index]);
    this.partnerPlace = partnerships.partner.map((index) => partners.place[index]);
    this._neverInForce = new Set(columns.never_in_force);
    this._activeBeforeEnd = new Set(columns.active_before_end);
    this._indexes = new Map(partnerships.id.map((id, index) => [id, index]));
  }

  /**
   * The index of the partnership with this id; -1 if there is none.
   * @param {string} id
   */
  indexOf(id) {
    return this._indexes.get(id) ?? -1;
  }

  /** @param {number} partnership */
  country(partnership) {
    return this.countries.code[this.partners.country[this.partnerships.partner[partnership]]];
  }

  /**
   * The code of the first side's prefecture; "" where the first side is abroad.
   * @param {number} partnership
   */
  prefecture(partnership) {
    const municipality = this.partnerships.municipality[partnership];
    return this.prefectures.code[this.municipalities.prefecture[municipality]] ?? "";
  }

  /**
   * The code of the first side; "" where it is abroad.
   * @param {number} partnership
   */
  municipality(partnership) {
    return this.municipalities.code[this.partnerships.municipality[partnership]];
  }

  /** @param {number} partnership */
  kind(partnership) {
    return this.kinds[this.partnerships.kind[partnership]];
  }

  /** @param {number} partnership */
  status(partnership) {
    return this.statuses[this.partnerships.status[partnership]];
  }

  /**
   * Whether its status says that it never came into force.
   * @param {number} partnership
   */
  isNeverInForce(partnership) {
    return this._neverInForce.has(this.status(partnership));
  }

  /**
   * Whether it ended or was suspended, and nobody knows when.
   * @param {number} partnership
   */
  isEndUnknown(partnership) {
    return this._activeBeforeEnd.has(this.status(partnership)) && Number.isNaN(this.endedYear[partnership]);
  }

  /**
   * The status that a partnership had in a year: one that ended or was suspended later was still active.
   * @param {number} partnership
   * @param {number | null} year
   */
  statusIn(partnership, year) {
    const status = this.status(partnership);
    const endsLater = this.endedYear[partnership] > (year ?? Infinity);
    return this._activeBeforeEnd.has(status) && endsLater ? "active" : status;
  }

  /**
   * Both sides of a partnership and everything known about it, by name.
   * @param {number} partnership
   */
  describe(partnership) {
    const { partnerships, municipalities, partners } = this;
    const home = partnerships.municipality[partnership];
    const away = partnerships.partner[partnership];
    const prefecture = municipalities.prefecture[home];
    const country = partners.country[away];
    return {
      id: partnerships.id[partnership],
      kind: this.kind(partnership),
      status: this.status(partnership),
      signed: partnerships.signed[partnership],
      ended: partnerships.ended[partnership],
      asOf: partnerships.as_of[partnership],
      distanceKm: partnerships.distance_km[partnership],
      signedAs: partnerships.signed_as[partnership],
      note: partnerships.note[partnership],
      sources: partnerships.sources[partnership].map((source) => ({
        title: this.sources.title[source],
        url: this.sources.url[source],
        date: this.sources.date[source],
      })),
      municipality: names(municipalities, home),
      // What the first side lies in: a prefecture, or abroad a state and a country.
      prefecture: names(this.prefectures, prefecture),
      municipalityAdmin1: { en: municipalities.admin1[home], ja: municipalities.admin1_ja[home] },
      municipalityCountry: names(this.countries, municipalities.country[home]),
      partner: names(partners, away),
      admin1: { en: partners.admin1[away], ja: partners.admin1_ja[away] },
      country: names(this.countries, country),
      precision: partners.precision[away],
    };
  }

  /**
   * The name of a place: of the municipality or partner whose seat it is.
   * @param {number} place
   */
  placeNames(place) {
    return names(this.places, place);
  }
}

/**
 * The names in row `index` of a table of the columns; empty where there is no such row.
 * @param {{ name: string[], name_ja: string[] }} table
 * @param {number} index
 * @returns {Names}
 */
export function names(table, index) {
  return { en: table.name[index] ?? "", ja: table.name_ja[index] ?? "" };
}

/**
 * The years of dates. An unknown one is NaN, which is neither before nor after any year.
 * @param {string[]} dates
 */
function yearsOf(dates) {
  return Float64Array.from(dates, (date) => (date ? parseInt(date, 10) : Number.NaN));
}
