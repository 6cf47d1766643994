"""Validation of events.csv, cell by cell."""

from collections.abc import Collection, Iterable

import pandas as pd

from geodata.dataset.checks import TableChecks
from geodata.dataset.place_ids import municipality_place_id
from geodata.dataset.tables import TextTables
from geodata.gazetteer.countries import country_codes
from geodata.model.dates import ends_before_it_begins
from geodata.model.errors import ValidationIssue
from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES


def check_events(table: pd.DataFrame, tables: TextTables) -> Iterable[ValidationIssue]:
    """Return the issues of events.csv; it may name only rows of the other tables."""
    check = TableChecks("events.csv", table)
    places = set(tables.places["id"])
    yield from check.ids(
        "[a-z0-9]+(-[a-z0-9]+)*", "write lower-case ASCII letters and digits, joined by hyphens"
    )
    yield from check.words("kind", EVENT_KINDS)
    yield from check.words("status", EVENT_STATUSES)
    yield from check.pattern("date", ".+", "write when it was: 1959, 1959-11 or 1959-11-17")
    for column in ("date", "date_end"):
        yield from check.dates(column)
    ends_early = list(map(ends_before_it_begins, table["date"], table["date_end"]))
    yield from check.where("date_end", ends_early, "it can't end before it began")
    for column in ("title", "title_ja"):
        yield from check.pattern(column, r"(?s).*\S.*", "say in a sentence what happened")
    yield from check.pattern("participants", "[0-9]*", "write a whole number, or nothing")
    codes = {code for codes in table["municipality_codes"] for code in split_list(codes)}
    placed = {code for code in codes if municipality_place_id(code) in places}
    yield from _each_in(check, "municipality_codes", placed, "name JIS codes of municipalities in places.csv")
    yield from _each_in(check, "countries", country_codes(), "write ISO 3166-1 alpha-2 codes, ; between them")
    known = set(tables.partnerships["id"])
    yield from _each_in(check, "partnerships", known, "name rows of partnerships.csv")
    yield from _each_in(check, "sources", set(tables.sources["id"]), "name rows of sources.csv")
    yield from check.pattern("sources", ".+", "name the source, a row of sources.csv")
    unplaced = (table["place"] != "") & ~table["place"].isin(places)
    yield from check.where("place", unplaced, "name a row of places.csv, or nothing")


def split_list(cell: str) -> list[str]:
    """Return the values of a list in a cell, separated by `;`."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def _each_in(
    check: TableChecks, column: str, known: Collection[str], advice: str
) -> Iterable[ValidationIssue]:
    wrong = [not all(value in known for value in split_list(cell)) for cell in check.table[column]]
    return check.where(column, wrong, advice)
