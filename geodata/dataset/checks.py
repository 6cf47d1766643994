"""Validation of partnerships, sources and places, cell by cell."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from geodata.gazetteer.countries import country_codes
from geodata.model.dates import DateError, ends_before_it_begins, parse_date
from geodata.model.errors import ValidationIssue
from geodata.model.vocabulary import KINDS, LEVELS, PRECISIONS, PREFECTURES, STATUSES

_DATE = "write 1959, 1959-11 or 1959-11-17 (from 1800 to 2100), or nothing"


def check_partnerships(table: pd.DataFrame, sources: pd.DataFrame) -> Iterable[ValidationIssue]:
    """Return the issues of partnerships.csv; its sources must be rows of `sources`."""
    check = TableChecks("partnerships.csv", table)
    yield from check.ids(
        "[a-z0-9]+(-[a-z0-9]+)*", "write lower-case ASCII letters and digits, joined by hyphens"
    )
    yield from check.words("kind", KINDS)
    yield from check.words("status", STATUSES)
    yield from check.words("partner_level", LEVELS)
    yield from _check_codes(check)
    yield from check.pattern("partner", r"(?s).*\S.*", "write the partner's name")
    yield from check.countries("country")
    for column in ("signed", "ended", "as_of"):
        yield from check.dates(column)
    ends_early = list(map(ends_before_it_begins, table["signed"], table["ended"]))
    yield from check.where("ended", ends_early, "it can't end before it was signed")
    known = set(sources["id"])
    named = [ids.split(";") for ids in table["sources"]]
    yield from check.where("sources", [not set(ids) <= known for ids in named], "name rows of sources.csv")
    yield from check.where("sources", [len(set(ids)) < len(ids) for ids in named], "name each source once")


def check_sources(table: pd.DataFrame) -> Iterable[ValidationIssue]:
    """Return the issues of sources.csv."""
    check = TableChecks("sources.csv", table)
    yield from check.ids("[A-Za-z0-9_-]+", "write ASCII letters and digits")
    yield from check.pattern("title", r"(?s).*\S.*", "write the source's title")
    yield from check.pattern(
        "url", r"(https?://\S+)?", "write an address that begins with https://, or nothing"
    )
    yield from check.dates("date")


def check_places(table: pd.DataFrame) -> Iterable[ValidationIssue]:
    """Return the issues of places.csv."""
    check = TableChecks("places.csv", table)
    yield from check.ids(r"\S+", "write an id without white space")
    yield from check.words("level", LEVELS)
    yield from check.words("precision", PRECISIONS)
    yield from check.countries("country")
    for column, limit in (("lon", 180), ("lat", 90)):
        degrees = pd.to_numeric(table[column], errors="coerce").abs()
        yield from check.where(column, ~(degrees <= limit), f"write degrees within -{limit}..{limit}")


class TableChecks:
    """A table with the name of its file, and the checks of its columns."""

    def __init__(self, file: str, table: pd.DataFrame) -> None:
        self.file = file
        self.table = table

    def where(
        self, column: str, wrong: "pd.Series[bool] | list[bool]", advice: str
    ) -> Iterable[ValidationIssue]:
        for row in np.flatnonzero(wrong):
            yield ValidationIssue(self.file, int(row) + 2, column, str(self.table[column].iloc[row]), advice)

    def pattern(self, column: str, pattern: str, advice: str) -> Iterable[ValidationIssue]:
        return self.where(column, ~self.table[column].str.fullmatch(pattern), advice)

    def words(self, column: str, words: tuple[str, ...]) -> Iterable[ValidationIssue]:
        return self.where(column, ~self.table[column].isin(words), f"write one of {', '.join(words)}")

    def ids(self, pattern: str, advice: str) -> Iterable[ValidationIssue]:
        yield from self.pattern("id", pattern, advice)
        yield from self.where("id", self.table["id"].duplicated(), "give every row an id of its own")

    def countries(self, column: str) -> Iterable[ValidationIssue]:
        return self.where(
            column, ~self.table[column].isin(country_codes()), "write an ISO 3166-1 alpha-2 code"
        )

    def dates(self, column: str) -> Iterable[ValidationIssue]:
        return self.where(column, [_fails(parse_date, text) for text in self.table[column]], _DATE)


def _check_codes(check: "TableChecks") -> Iterable[ValidationIssue]:
    """Yield issues of municipality codes: only a side abroad may lack one."""
    codes = check.table["municipality_code"]
    is_placed = optional_column(check.table, "municipality_place") != ""
    is_code = codes.str.fullmatch("[0-9]{5}")
    advice = "write the 5 digits of JIS X 0402, or nothing where municipality_place names a place abroad"
    yield from check.where("municipality_code", ~(is_code | ((codes == "") & is_placed)), advice)
    is_nowhere = is_code & is_placed & ~codes.str[:2].isin(PREFECTURES)
    yield from check.where("municipality_code", is_nowhere, "begin with a prefecture's code, 01 to 47")


def optional_column(table: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return an optional column of partnerships, empty if the file lacks it."""
    return table[column] if column in table else pd.Series("", index=table.index)


def _fails(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return True
    return False
