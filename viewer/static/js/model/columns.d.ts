// Generated from viewer/maps/*columns.py by `python -m viewer.maps.generated`.

/** How names are folded for comparison: letters to replace, and combining marks to leave in place. */
export interface Folding {
  letters: Record<string, string>;
  voicing_marks: string;
  old_characters: string;
  new_characters: string;
  titles: Record<string, string>;
}

/** Points by the ids of places.csv; `lon` and `lat` are WGS 84 degrees, `kana` the reading in Japan. */
export interface Places {
  id: string[];
  name: string[];
  name_ja: string[];
  kana: string[];
  lon: number[];
  lat: number[];
}

/** Prefectures by their codes (JIS X 0401); `kana` is the reading. */
export interface Areas {
  code: string[];
  name: string[];
  name_ja: string[];
  kana: string[];
}

/** The countries of partners and of first sides abroad, by their codes (ISO 3166-1 alpha-2). */
export interface Countries {
  code: string[];
  name: string[];
  name_ja: string[];
  number: string[];
  words: string[];
}

/** First sides; `prefecture`, `country` and `place` are indices. */
export interface Municipalities {
  code: string[];
  name: string[];
  name_ja: string[];
  admin1: string[];
  admin1_ja: string[];
  prefecture: number[];
  country: number[];
  place: number[];
}

/** Partners; `country` and `place` are indices. */
export interface Partners {
  name: string[];
  name_ja: string[];
  admin1: string[];
  admin1_ja: string[];
  precision: string[];
  country: number[];
  place: number[];
}

/** Sources of facts. */
export interface Sources {
  title: string[];
  url: string[];
  date: string[];
}

/** Partnerships; `kind`, `status`, `municipality`, `partner` and `sources` are indices. */
export interface Partnerships {
  id: string[];
  kind: number[];
  status: number[];
  municipality: number[];
  partner: number[];
  signed_as: string[];
  signed: string[];
  ended: string[];
  as_of: string[];
  distance_km: number[];
  sources: number[][];
  note: string[];
}

/** All that the browser needs to draw, filter and describe the partnerships of a dataset. */
export interface MapColumns {
  version: string;
  as_of: string;
  kinds: string[];
  statuses: string[];
  never_in_force: string[];
  active_before_end: string[];
  folding: Folding;
  places: Places;
  prefectures: Areas;
  countries: Countries;
  municipalities: Municipalities;
  partners: Partners;
  sources: Sources;
  partnerships: Partnerships;
}

/** Events by date; `kind`, `place`, `countries`, `municipalities` and `sources` are indices. */
export interface EventRows {
  id: string[];
  date: string[];
  date_end: string[];
  kind: number[];
  is_planned: number[];
  title: string[];
  title_ja: string[];
  municipality_codes: string[][];
  municipalities: number[][];
  partnerships: string[][];
  partners: string[][];
  countries: number[][];
  place: number[];
  place_country: string[];
  place_admin1: string[];
  venue: string[];
  sources: number[][];
}

/** All that the browser needs to draw, filter and describe events. */
export interface EventColumns {
  kinds: string[];
  kind_labels: Record<string, Record<string, string>>;
  places: Places;
  prefectures: Areas;
  countries: Countries;
  sources: Sources;
  events: EventRows;
}
