// Written from viewer/maps/columns.py by `python -m viewer.maps.generated`.

/** What names are compared by: the letters to replace, and the combining marks to keep. */
export interface Folding {
  letters: Record<string, string>;
  voicing_marks: string;
}

/** Points, in degrees WGS 84, by the ids of places.csv. */
export interface Places {
  id: string[];
  name: string[];
  name_ja: string[];
  lon: number[];
  lat: number[];
}

/** Prefectures, by their codes (JIS X 0401). */
export interface Areas {
  code: string[];
  name: string[];
  name_ja: string[];
}

/** The countries of partners and of sides abroad, by their codes (ISO 3166-1 alpha-2). */
export interface Countries {
  code: string[];
  name: string[];
  name_ja: string[];
  number: string[];
}

/** The first side; `prefecture`, `country` and `place` are indices. */
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

/** The other side; `country` and `place` are indices. */
export interface Partners {
  name: string[];
  name_ja: string[];
  admin1: string[];
  admin1_ja: string[];
  precision: string[];
  country: number[];
  place: number[];
}

/** Where facts were read. */
export interface Sources {
  title: string[];
  url: string[];
  date: string[];
}

/** One entry a partnership; kind, status, municipality, partner and sources are indices. */
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
export interface Columns {
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
