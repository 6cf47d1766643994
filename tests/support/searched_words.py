"""Searched words compared with names one by one: what selections are held against."""

from collections.abc import Mapping
from typing import Any

from geodata.gazetteer import find_office
from geodata.gazetteer.country_words import words_for_country
from geodata.text.search_folding import search_fold

NAMES = (
    "municipality", "municipality_ja", "prefecture", "prefecture_ja", "signed_as", "municipality_admin1",
    "municipality_admin1_ja", "municipality_country_name", "municipality_country_name_ja", "partner",
    "partner_ja", "partner_admin1", "partner_admin1_ja", "country_name", "country_name_ja",
)  # fmt: skip
COUNTRIES = {"アメリカ": "US", "米国": "US", "usa": "US", "uk": "GB"}
SPELLINGS = {"oosaka": "osaka"}
TITLED = {"osaka-shi": "27100"}


def folded_names(row: Mapping[str, Any]) -> list[str]:
    """Return all names of a row or of a feature's properties, with readings and words for countries."""
    names = [row.get(name, "") for name in NAMES]
    codes = [row["municipality_code"], f"{row['prefecture_code']}000"]
    if row["country"] == "JP" and (place := row.get("partner_place", "")).startswith("jp-"):
        codes.append(place.removeprefix("jp-"))
    names += [office.kana for code in codes if (office := find_office(code))]
    for country in (row["country"], row.get("municipality_country", "")):
        names += words_for_country(country)
    return [search_fold(name) for name in names]


def are_found(row: Mapping[str, Any], names: list[str], words: str) -> bool:
    """Whether all words are in the names: those in Latin letters at the start of a word, others anywhere."""
    if code := COUNTRIES.get(words.lower()):
        return code in (row["country"], row.get("municipality_country", ""))
    if code := TITLED.get(words.lower()):
        return code in (row["municipality_code"], row.get("partner_place", "").removeprefix("jp-"))
    spelt = search_fold(SPELLINGS.get(words.lower(), words))
    return all(any(_is_in(word, name) for name in names) for word in spelt.split())


def _is_in(word: str, name: str) -> bool:
    return any(one.startswith(word) for one in name.split()) if word.isascii() else word in name
