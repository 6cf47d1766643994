"""The texts in which the words of a selection are searched: all names of each side, or of an event.

A text begins and ends with a space. viewer/static/js/model/search-text.js makes the same ones.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geodata.gazetteer import find_office
from geodata.gazetteer.country_words import words_for_country
from geodata.model.vocabulary import PREFECTURES
from geodata.text.search_folding import romaji_words, search_fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

_NEAR: Final = (
    "municipality", "municipality_ja", "municipality_place", "prefecture", "prefecture_ja", "prefecture_code",
    "signed_as", "municipality_admin1", "municipality_admin1_ja", "municipality_country",
    "municipality_country_name", "municipality_country_name_ja",
)  # fmt: skip
_FAR: Final = (
    "partner", "partner_ja", "partner_place", "partner_admin1", "partner_admin1_ja", "country",
    "country_name", "country_name_ja",
)  # fmt: skip
_JAPAN: Final = "JP"
_FORMER: Final = re.compile(r"(?P<en>[^(]*)\((?P<ja>[^)]+)\)$")
_JAPANESE_PLACE: Final = re.compile("jp-([0-9]{5})")
_fold = lru_cache(maxsize=16384)(search_fold)


class _Near(NamedTuple):
    """The columns `_NEAR` of a row."""

    name: str
    name_ja: str
    place: str
    prefecture: str
    prefecture_ja: str
    prefecture_code: str
    signed_as: str
    admin1: str
    admin1_ja: str
    country: str
    country_name: str
    country_name_ja: str


class _Far(NamedTuple):
    """The columns `_FAR` of a row."""

    name: str
    name_ja: str
    place: str
    admin1: str
    admin1_ja: str
    country: str
    country_name: str
    country_name_ja: str


def near_texts(frame: pd.DataFrame) -> list[str]:
    """Return the text of each row's first side."""
    return _texts(frame, _NEAR, lambda *values: _near_text(_Near(*values)))


def far_texts(frame: pd.DataFrame) -> list[str]:
    """Return the text of each row's partner."""
    return _texts(frame, _FAR, lambda *values: _far_text(_Far(*values)))


def country_marker(code: str) -> str:
    """Return the word that stands for a country (ISO 3166-1 alpha-2) in a text: ` @us `."""
    return f" @{code.lower()} "


def reading_of_place(id_: str) -> str:
    """Return the name of a Japanese place in hiragana, by its id (`jp-32448`); "" if unknown."""
    code = _JAPANESE_PLACE.fullmatch(id_)
    office = find_office(code[1]) if code else None
    return office.kana if office else ""


def reading_of_prefecture(code: str) -> str:
    """Return the name of a prefecture in hiragana, by its JIS X 0401 code; "" if unknown."""
    office = find_office(f"{code}000")
    return office.kana if office else ""


def event_text(event: Mapping[Any, Any]) -> str:
    """Return the text of an event, a row of its frame: what happened, where, and whom it concerns."""
    names = zip(event["municipalities"], event["municipalities_ja"], event["municipality_codes"], strict=True)
    places = [
        (event["place_name"], event["place_name_ja"], event["place"]),
        *((name, name_ja, f"jp-{code}") for name, name_ja, code in names),
        *((*PREFECTURES[code], f"jp-{code}000") for code in event["prefecture_codes"]),
    ]
    named = [
        word
        for name, name_ja, id_ in places
        for word in _place_names(name, name_ja, id_, is_japanese=id_.startswith("jp-"))
    ]
    countries = zip(event["countries"], event["country_names"], event["country_names_ja"], strict=True)
    words = [word for country in countries for word in _country_words(*country)]
    texts = (event["title"], event["title_ja"], event["venue"], event["place_admin1"], *event["partners"])
    return _joined([*(_fold(text) for text in texts), *named, *words])


def _texts(frame: pd.DataFrame, columns: tuple[str, ...], text_of: Callable[..., str]) -> list[str]:
    """Return a text for each row; equal rows are folded once."""
    text_of = cache(text_of)
    rows = zip(*(frame[column].tolist() for column in columns), strict=True)
    return [text_of(*row) for row in rows]


def _near_text(side: _Near) -> str:
    signed_as = _joined([_fold(side.signed_as), *_former_romaji(side.signed_as)])
    names = _place_names(side.name, side.name_ja, side.place, is_japanese=bool(side.prefecture_code))
    if not side.prefecture_code:
        state = _fold(side.admin1), _fold(side.admin1_ja)
        country = _country_words(side.country, side.country_name, side.country_name_ja)
        return signed_as + _joined([*names, *state, *country])
    is_prefecture = side.prefecture_ja == side.name_ja
    around = [
        "" if is_prefecture else _fold(side.prefecture_ja + side.name_ja),
        _fold(side.prefecture),
        _fold(side.prefecture_ja),
        _fold(reading_of_prefecture(side.prefecture_code)),
        *romaji_words(side.prefecture, side.prefecture_ja),
    ]
    return signed_as + _joined([*names, *around])


def _former_romaji(signed_as: str) -> list[str]:
    """Return the words for the romanisations of a former municipality: `Kurisawa Town (栗沢町)`."""
    names = _FORMER.match(signed_as)
    return romaji_words(names["en"], names["ja"]) if names else []


def _far_text(side: _Far) -> str:
    names = _place_names(side.name, side.name_ja, side.place, is_japanese=side.country == _JAPAN)
    state = [_fold(side.admin1), _fold(side.admin1_ja)]
    if side.country == _JAPAN:
        state += romaji_words(side.admin1, side.admin1_ja)
    country = _country_words(side.country, side.country_name, side.country_name_ja)
    return _joined([*names, *state, *country])


def _place_names(name: str, name_ja: str, id_: str, *, is_japanese: bool) -> list[str]:
    japanese = [_fold(reading_of_place(id_)), *romaji_words(name, name_ja)] if is_japanese else []
    return [_fold(name), _fold(name_ja), *japanese]


def _country_words(code: str, name: str, name_ja: str) -> list[str]:
    return [_fold(name), _fold(name_ja), *words_for_country(code), country_marker(code).strip()]


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(filter(None, words))} "
