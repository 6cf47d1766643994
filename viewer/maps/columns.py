"""A dataset as columns for the browser: distinct places, sides and sources, and partnerships as indices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import orjson
import pandas as pd

from geodata import Dataset
from geodata.gazetteer.countries import country_number
from geodata.gazetteer.country_words import words_for_country
from geodata.model import vocabulary
from geodata.query.search_text import reading_of_place, reading_of_prefecture
from geodata.text.folding import FOLDED_LETTERS, VOICING_MARKS
from geodata.text.search_folding import NEW_CHARACTERS, OLD_CHARACTERS
from geodata.text.titles import TITLES


@dataclass(frozen=True)
class Places:
    """Points by the ids of places.csv; `lon` and `lat` are WGS 84 degrees, `kana` the reading in Japan."""

    id: list[str]
    name: list[str]
    name_ja: list[str]
    kana: list[str]
    lon: list[float]
    lat: list[float]


@dataclass(frozen=True)
class Areas:
    """Prefectures by their codes (JIS X 0401); `kana` is the reading."""

    code: list[str]
    name: list[str]
    name_ja: list[str]
    kana: list[str]


@dataclass(frozen=True)
class Countries:
    """The countries of partners and of first sides abroad, by their codes (ISO 3166-1 alpha-2).

    number: ISO 3166-1 numeric, the id of the country's outline in the base map; "" for none.
    words: folded texts that mean the country and nothing else (`usa`), separated by `|`.
    """

    code: list[str]
    name: list[str]
    name_ja: list[str]
    number: list[str]
    words: list[str]


@dataclass(frozen=True)
class Municipalities:
    """First sides; `prefecture`, `country` and `place` are indices.

    A Japanese one has a code and a prefecture, one abroad a country and usually `admin1`. The index of what
    it lacks is -1.
    """

    code: list[str]
    name: list[str]
    name_ja: list[str]
    admin1: list[str]
    admin1_ja: list[str]
    prefecture: list[int]
    country: list[int]
    place: list[int]


@dataclass(frozen=True)
class Partners:
    """Partners; `country` and `place` are indices."""

    name: list[str]
    name_ja: list[str]
    admin1: list[str]
    admin1_ja: list[str]
    precision: list[str]
    country: list[int]
    place: list[int]


@dataclass(frozen=True)
class Sources:
    """Sources of facts."""

    title: list[str]
    url: list[str]
    date: list[str]


@dataclass(frozen=True)
class Partnerships:
    """Partnerships; `kind`, `status`, `municipality`, `partner` and `sources` are indices."""

    id: list[str]
    kind: list[int]
    status: list[int]
    municipality: list[int]
    partner: list[int]
    signed_as: list[str]
    signed: list[str]
    ended: list[str]
    as_of: list[str]
    distance_km: list[int]
    sources: list[list[int]]
    note: list[str]


@dataclass(frozen=True)
class Folding:
    """How names are folded for comparison: letters to replace, and combining marks to leave in place.

    `old_characters` are replaced by `new_characters`, one by one. `titles` are those of Japanese names in
    Latin letters, each with the characters that it stands for.
    """

    letters: dict[str, str]
    voicing_marks: str
    old_characters: str
    new_characters: str
    titles: dict[str, str]


@dataclass(frozen=True)
class MapColumns:
    """All that the browser needs to draw, filter and describe the partnerships of a dataset.

    never_in_force: statuses of partnerships that are in force in no year.
    active_before_end: statuses of partnerships that were active before their end date.
    """

    version: str
    as_of: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    never_in_force: tuple[str, ...]
    active_before_end: tuple[str, ...]
    folding: Folding
    places: Places
    prefectures: Areas
    countries: Countries
    municipalities: Municipalities
    partners: Partners
    sources: Sources
    partnerships: Partnerships

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """Return the columns of a dataset."""
        frame = pd.DataFrame(dataset.frame.drop(columns="geometry"))
        place_ids = pd.Index(pd.unique(pd.concat([frame["municipality_place"], frame["partner_place"]])))
        frame["municipality_at"] = place_ids.get_indexer(pd.Index(frame["municipality_place"]))
        frame["partner_at"] = place_ids.get_indexer(pd.Index(frame["partner_place"]))
        frame["in_prefecture"], prefectures = _distinct(frame[frame["prefecture_code"] != ""], _PREFECTURE)
        frame["in_prefecture"] = frame["in_prefecture"].fillna(_NO_INDEX).astype(int)
        countries = _place_in_countries(frame)
        municipality, municipalities = _distinct(frame, _MUNICIPALITY)
        partner, partners = _distinct(frame, _PARTNER)
        source, sources = index_sources(frame["sources"])
        return cls(
            version=dataset.version,
            as_of=dataset.as_of,
            kinds=tuple(vocabulary.KINDS),
            statuses=tuple(vocabulary.STATUSES),
            never_in_force=vocabulary.NEVER_IN_FORCE,
            active_before_end=vocabulary.ACTIVE_BEFORE_END,
            folding=Folding(FOLDED_LETTERS, VOICING_MARKS, OLD_CHARACTERS, NEW_CHARACTERS, TITLES),
            places=place_columns(dataset.places.loc[place_ids]),
            prefectures=prefecture_columns(*_lists(prefectures)),
            countries=country_columns(*_lists(countries)),
            municipalities=Municipalities(*_lists(municipalities)),
            partners=Partners(*_lists(partners)),
            sources=sources,
            partnerships=Partnerships(
                id=frame["id"].tolist(),
                kind=_positions(frame["kind"], vocabulary.KINDS),
                status=_positions(frame["status"], vocabulary.STATUSES),
                municipality=municipality.tolist(),
                partner=partner.tolist(),
                signed_as=frame["signed_as"].tolist(),
                signed=frame["signed"].tolist(),
                ended=frame["ended"].tolist(),
                as_of=frame["as_of"].tolist(),
                distance_km=frame["distance_km"].round().astype(int).tolist(),
                sources=source,
                note=frame["note"].tolist(),
            ),
        )

    def encode(self) -> bytes:
        """Return the columns as JSON."""
        return orjson.dumps(self)


def encode_columns(dataset: Dataset) -> bytes:
    """Return the columns of a dataset as JSON, as served at `/map.json`."""
    return MapColumns.of(dataset).encode()


_NO_INDEX = -1
_PREFECTURE = ["prefecture_code", "prefecture", "prefecture_ja"]
_COUNTRY = ["country", "country_name", "country_name_ja"]
_COUNTRY_ABROAD = ["municipality_country", "municipality_country_name", "municipality_country_name_ja"]
_MUNICIPALITY = [
    "municipality_code",
    "municipality",
    "municipality_ja",
    "municipality_admin1",
    "municipality_admin1_ja",
    "in_prefecture",
    "from_country",
    "municipality_at",
]
_PARTNER = [
    "partner",
    "partner_ja",
    "partner_admin1",
    "partner_admin1_ja",
    "partner_precision",
    "in_country",
    "partner_at",
]


def _distinct(frame: pd.DataFrame, columns: list[str]) -> "tuple[pd.Series[int], pd.DataFrame]":
    """Return the index of each row's values among the distinct rows, and the distinct rows."""
    return frame.groupby(columns, sort=False).ngroup(), frame[columns].drop_duplicates()


