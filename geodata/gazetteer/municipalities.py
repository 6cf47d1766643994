"""Japan's municipalities and prefectures, by JIS X 0402 code, kanji or romaji.

A municipality is placed at its office. If the point of its office is not used, it is placed at the GeoNames
town if that agrees with the JIS table, else at the table's point, which is the centre of its area.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from geodata.gazetteer.geonames import Town, load_geonames
from geodata.gazetteer.jis import Municipality, jis_table
from geodata.gazetteer.offices import Office, find_office
from geodata.geometry.great_circles import distance_km
from geodata.model.place import Place
from geodata.model.vocabulary import PREFECTURE_CAPITALS, PREFECTURES
from geodata.text.folding import fold, fold_keeping_hyphens, romaji_key
from geodata.text.kanji_variants import kanji_key
from geodata.text.titles import CITY, PREFECTURE, TITLES, WARD

_FURTHEST_SEAT_KM = 36.0
_FURTHEST_NAMESAKE_KM = 25.0
_TITLE_IN_KANA = re.compile("(?<=.)(けん|ふ|と|し|ちょう|まち|むら|そん|く)$")
_SUFFIX = re.compile(rf"(?<=\S)[ -]({'|'.join(TITLES)})$")


class Municipalities:
    """The municipalities of the JIS table, at their offices."""

    def __init__(self, rows: list[Municipality]) -> None:
        self._by_code = {row.code: row for row in rows}
        self._codes: dict[Place | None, str] = {}
        self._by_name: dict[str, list[Municipality]] = defaultdict(list)
        for row in rows:
            for key in _spellings(row):
                self._by_name[key].append(row)
        self._wards: dict[str, list[Municipality]] = defaultdict(list)
        self._cities = {city for row in rows if (city := _city_of(row))}
        for row in rows:
            if city := _city_of(row):
                self._wards[kanji_key(row.name_ja.removeprefix(city))].append(row)
                self._wards[romaji_key(row.name.partition(" ")[2])].append(row)

    def place(self, code: str) -> Place | None:
        """Return the place of a municipality, or of a prefecture (NN000: at its office); None if unknown."""
        if code.endswith("000"):
            return self._prefecture_place(code)
        row = self._by_code.get(code)
        if row is None:
            return None
        town = self.town(code)
        place = Place(
            name=row.name,
            name_ja=row.name_ja,
            country="JP",
            admin1=PREFECTURES[row.prefecture][0],
            level="municipality",
            lon=row.lon,
            lat=row.lat,
            precision="area",
            origin=f"jis:{code}",
            population=town.population if town else 0,
        )
        if (office := find_office(code)) and office.is_point_used:
            return _at_office(place, office)
        if town:
            return replace(place, lon=town.lon, lat=town.lat, precision="seat", origin=f"geonames:{town.id}")
        return place

    def town(self, code: str) -> Town | None:
        """Return the GeoNames town of a municipality, if one agrees with the JIS table's point."""
        return self._town(self._by_code[code])

    def code_of(self, place: Place) -> str:
        """Return the code of a place returned by `place`, or "" for any other place."""
        if not self._codes:
            self._codes = {self.place(code): code for code in self.codes()}
        return self._codes.get(place, "")

    def codes(self) -> list[str]:
        """Return all codes, the prefectures' (NN000) first."""
        return [*(f"{code}000" for code in PREFECTURES), *self._by_code]

    def named(self, name: str, *, level: str = "") -> list[str]:
        """Return the codes of the municipalities and prefectures that a name may mean.

        Its suffix decides the type (Osaka-fu, Fuchu-cho, 中央区). Without one, and without a level, a
        prefecture is meant too, unless its capital has the same name (Osaka is the city).
        """
        stem, kinds = _split_suffix(name)
        as_prefecture = self.prefecture(name)
        if kinds == PREFECTURE:
            return [f"{as_prefecture}000"] if as_prefecture else []
        rows = self._rows(name, stem, kinds)
        codes = [row.code for row in rows]
        if not as_prefecture or (kinds and as_prefecture != "01"):
            return codes
        capital = self._by_code[PREFECTURE_CAPITALS[as_prefecture]]
        if level == "region" or not (capital in rows and capital.name == PREFECTURES[as_prefecture][0]):
            codes.append(f"{as_prefecture}000")
        return codes

    def similar(self, name: str) -> tuple[str, ...]:
        """Return up to three Japanese names of municipalities that are most similar to one in kanji."""
        names = {kanji_key(row.name_ja): row.name_ja for row in self._by_code.values()}
        close = process.extract(
            kanji_key(name), names.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=3
        )
        return tuple(names[key] for key, _, _ in close)

    def _rows(self, name: str, stem: str, kinds: str) -> list[Municipality]:
        if not name.isascii() and (exact := self._by_name.get(kanji_key(name))):
            return exact + self._wards.get(kanji_key(name), [])
        rows = [row for row in self._by_name.get(romaji_key(stem), []) if _is_of_kind(row, kinds)]
        if kinds == CITY:
            rows = [row for row in rows if row.name_ja[-1] == "市"] or rows
        if kinds == WARD:
            rows += self._wards.get(romaji_key(stem), [])
        if not stem.isascii():
            rows += [row for row in self._wards.get(kanji_key(name), []) if row not in rows]
        return rows

    def prefecture(self, text: str) -> str:
        """Return the JIS X 0401 code of a prefecture's name, in romaji or kanji, or of its code; else ""."""
        return _prefecture_codes().get(_prefecture_key(text), "")

    def is_parent(self, text: str) -> bool:
        """Whether a text names something that contains municipalities: a prefecture or a city with wards."""
        return bool(self.prefecture(text) or self._cities_of_wards(text))

    def within(self, parent: str, codes: list[str]) -> list[str]:
        """Return those codes that lie in a city with wards of this name, or else in the prefecture."""
        cities = self._cities_of_wards(parent)
        wards = [code for code in codes if (row := self._by_code.get(code)) and _city_of(row) in cities]
        prefecture = self.prefecture(parent)
        inside = [code for code in codes if prefecture and code.startswith(prefecture)]
        return (wards or inside) if not _is_named_prefecture(parent) else inside

    def is_ward_of_city(self, code: str) -> bool:
        """Whether a code is that of a ward of a designated city (not of Tokyo)."""
        row = self._by_code.get(code)
        return row is not None and bool(_city_of(row))

    def _cities_of_wards(self, text: str) -> set[str]:
        stem, kinds = _split_suffix(text)
        rows = self._by_name.get(kanji_key(text), []) + self._by_name.get(romaji_key(stem), [])
        cities = {row.name_ja for row in rows if _is_of_kind(row, kinds)}
        return cities & self._cities

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
        capital = self.place(PREFECTURE_CAPITALS[code[:2]])
        assert capital is not None  # noqa: S101 - every capital is in the table, a test sees to it
        title = prefecture_title(code[:2])
        place = replace(capital, name=title, name_ja=names[1], level="region", precision="area", population=0)
        office = find_office(code)
        return _at_office(place, office) if office and office.is_point_used else place


