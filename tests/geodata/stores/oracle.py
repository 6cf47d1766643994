"""Selections read slowly, a row at a time: what stores answer is held against it."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import shapely

from geodata import Selection
from tests.support.searched_words import are_found, folded_names

Row = dict[str, Any]
Verdict = Literal["in", "undated", "out"]
LISTS = {
    "country": "country", "status": "status", "kind": "kind", "prefecture": "prefecture_code",
    "municipality": "municipality_code",
}  # fmt: skip


class Oracle:
    """Answers about a dataset's frame."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.rows: list[Row] = [row | {"names": folded_names(row)} for row in frame.to_dict("records")]

    def passing(self, selection: Selection) -> list[Row]:
        """The rows that pass all filters, in order."""
        return [row for row in self.rows if verdict(row, selection) == "in"]

    def page(self, selection: Selection) -> list[str]:
        """The ids of a page."""
        rows = self.passing(selection)
        for key in reversed(selection.sortby):
            name = key.lstrip("+-")
            known = [row for row in rows if row[name] != ""]
            known.sort(key=_value(name), reverse=key.startswith("-"))
            if key.startswith("-"):  # Equal ones stay in the order they had.
                groups = dict.fromkeys(row[name] for row in known)
                known = [row for value in groups for row in rows if row[name] == value]
            rows = known + [row for row in rows if row[name] == ""]
        end = None if selection.limit is None else selection.offset + selection.limit
        return [row["id"] for row in rows[selection.offset : end]]

    def left_out(self, selection: Selection) -> int:
        return sum(verdict(row, selection) == "undated" for row in self.rows)

    def facet(self, name: str, selection: Selection) -> dict[str, int]:
        """How many of each value of a column pass all filters but its own."""
        rows = self.passing(selection.model_copy(update={name: ()}))
        values = [_compared(row, name, selection) for row in rows]
        return dict(Counter(value for value in values if value))

    def years(self, selection: Selection) -> dict[int, int]:
        """How many of those that pass, whatever `year` says, are in force in each year.

        One that ended nobody knows when is in none of them, not even in the year of its signing.
        """
        years = [row["signed_year"] for row in self.rows if row["signed"]]
        rows = self.passing(selection.model_copy(update={"year": None}))
        dated = [row for row in rows if row["signed"] and (row["status"] != "ended" or row["ended"])]
        return {
            year: sum(_in_force(row, year) is True for row in dated)
            for year in range(min(years), max(years) + 1)
        }


def verdict(row: Row, selection: Selection) -> Verdict:
    """Whether a row passes; `undated` where it is left out only because its dates aren't known."""
    for name in LISTS:
        if getattr(selection, name) and _compared(row, name, selection) not in getattr(selection, name):
            return "out"
    if not are_found(row, row["names"], selection.q):
        return "out"
    if selection.bbox and not _touches(row["geometry"], selection.bbox):
        return "out"
    return _verdict_of_dates(row, selection)


def _compared(row: Row, name: str, selection: Selection) -> str:
    """The value that a filter compares: of the status that in the selection's year."""
    value: str = row[LISTS[name]]
    is_over = value in ("suspended", "ended") and row["ended"]
    if name == "status" and is_over and selection.year is not None and row["ended_year"] > selection.year:
        return "active"
    return value


def _verdict_of_dates(row: Row, selection: Selection) -> Verdict:
    results: list[bool | None] = []
    if selection.signed is not None:
        first, last = selection.signed_years
        results.append((first or 0) <= row["signed_year"] <= (last or 9999) if row["signed"] else None)
    if selection.ended is not None:
        first, last = selection.ended_years
        known = (first or 0) <= row["ended_year"] <= (last or 9999) if row["ended"] else False
        is_unknown = row["status"] in ("suspended", "ended") and not row["ended"]
        results.append(None if is_unknown else known)
    if selection.year is not None:
        results.append(_in_force(row, selection.year))
    if not results and not row["signed"]:
        results = [None]
    if False in results:
        return "out"
    keeps = {"include": (True, None), "exclude": (True,), "only": (None,)}[selection.keeps_undated]
    result = None if None in results else True
    if result in keeps:
        return "in"
    return "undated" if result is None else "out"


def _in_force(row: Row, year: int) -> bool | None:
    """Whether a row is in force in a year; None where its dates don't tell."""
    if row["status"] in ("planned", "cancelled"):
        return False
    has_ended = row["status"] == "ended"
    if has_ended and row["ended"] and row["ended_year"] < year:
        return False
    if not row["signed"]:
        return None
    if row["signed_year"] > year:
        return False
    return None if has_ended and not row["ended"] and row["signed_year"] < year else True


def _touches(line: shapely.Geometry, bbox: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bbox
    spans = [(west, east)] if west <= east else [(west, 180), (-180, east)]
    return any(bool(shapely.intersects(line, shapely.box(w, south, e, north))) for w, e in spans)


def _value(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]
