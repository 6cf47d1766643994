// The columns that the server sends, as a network of ties between towns that the other modules ask.

export class Network {
  constructor(columns) {
    Object.assign(this, columns);
    const { ties } = columns;
    this.size = ties.id.length;
    this.signedYear = yearsOf(ties.signed);
    this.endedYear = yearsOf(ties.ended);
    this.municipalityPlace = ties.municipality.map((index) => this.municipalities.place[index]);
    this.partnerPlace = ties.partner.map((index) => this.partners.place[index]);
    this.indexes = new Map(ties.id.map((id, index) => [id, index]));
  }

  /** Which tie has this id; -1 where none has. */
  indexOf(id) {
    return this.indexes.get(id) ?? -1;
  }

  country(tie) {
    return this.countries.code[this.partners.country[this.ties.partner[tie]]];
  }

  /** Empty where the first side is abroad, as is its code. */
  prefecture(tie) {
    return this.prefectures.code[this.municipalities.prefecture[this.ties.municipality[tie]]] ?? "";
  }

  municipality(tie) {
    return this.municipalities.code[this.ties.municipality[tie]];
  }

  kind(tie) {
    return this.kinds[this.ties.kind[tie]];
  }

  status(tie) {
    return this.statuses[this.ties.status[tie]];
  }

  /** The status a tie had in a year: what ended or was suspended later was still active. */
  statusIn(tie, year) {
    const status = this.status(tie);
    const changed = this.endedYear[tie];
    const later = (status === "suspended" || status === "ended") && changed > (year ?? Infinity);
    return later ? "active" : status;
  }

  /** Both ends of a tie and all that is known of it, by name. */
  describe(tie) {
    const { ties, municipalities, partners } = this;
    const home = ties.municipality[tie];
    const away = ties.partner[tie];
    const prefecture = municipalities.prefecture[home];
    const country = partners.country[away];
    return {
      id: ties.id[tie],
      kind: this.kind(tie),
      status: this.status(tie),
      signed: ties.signed[tie],
      ended: ties.ended[tie],
      asOf: ties.as_of[tie],
      distanceKm: ties.distance_km[tie],
      signedAs: ties.signed_as[tie],
      note: ties.note[tie],
      sources: ties.sources[tie].map((source) => ({
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

  /** The name of a place: of the municipality or partner whose seat it is. */
  placeNames(place) {
    return names(this.places, place);
  }
}

/** The names in a table of the columns; empty where the index is of nothing. */
export function names(table, index) {
  return { en: table.name[index] ?? "", ja: table.name_ja[index] ?? "" };
}

// NaN where no date is known: it is neither before nor after any year.
function yearsOf(dates) {
  return Float64Array.from(dates, (date) => (date ? parseInt(date, 10) : NaN));
}
