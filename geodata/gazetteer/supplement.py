"""Our own table of places that no gazetteer package has under the name in use."""

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files

from geodata.gazetteer.divisions import load_divisions
from geodata.gazetteer.geonames import load_geonames
from geodata.model.place import Place
from geodata.text.folding import fold, has_kana, kana_key
from geodata.text.han_variants import hanzi_key, has_hanzi
from geodata.text.name_variants import without_title_ja


class SupplementError(ValueError):
    """A row of `supplement.csv` that has neither a known GeoNames id nor a point."""

    def __init__(self, name: str) -> None:
        super().__init__(f"supplement.csv: {name!r} needs a geonameid that cities500 has, or lon and lat")
        self.name = name


class Supplement:
    """The rows of `supplement.csv`, found by country and any spelling."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for row in rows:
            place = _read_place(row)
            names = (row["name"], row["name_ja"], *row["also_known_as"].split("|"))
            for key in {key for name in names for key in _keys(name)} - {""}:
                self._by_name[row["country"], key].append(place)

    def named(self, country: str, name: str) -> list[Place]:
        """Return the curated places of a country with a name; level and admin1 distinguish them."""
        return next(
            (found for key in _keys(name) if (found := self._by_name.get((country, key)))),
            [],
        )


def _keys(name: str) -> list[str]:
    """Return the keys of a name: folded, and in its Japanese forms, with and without 市."""
    if has_hanzi(name) and not has_kana(name):
        return [fold(name), hanzi_key(name)]
    if not has_kana(name):
        return [fold(name)]
    return [fold(name), kana_key(name), kana_key(without_title_ja(name))]


def _read_place(row: dict[str, str]) -> Place:
    if row["geonameid"]:
        town = load_geonames().town(int(row["geonameid"]))
        if town is None:
            raise SupplementError(row["name"])
        lon, lat, origin = town.lon, town.lat, f"geonames:{town.id}"
        population = town.population
    elif row["lon"] and row["lat"]:
        lon, lat, origin = float(row["lon"]), float(row["lat"]), row["source"]
        population = 0
    else:
        raise SupplementError(row["name"])
    division = load_divisions().find(row["country"], row["admin1"])
    return Place(
        name=row["name"],
        name_ja=row["name_ja"],
        country=row["country"],
        admin1=division[0].name if division else row["admin1"],
        level=row["level"],
        lon=lon,
        lat=lat,
        precision=row["precision"],
        origin=origin,
        population=population,
    )


@cache
def load_supplement() -> Supplement:
    """Read `geodata/data/supplement.csv`.

    Raises SupplementError for a row without a point and a known GeoNames id.
    """
    with (files("geodata") / "data" / "supplement.csv").open(encoding="utf-8") as table:
        return Supplement(list(csv.DictReader(table)))
