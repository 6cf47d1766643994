"""The order of names in the reader's language: by reading (gojuon) in Japanese, by letters elsewhere."""

import pandas as pd

from geodata.gazetteer import find_office
from geodata.gazetteer.country_readings import reading_of_country
from geodata.text.folding import fold
from geodata.text.kana import gojuon_key, kana_row

READING_COLUMNS = {"municipality", "partner", "partner_admin1", "country_name"}
"""Columns of `Dataset.frame` whose names Japanese tables sort by reading."""

NameKey = tuple[str, str]


def municipality_key(code: str, english: str, japanese: str, lang: str) -> NameKey:
    """Return the sort key of a municipality or prefecture (JIS X 0402)."""
    if lang != "ja":
        return fold(english), english
    office = find_office(code)
    return gojuon_key(office.kana if office else japanese or english)


def country_key(code: str, name: str, lang: str) -> NameKey:
    """Return the sort key of a country or region by its code and its name in the reader's language."""
    return gojuon_key(reading_of_country(code)) if lang == "ja" else (fold(name), name)


def initial_of(key: NameKey, lang: str) -> str:
    """Return the heading under which an index lists a name: a row of kana, or a letter; "" for others."""
    return kana_row(key[1]) if lang == "ja" else key[0][:1].upper()


def sort_by_reading(frame: pd.DataFrame, column: str, *, descending: bool = False) -> pd.DataFrame:
    """Return a dataset's frame sorted by the reading of the Japanese names in a column (`{column}_ja`)."""
    keys = [_reading(column, *row) for row in _readable(frame, column).itertuples(index=False)]
    order = sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)
    return frame.iloc[order]


def _readable(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    codes = {"municipality": "municipality_code", "country_name": "country"}
    return frame[[codes.get(column, column), column, f"{column}_ja"]]


def _reading(column: str, code: str, english: str, japanese: str) -> NameKey:
    if column == "municipality":
        return municipality_key(code, english, japanese, "ja")
    if column == "country_name":
        return country_key(code, japanese, "ja")
    return gojuon_key(japanese or english)
