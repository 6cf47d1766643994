"""A selection as SQL conditions on `partnerships` or `partnership_index`; all values are bound parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.model.vocabulary import ACTIVE_BEFORE_END, NEVER_IN_FORCE
from geodata.query.search_query import SearchQuery
from geodata.stores.postgis.box_conditions import touching_conditions, touching_parameters
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection

    Conditions = dict[str, LiteralString]

COUNTED: Final = ("country", "status", "kind", "prefecture")
"""The filters that have facets."""
IS_STATUS: Final[LiteralString] = "status = ANY(%(status)s)"
_LISTS: Final[dict[str, LiteralString]] = {
    "country": "country = ANY(%(country)s)",
    "status": IS_STATUS,
    "kind": "kind = ANY(%(kind)s)",
    "prefecture": "prefecture_code = ANY(%(prefecture)s)",
    "municipality": "municipality_code = ANY(%(municipality)s)",
}
_MAY_BE_IN_FORCE: Final[LiteralString] = "status <> ALL(%(never)s) AND over_year >= %(year)s"
_MAY_BE_IN_FORCE_THEN: Final[LiteralString] = (
    "status <> ALL(%(never)s) AND (over_year = 9999 OR ended || '~' >= %(first_day)s)"
    " AND (signed <= %(last_day)s OR signed IS NULL)"
)
"""Dates are compared as texts: 1990 and 1990-04 sort before their days, and with a trailing ~ after them."""
_UNDATED_THEN: Final[LiteralString] = (
    "(signed IS NULL OR (is_over_unknown AND signed || '~' < %(first_day)s))"
)
_STATUS_THEN: Final[LiteralString] = (
    "CASE WHEN status = ANY(%(was_active)s) AND left(ended, 4) > %(year_text)s THEN 'active' ELSE status END"
)
_END_UNKNOWN: Final[LiteralString] = "(status = ANY(%(was_active)s) AND ended IS NULL)"
_WORD: Final[LiteralString] = "(near_names = ANY({0}) OR far_names = ANY({0}))"


def conditions(selection: Selection, days: Interval | None = None, *, by_index: bool = True) -> Conditions:
    """Return the conditions by filter; `days` replaces the date filters.

    by_index: whether lines near a box are looked up in the index, or compared row by row (faster for few).
    """
    found: Conditions = {name: text for name, text in _LISTS.items() if getattr(selection, name)}
    if selection.status and days is None:
        found["status"] = f"{status_column(selection)} = ANY(%(status)s)"
    if count := len(SearchQuery.parse(selection.q).terms):
        found["q"] = every(_WORD.format(f"%(keys{number})s") for number in range(count))
    if selection.bbox:
        touching = touching_conditions(selection.bbox, by_index=by_index)
        found |= {"bbox": "true"} if _is_whole_earth(selection.bbox) else touching
    if days is not None:
        return found | {"possible": _MAY_BE_IN_FORCE_THEN, "undated": f"NOT {_UNDATED_THEN}"}
    return found | date_conditions(selection)


def status_column(selection: Selection) -> LiteralString:
    """Return the expression of the status in the selection's year, of today's without a year."""
    return "status" if selection.year is None else f"({_STATUS_THEN})"


def searched(selection: Selection, number: int) -> sql.Composed:
    """Return the partition that a selection's conditions apply to."""
    return sql.SQL("{}").format(partition("partnership_index" if selection.bbox else "partnerships", number))


def date_conditions(selection: Selection) -> Conditions:
    """Return the conditions of all date filters together, equal to those of `geodata.query.masks`."""
    possible: list[LiteralString] = ["true"]
    certain: list[LiteralString] = ["true"]
    if selection.signed is not None:
        within: LiteralString = "signed_year BETWEEN %(first)s AND %(last)s"
        possible.append(f"({within} OR signed_year IS NULL)")
        certain.append(within)
    if selection.ended is not None:
        ended: LiteralString = "left(ended, 4) BETWEEN %(first_end)s AND %(last_end)s"
        possible.append(f"({ended} OR {_END_UNKNOWN})")
        certain.append(f"({ended} AND ended IS NOT NULL)")
    if selection.year is not None:
        possible += [_MAY_BE_IN_FORCE, "(signed_year <= %(year)s OR signed_year IS NULL)"]
        certain += [_MAY_BE_IN_FORCE, "signed_year <= %(year)s"]
    undated = undated_condition(selection)
    kept_conditions: dict[str, LiteralString] = {
        "include": f"({every(certain)} OR {undated})",
        "exclude": f"({every(certain)} AND NOT {undated})",
        "only": undated,
    }
    return {"possible": every(possible), "undated": kept_conditions[selection.keeps_undated]}


def undated_condition(selection: Selection, days: Interval | None = None) -> LiteralString:
    """Return the condition for rows whose dates do not decide the date filters."""
    if days is not None:
        return _UNDATED_THEN
    undated: list[LiteralString] = []
    if selection.depends_on_signing:
        undated.append("signed_year IS NULL")
    if selection.ended is not None:
        undated.append(_END_UNKNOWN)
    if selection.year is not None:
        undated.append("(is_over_unknown AND signed_year < %(year)s)")
    return "(" + " OR ".join(undated) + ")"


def parameters(selection: Selection, days: Interval | None = None) -> dict[str, Any]:
    """Return the bound values of a selection's conditions, except `keys0`, `keys1`, ...

    `keysN` are the keys of all texts that contain the N-th search term.
    """
    first, last = selection.signed_years
    first_end, last_end = selection.ended_years
    values: dict[str, Any] = {name: list(getattr(selection, name)) for name in _LISTS}
    values |= {
        "year": selection.year,
        "first": first or 0,
        "last": last or 9999,
        "first_end": f"{first_end or 0:04}",
        "last_end": f"{last_end or 9999:04}",
        "year_text": f"{selection.year or 0:04}",
        "never": list(NEVER_IN_FORCE),
        "was_active": list(ACTIVE_BEFORE_END),
    }
    if days is not None:
        begin, end = days.dates
        # "" sorts before all digits, "~" after them.
        values |= {"first_day": begin.replace("..", ""), "last_day": end.replace("..", "~")}
    if selection.bbox:
        values |= touching_parameters(selection.bbox)
    return values


def every(texts: Iterable[LiteralString]) -> LiteralString:
    """Join conditions with AND."""
    return "(" + " AND ".join(texts) + ")" if (texts := list(texts)) else "true"


def _is_whole_earth(bbox: tuple[float, float, float, float]) -> bool:
    return bbox == (-180, -90, 180, 90)
