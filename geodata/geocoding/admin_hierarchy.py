"""The administrative hierarchy of Japan: wards in their city, municipalities in their prefecture."""

from functools import cache

from geodata.gazetteer.jis import Municipality, jis_table
from geodata.gazetteer.municipalities import prefecture_title
from geodata.model.vocabulary import PREFECTURES


def is_prefecture(code: str) -> bool:
    """Whether a JIS X 0402 code is that of a prefecture itself (NN000)."""
    return code[2:] == "000" and code[:2] in PREFECTURES


def is_municipality(code: str) -> bool:
    """Whether a JIS X 0402 code is that of a city, ward, town or village."""
    return code in jis_table()


def names_of(code: str) -> tuple[str, str]:
    """Return a municipality's or prefecture's English and Japanese name; KeyError for an unknown code."""
    if is_prefecture(code):
        return prefecture_title(code[:2]), PREFECTURES[code[:2]][1]
    row = jis_table()[code]
    return row.name, row.name_ja


def municipalities_of(prefecture: str) -> list[str]:
    """Return the codes of a prefecture's cities, towns, villages and Tokyo's wards, without cities' wards."""
    wards = _wards_by_city()
    inner = {ward for city in wards for ward in wards[city]}
    return [code for code in jis_table() if code.startswith(prefecture) and code not in inner]


def wards_of(code: str) -> tuple[str, ...]:
    """Return the codes of a designated city's wards; empty for any other."""
    return _wards_by_city().get(code, ())


def city_of(code: str) -> str:
    """Return the code of the designated city that a ward belongs to, or ""."""
    return next((city for city, wards in _wards_by_city().items() if code in wards), "")


@cache
def _wards_by_city() -> dict[str, tuple[str, ...]]:
    table = jis_table()
    cities = [row for row in table.values() if row.is_designated_city and row.name_ja.endswith("市")]
    return {city.code: tuple(row.code for row in table.values() if _is_ward(row, city)) for city in cities}


def _is_ward(row: Municipality, city: Municipality) -> bool:
    inside = row.prefecture == city.prefecture and row.name_ja.startswith(city.name_ja)
    return inside and row.name_ja.endswith("区")
