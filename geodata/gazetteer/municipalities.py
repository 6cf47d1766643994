"""Japan's municipalities and prefectures, by JIS X 0402 code, kanji or romaji.

The JIS table's points are centres of areas, up to 30 km from the town, and Kitakyushu's is Fukuoka's.
So a municipality stands where GeoNames has its town, when the two agree.
"""

import re
from collections import defaultdict
from functools import cache

from geodata.gazetteer.geonames import Town, load_geonames
from geodata.gazetteer.jis import Municipality, jis_table
from geodata.lines import distance_km
from geodata.names import fold, romaji_key
from geodata.place import Place
from geodata.vocabulary import PREFECTURE_CAPITALS, PREFECTURES

_FURTHEST_SEAT_KM = 36.0
_FURTHEST_NAMESAKE_KM = 25.0


class Municipalities:
    """The JIS table and its points, checked against GeoNames."""

    def __init__(self, rows: list[Municipality]) -> None:
        self._by_code = {row.code: row for row in rows}
        self._by_name: dict[str, list[Municipality]] = defaultdict(list)
        for row in rows:
            for key in _spellings(row):
                self._by_name[key].append(row)

    def place(self, code: str) -> Place | None:
        """Return the place of a municipality, or of a prefecture (NN000: at its office); None if unknown."""
        if code.endswith("000"):
            return self._prefecture_place(code)
        row = self._by_code.get(code)
        if row is None:
            return None
        town = self._town(row)
        lon, lat = (town.lon, town.lat) if town else (row.lon, row.lat)
        return Place(
            name=row.name,
            name_ja=row.name_ja,
            country="JP",
            admin1=PREFECTURES[row.prefecture][0],
            level="municipality",
            lon=lon,
            lat=lat,
            precision="seat" if town else "area",
            origin=f"geonames:{town.id}" if town else f"jis:{code}",
            population=town.population if town else 0,
        )

    def named(self, name: str, prefecture: str = "") -> list[str]:
        """Return the codes of the municipalities and prefectures with a name, in a prefecture if given."""
        key = fold(name)
        if key.isascii() and not key.isdigit():
            prefectures = [
                f"{code}000" for code, (en, _) in PREFECTURES.items() if fold(en) == _bare_prefecture(key)
            ]
            rows = self._by_name.get(romaji_key(name), [])
            if re.search(r"\b(prefecture|metropolis|ken)$", key):
                return prefectures
            codes = [row.code for row in rows]
            codes += prefectures if not codes else []
        else:
            codes = [row.code for row in self._by_name.get(key, [])]
            codes += [
                f"{code}000"
                for code, (_, ja) in PREFECTURES.items()
                if key == ja or (key == ja[:-1] and not codes)
            ]
        return [code for code in codes if not prefecture or code.startswith(prefecture)]

    def _town(self, row: Municipality) -> Town | None:
        best: tuple[int, bool, bool, float] | None = None
        chosen = None
        base = romaji_key(row.name)
        for town in _towns_by_prefecture().get(row.prefecture, []):
            kanji = (
                2
                if row.name_ja in town.names
                else int(len(row.name_ja) > 2 and row.name_ja[:-1] in town.names)
            )
            same_romaji = romaji_key(town.name) == base
            if not kanji and not same_romaji:
                continue
            away = distance_km(row.lon, row.lat, town.lon, town.lat)
            limit = _FURTHEST_SEAT_KM if kanji == 2 else _FURTHEST_NAMESAKE_KM
            if away > limit and not (kanji == 2 and row.is_designated_city):
                continue
            if kanji < 2 and self._is_nearer_to_a_namesake(row, town, away):
                continue
            rank = (kanji, town.population > 0, same_romaji, -away)
            if best is None or rank > best:
                best, chosen = rank, town
        return chosen

    def _is_nearer_to_a_namesake(self, row: Municipality, town: Town, away: float) -> bool:
        return any(
            other.code != row.code
            and other.prefecture == row.prefecture
            and distance_km(other.lon, other.lat, town.lon, town.lat) < away
            for other in self._by_name[romaji_key(row.name)]
        )

    def _prefecture_place(self, code: str) -> Place | None:
        names = PREFECTURES.get(code[:2])
        if names is None:
            return None
        seat = self.place(PREFECTURE_CAPITALS[code[:2]])
        assert seat is not None  # noqa: S101 - every capital is in the table, a test sees to it
        return Place(
            name=prefecture_title(code[:2]),
            name_ja=names[1],
            country="JP",
            admin1=names[0],
            level="region",
            lon=seat.lon,
            lat=seat.lat,
            precision="area",
            origin=seat.origin,
        )


def prefecture_title(code: str) -> str:
    """Return a prefecture's full English name: `Osaka Prefecture`, `Tokyo Metropolis`, `Hokkaido`."""
    name = PREFECTURES[code][0]
    return {"01": name, "13": f"{name} Metropolis"}.get(code, f"{name} Prefecture")


def _bare_prefecture(key: str) -> str:
    return re.sub(r"\s*\b(prefecture|metropolis|ken|to|fu)$", "", key)


def _spellings(row: Municipality) -> set[str]:
    """Return the keys under which a municipality is found: code, romaji, kanji with and without its parts."""
    prefecture = PREFECTURES[row.prefecture][1]
    kanji = {row.name_ja, row.county_ja + row.name_ja, row.name_ja[:-1]}
    return {
        row.code,
        romaji_key(row.name),
        *(fold(name) for name in kanji),
        *(fold(prefecture + name) for name in kanji),
    }


@cache
def _towns_by_prefecture() -> dict[str, list[Town]]:
    codes = {name: code for code, (name, _) in PREFECTURES.items()}
    towns: dict[str, list[Town]] = defaultdict(list)
    for town in load_geonames().towns("JP"):
        if town.division:
            towns[codes[town.division.name]].append(town)
    return towns


@cache
def load_municipalities() -> Municipalities:
    """Read the JIS table; GeoNames' towns are read when a place is first asked for."""
    return Municipalities(list(jis_table().values()))
