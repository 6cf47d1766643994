"""Parsing countries as people write them: with the form of state, a part, or a repetition in brackets."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from geodata.gazetteer.countries import find_country
from geodata.gazetteer.divisions import load_divisions
from geodata.text.folding import fold


class WrittenCountry(NamedTuple):
    """A country's ISO 3166-1 alpha-2 code, and the part of it that was named with it ("" for none)."""

    code: str
    part: str


_PARTS = {
    "England": ("england", "イングランド"),
    "Scotland": ("scotland", "スコットランド"),
    "Wales": ("wales", "ウェールズ"),
    "Northern Ireland": ("northern ireland", "北アイルランド"),
}
"""The countries of the United Kingdom, which appear in country columns although the country is GB."""

_SOVEREIGNS = frozenset({"AU", "CN", "DK", "FI", "FR", "GB", "NL", "NO", "NZ", "PT", "US"})
"""Countries that are named beside a territory of theirs that has its own code (`グアム（米国）`)."""

_TERRITORIES = {
    "CN": ("HK", "MO"),
    "DK": ("FO", "GL"),
    "FR": ("GF", "GP", "MQ", "NC", "PF", "RE"),
    "US": ("AS", "GU", "MP", "PR", "VI"),
}
"""Territories that lists name as a state or a partner of their country (`香港特別行政区`)."""

_BRACKETED = re.compile(r"^(?P<outer>[^(]*)\((?P<inner>[^()]*)\)\s*$")
_FORM_OF_STATE = re.compile(
    r"(?<=..)(連邦|社会主義|人民|民主主義|民主|イスラム|アラブ|多民族|ボリバル|・)*"
    r"(共和国|王国|合衆国|連邦|連合|大公国|公国|国)$"
)
_FORM_OF_STATE_EN = re.compile(
    r"^(the )?((people s|peoples|socialist|federative|federal|democratic|islamic|united) )*"
    r"(republic|kingdom|state|states|commonwealth|principality|federation|grand duchy) of (the )?|^the "
)
_FORM_OF_TERRITORY = re.compile(r"(特別行政区|準州|自治領|州|島)$| SAR$")
_SEPARATORS = " ・/、,:-－"


@cache
def read_country(text: str) -> WrittenCountry | None:
    """Return the country that a text means, and a part of it if one is named, too; None if unknown.

    `アメリカ合衆国 (U.S.A.)`, `ドイツ連邦共和国`, `Ohio, United States`, `中国（香港）`, `米国オレゴン州`.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    bracketed = _BRACKETED.match(text)
    if bracketed and not find_country(text):
        return _read_bracketed(bracketed["outer"].strip(), bracketed["inner"].strip())
    return _read_plain(text) or _read_with_comma(text) or _read_with_part_behind(text)


def territory_of(country: str, name: str) -> str | None:
    """Return the code of a country's territory with this name, with or without its form: グアム準州."""
    code = find_country(name) or find_country(_FORM_OF_TERRITORY.sub("", name))
    return code if code in _TERRITORIES.get(country, ()) else None


def _read_bracketed(outer: str, inner: str) -> WrittenCountry | None:
    """Return the country of a text in brackets if it is a territory or a part of the text before them."""
    country, other = read_country(outer), _read_plain(inner)
    if country is None or (other and other.code != country.code):
        return country if other is None or (country and other.code in _SOVEREIGNS) else other
    if other and other.part:
        return other
    part = inner if load_divisions().find(country.code, inner) and not other else country.part
    return WrittenCountry(country.code, part)


def _read_plain(text: str) -> WrittenCountry | None:
    for form in (text, _FORM_OF_STATE.sub("", text), _FORM_OF_STATE_EN.sub("", fold(text))):
        folded = fold(form)
        for part, spellings in _PARTS.items():
            if folded in spellings:
                return WrittenCountry("GB", part)
        if form and (code := find_country(form)):
            return WrittenCountry(code, "")
    return None


def _read_with_comma(text: str) -> WrittenCountry | None:
    """Return the country of `Scotland, United Kingdom`, `Réunion, France` or `Ohio, United States`."""
    first, comma, last = (part.strip() for part in text.rpartition(","))
    country = _read_plain(last) if comma else None
    if country is None:
        return None
    own = _read_plain(first)
    return own or WrittenCountry(country.code, first)


def _read_with_part_behind(text: str) -> WrittenCountry | None:
    """Return the country at the beginning of a text whose rest is a part of it: `中国浙江省`."""
    for end in range(len(text) - 1, 1, -1):
        if country := _read_plain(text[:end]):
            rest = text[end:].strip(_SEPARATORS)
            if load_divisions().find(country.code, rest):
                return WrittenCountry(country.code, rest)
            if own := _read_plain(rest):
                return own
    return None
