"""The shipped files: partnerships.csv, sources.csv, places.csv and events.csv, and their columns."""

import csv
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

PARTNERSHIP_COLUMNS = (
    "id",
    "kind",
    "status",
    "municipality_code",
    "signed_as",
    "partner",
    "partner_ja",
    "partner_admin1",
    "partner_level",
    "partner_seat",
    "country",
    "signed",
    "ended",
    "as_of",
    "sources",
    "note",
)
OPTIONAL_PARTNERSHIP_COLUMNS = ("municipality_place", "partner_place")
"""Ids in places.csv, if they do not follow from the other columns; else empty."""

SOURCE_COLUMNS = ("id", "title", "url", "date")
PLACE_COLUMNS = ("id", "name", "name_ja", "country", "admin1", "level", "lon", "lat", "precision", "origin")

EVENT_COLUMNS = (
    "id",
    "date",
    "date_end",
    "kind",
    "status",
    "municipality_codes",
    "partnerships",
    "partners",
    "countries",
    "place",
    "venue",
    "title",
    "title_ja",
    "participants",
    "sources",
)
"""`municipality_codes`, `partnerships`, `partners`, `countries` and `sources` are lists, separated by `;`."""


def shipped_data() -> Traversable:
    """Return the folder of the data that ships with the package."""
    return files("geodata") / "data"


@cache
def read_merged_ids() -> dict[str, str]:
    """Return the ids that partnerships had before they were merged into another, and the id of that."""
    with (shipped_data() / "merged_ids.csv").open(encoding="utf-8") as table:
        return {row["id"]: row["merged_into"] for row in csv.DictReader(table)}
