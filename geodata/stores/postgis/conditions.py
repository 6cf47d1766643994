"""A selection as SQL conditions on `partnerships` or `partnership_index`; all values are bound parameters.

Conditions with a box apply to `partnership_index` with the alias `searched`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.model.vocabulary import NEVER_IN_FORCE
from geodata.stores.postgis.box_conditions import box_parameters, intersects_boxes, split_box
from geodata.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection

    Conditions = dict[str, sql.Composable]

COUNTED: Final = ("country", "status", "kind", "prefecture")
"""The filters that have facets."""
_LISTS: Final[dict[str, LiteralString]] = {
    "country": "country = ANY(%(country)s)",
    "status": "status = ANY(%(status)s)",
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
_DATED_THEN: Final[LiteralString] = f"NOT {_UNDATED_THEN}"
_SIGNED_WITHIN: Final[LiteralString] = "signed_year BETWEEN %(first)s AND %(last)s"
_WORD: Final[LiteralString] = "(near_names = ANY({0}) OR far_names = ANY({0}))"


def conditions(
    selection: Selection, number: int, days: Interval | None = None, *, by_index: bool = True
) -> Conditions:
    """Return the conditions by filter; `days` replaces the date filters.

    by_index: whether lines that intersect the box are looked up in an index, or tested row by row.
    """
    found: Conditions = {name: sql.SQL(text) for name, text in _LISTS.items() if getattr(selection, name)}
    if count := len(fold(selection.q).split()):
        keys = (sql.Placeholder(f"keys{word}") for word in range(count))
        found["q"] = every(sql.SQL(_WORD).format(key) for key in keys)
    if selection.bbox and not _is_whole_earth(selection.bbox):
        boxes = len(split_box(selection.bbox))
        found["bbox"] = intersects_boxes("box", boxes, number, by_index=by_index)
    if days is not None:
        found["possible"], found["undated"] = sql.SQL(_MAY_BE_IN_FORCE_THEN), sql.SQL(_DATED_THEN)
        return found
    return found | date_conditions(selection)


def date_conditions(selection: Selection) -> Conditions:
    """Return the conditions of all date filters together, equal to those of `geodata.query.masks`."""
    possible: list[sql.Composable] = []
    certain: list[sql.Composable] = []
    if selection.signed is not None:
        possible.append(sql.SQL(f"({_SIGNED_WITHIN} OR signed_year IS NULL)"))
        certain.append(sql.SQL(_SIGNED_WITHIN))
    if selection.year is not None:
        possible += [sql.SQL(_MAY_BE_IN_FORCE), sql.SQL("(signed_year <= %(year)s OR signed_year IS NULL)")]
        certain += [sql.SQL(_MAY_BE_IN_FORCE), sql.SQL("signed_year <= %(year)s")]
    undated = undated_condition(selection)
    matching: dict[str, sql.Composable] = {
        "include": sql.SQL("({} OR {})").format(every(certain), undated),
        "exclude": sql.SQL("({} AND NOT {})").format(every(certain), undated),
        "only": undated,
    }
    return {"possible": every(possible), "undated": matching[selection.keeps_undated]}


def undated_condition(selection: Selection, days: Interval | None = None) -> sql.SQL:
    """Return the condition for rows whose dates do not decide the date filters."""
    if days is not None:
        return sql.SQL(_UNDATED_THEN)
    if selection.year is None:
        return sql.SQL("signed_year IS NULL")
    return sql.SQL("(signed_year IS NULL OR (is_over_unknown AND signed_year < %(year)s))")


def parameters(selection: Selection, days: Interval | None = None) -> dict[str, Any]:
    """Return the bound values of a selection's conditions, except `keys0`, `keys1`, ...

    `keysN` are the keys of all names that contain the N-th search word.
    """
    first, last = selection.signed_years
    values: dict[str, Any] = {name: list(getattr(selection, name)) for name in _LISTS}
    values |= {
        "year": selection.year,
        "first": first or 0,
        "last": last or 9999,
        "never": list(NEVER_IN_FORCE),
    }
    if days is not None:
        begin, end = days.dates
        # "" sorts before all digits, "~" after them.
        values |= {"first_day": begin.replace("..", ""), "last_day": end.replace("..", "~")}
    if selection.bbox:
        values |= box_parameters("box", split_box(selection.bbox))
    return values


def every(texts: Iterable[sql.Composable]) -> sql.Composable:
    """Join conditions with AND."""
    joined = list(texts)
    return sql.SQL("({})").format(sql.SQL(" AND ").join(joined)) if joined else sql.SQL("true")


def _is_whole_earth(bbox: tuple[float, float, float, float]) -> bool:
    return bbox == (-180, -90, 180, 90)
