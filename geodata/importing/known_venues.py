"""Venues whose words don't say enough, and their places: venues.csv."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable

from geodata.gazetteer import load_municipalities
from geodata.geocoding.geocoder import geocode
from geodata.importing.event_venues import Venue
from geodata.model.place import Place
from geodata.model.shipped import shipped_data


@cache
def load_known_venues() -> Mapping[str, Venue | None]:
    """Read the venues.csv that ships."""
    return read_venues(shipped_data())


def read_venues(folder: Traversable) -> dict[str, Venue | None]:
    """Read the venues.csv of a folder: the place of each venue, None where it has none.

    Raises ValueError for a place that no gazetteer has.
    """
    with (folder / "venues.csv").open(encoding="utf-8") as table:
        return {row["venue"]: _read_venue(row) if row["name"] else None for row in csv.DictReader(table)}


def _read_venue(row: Mapping[str, str]) -> Venue:
    place = geocode(row["name"], country=row["country"], admin1=row["admin1"], level=row["level"])
    if not isinstance(place, Place):
        raise ValueError(f"venues.csv: {row['venue']!r}: {row['name']!r} is not one place")
    return Venue(place, load_municipalities().code_of(place))