def _at_office(place: Place, office: Office) -> Place:
    return replace(
        place, lon=office.lon, lat=office.lat, precision="office", origin=f"localgovjp:{office.code}"
    )


def prefecture_title(code: str) -> str:
    """Return a prefecture's full English name: `Osaka Prefecture`, `Tokyo Metropolis`, `Hokkaido`."""
    name = PREFECTURES[code][0]
    return {"01": name, "13": f"{name} Metropolis"}.get(code, f"{name} Prefecture")


def _split_suffix(name: str) -> tuple[str, str]:
    """Return a name without its suffix, and the last characters of the kanji that the suffix allows.

    `Fuchu-cho` gives `fuchu` and 町, `Fuchu` no kind.
    """
    if name.isascii() or re.search(r"[a-zA-Z]", name):
        folded = fold_keeping_hyphens(name)
        match = _SUFFIX.search(folded)
        if match is None:
            return folded, ""
        kinds = TITLES[match.group(1)]
        return (folded[: match.start()], kinds)
    last = unicodedata.normalize("NFKC", name).strip()[-1:]
    if _prefecture_codes().get(_prefecture_key(name)) and last in PREFECTURE:
        return name, PREFECTURE
    return name, last if last in "市町村区" else ""


def _is_of_kind(row: Municipality, kinds: str) -> bool:
    if not kinds:
        return True
    if kinds == CITY:
        return row.name_ja[-1] == "市" or (row.prefecture == "13" and row.name_ja[-1] == "区")
    return row.name_ja[-1] in kinds


def _city_of(row: Municipality) -> str:
    """Return the designated city that a ward belongs to (横浜市 for 横浜市旭区), or ""."""
    city, found, ward = row.name_ja.partition("市")
    return city + found if found and ward.endswith("区") else ""


def _prefecture_key(text: str) -> str:
    folded = fold(text).removeprefix("jp ")
    if not folded.isascii():
        return kanji_key(text)
    bare = re.sub(r"\s+(prefecture|metropolis|ken|fu|to)$", "", fold(text.replace("-", " ")))
    return bare.removeprefix("jp ") if folded.isdigit() else romaji_key(bare)


def _is_named_prefecture(text: str) -> bool:
    return _split_suffix(text)[1] == PREFECTURE


@cache
def _prefecture_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, (en, ja) in PREFECTURES.items():
        codes |= dict.fromkeys((code, romaji_key(en), kanji_key(ja)), code)
        codes[kanji_key(ja if code == "01" else ja[:-1])] = code
        codes |= dict.fromkeys(_readings(f"{code}000"), code)
    return codes


def _spellings(row: Municipality) -> set[str]:
    """Return the keys under which a municipality is found: code, romaji, kanji with and without its parts."""
    prefecture = PREFECTURES[row.prefecture][1]
    kanji = {row.name_ja, row.county_ja + row.name_ja, row.name_ja[:-1]}
    return {
        row.code,
        romaji_key(row.name),
        *_readings(row.code),
        *(kanji_key(name) for name in kanji),
        *(kanji_key(prefecture + name) for name in kanji),
    }


def _readings(code: str) -> set[str]:
    """Return the keys of a name in kana, with its title and without: みさとちょう, みさと."""
    office = find_office(code)
    if office is None:
        return set()
    return {kanji_key(office.kana), kanji_key(_TITLE_IN_KANA.sub("", office.kana))}


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
    """Load the JIS table; GeoNames' towns are loaded when a place is first requested."""
    return Municipalities(list(jis_table().values()))