def _place_in_countries(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `in_country` and `from_country` (indices) to the frame; return the distinct countries."""
    is_abroad = frame["municipality_country"] != ""
    abroad = frame.loc[is_abroad, _COUNTRY_ABROAD].set_axis(_COUNTRY, axis=1)
    positions, countries = _distinct(pd.concat([frame[_COUNTRY], abroad]), _COUNTRY)
    frame["in_country"] = positions.to_numpy()[: len(frame)]
    frame["from_country"] = _NO_INDEX
    frame.loc[is_abroad, "from_country"] = positions.to_numpy()[len(frame) :]
    return countries


def country_columns(code: list[str], name: list[str], name_ja: list[str]) -> Countries:
    """Return countries as columns, by their codes (ISO 3166-1 alpha-2)."""
    numbers = [country_number(alpha2) for alpha2 in code]
    return Countries(code, name, name_ja, numbers, ["|".join(words_for_country(alpha2)) for alpha2 in code])


def prefecture_columns(code: list[str], name: list[str], name_ja: list[str]) -> Areas:
    """Return prefectures as columns, by their codes (JIS X 0401)."""
    return Areas(code, name, name_ja, [reading_of_prefecture(one) for one in code])


def _lists(table: pd.DataFrame) -> list[list[Any]]:
    return [table[column].tolist() for column in table.columns]


def place_columns(table: pd.DataFrame) -> Places:
    """Return rows of `Dataset.places` as columns."""
    return Places(
        id=table.index.tolist(),
        name=table["name"].tolist(),
        name_ja=table["name_ja"].tolist(),
        kana=[reading_of_place(id_) for id_ in table.index],
        lon=table["lon"].round(5).tolist(),
        lat=table["lat"].round(5).tolist(),
    )


def _positions(values: "pd.Series[str]", vocabulary_: Sequence[str]) -> list[int]:
    return pd.Categorical(values, categories=list(vocabulary_)).codes.tolist()


def index_sources(lists: "pd.Series[Any]") -> tuple[list[list[int]], Sources]:
    """Return lists of sources as lists of indices, and the distinct sources."""
    positions: dict[tuple[str, str, str], int] = {}
    indices = [
        [
            positions.setdefault((source["title"], source["url"], source["date"]), len(positions))
            for source in sources
        ]
        for sources in lists
    ]
    titles, urls, dates = ([key[part] for key in positions] for part in range(3))
    return indices, Sources(title=titles, url=urls, date=dates)
