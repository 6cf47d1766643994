"""Facets and counts in the database: one pass over the ties, or over their counts where those suffice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.facets import Facets
from geodata.stores.postgis.conditions import COUNTED, conditions, date_conditions, every, undated_condition
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.selection import Selection

_ONLY_TIES: Final = ("municipality", "q", "bbox")
"""Filters that the table of counts doesn't know."""
_COLUMNS: Final[dict[str, LiteralString]] = {
    "country": "country", "status": "status", "kind": "kind", "prefecture": "prefecture_code",
}  # fmt: skip
_GROUPED: Final[LiteralString] = """
WITH grouped AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code,
        sum({ties}) FILTER (WHERE {kept}) AS kept,
        sum({ties}) FILTER (WHERE {undated} AND NOT {kept}) AS left_out
    FROM {table} WHERE {fixed}
    GROUP BY country, status, kind, prefecture_code
)
"""
_FACET: Final[LiteralString] = """
SELECT {name} AS facet, {column} AS value, sum(kept)::bigint AS count
FROM grouped WHERE {others} AND {column} IS NOT NULL
GROUP BY {column} HAVING sum(kept) > 0
"""
_TOTALS: Final[LiteralString] = """
SELECT {name}, NULL, coalesce(sum({column}), 0)::bigint FROM grouped WHERE {all}
"""
_YEARS: Final[LiteralString] = """
SELECT signed_year, over_year, sum({ties})::bigint FROM {table}
WHERE {all} AND signed_year IS NOT NULL AND NOT is_over_unknown AND status <> ALL(%(never)s)
GROUP BY signed_year, over_year
"""
_SPAN: Final[LiteralString] = "SELECT min(signed_year), max(signed_year) FROM {table}"


def facet_question(selection: Selection, number: int) -> sql.Composed:
    """Return the query for all facets but the years; the total and what is left out are rows of it, too."""
    found = conditions(selection)
    parts = [
        sql.SQL(_FACET).format(
            name=sql.Literal(name),
            column=sql.SQL(_COLUMNS[name]),
            others=_all(found, (other for other in COUNTED if other != name)),
        )
        for name in COUNTED
    ]
    return _grouped(selection, number) + sql.SQL(" UNION ALL ").join([*parts, *_totals(found)])


def count_question(selection: Selection, number: int) -> sql.Composed:
    """Return the query for the total and what is left out alone."""
    return _grouped(selection, number) + sql.SQL(" UNION ALL ").join(_totals(conditions(selection)))


def year_question(selection: Selection, number: int) -> sql.Composed:
    """Return the query for how many passed in each pair of first and last years, whatever `year` says."""
    found = conditions(selection) | date_conditions(selection.model_copy(update={"year": None}))
    return sql.SQL(_YEARS).format(all=_all(found, found), **_source(selection, number, by_year=True))


def span_question(number: int) -> sql.Composed:
    """Return the query for the first and the last year of signing of all."""
    return sql.SQL(_SPAN).format(table=partition("tie_counts_anywhere", number))


def read_facets(
    rows: list[tuple[str, str, int]], years: list[tuple[int, int, int]], span: tuple[Any, Any]
) -> Facets:
    """Return the answers to the three queries as facets."""
    return Facets(
        total=_named(rows, "total"),
        undated_left_out=_named(rows, "left_out"),
        year=_count_years(years, span),
        **{name: _sorted(rows, name) for name in COUNTED},
    )


def read_count(rows: list[tuple[str, str, int]]) -> tuple[int, int]:
    """Return the total and how many are left out."""
    return _named(rows, "total"), _named(rows, "left_out")


def _grouped(selection: Selection, number: int) -> sql.Composed:
    found = conditions(selection)
    return sql.SQL(_GROUPED).format(
        kept=sql.SQL(found["undated"]),
        undated=sql.SQL(undated_condition(selection)),
        fixed=_all(found, (name for name in found if name not in (*COUNTED, "undated"))),
        **_source(selection, number),
    )


def _source(selection: Selection, number: int, *, by_year: bool = False) -> dict[str, sql.Composable]:
    """Return the smallest table that has what is asked for, and how many ties a row of it stands for."""
    if any(getattr(selection, name) for name in _ONLY_TIES):
        return {"table": partition("ties", number), "ties": sql.SQL("1")}
    if by_year:
        has_places = bool(selection.country or selection.prefecture)
        table = "tie_counts" if has_places else "tie_counts_anywhere"
    else:
        table = "tie_counts" if selection.has_date_filter else "tie_counts_undated"
    return {"table": partition(table, number), "ties": sql.SQL("ties")}


def _totals(found: dict[str, LiteralString]) -> list[sql.Composed]:
    return [
        sql.SQL(_TOTALS).format(name=sql.Literal(name), column=sql.SQL(column), all=_all(found, COUNTED))
        for name, column in (("total", "kept"), ("left_out", "left_out"))
    ]


def _all(found: dict[str, LiteralString], names: Iterable[str]) -> sql.SQL:
    return sql.SQL(every(found[name] for name in names if name in found))


def _named(rows: list[tuple[str, str, int]], name: str) -> int:
    return next(count for facet, _, count in rows if facet == name)


def _sorted(rows: list[tuple[str, str, int]], name: str) -> dict[str, int]:
    """Return the counts of a facet, most frequent first, then by value."""
    counts = {value: count for facet, value, count in rows if facet == name}
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _count_years(years: list[tuple[int, int, int]], span: tuple[Any, Any]) -> dict[int, int]:
    first, last = span
    if first is None:
        return {}
    begun, over = Counter[int](), Counter[int]()
    for signed_year, over_year, ties in years:
        if over_year >= signed_year:
            begun[signed_year] += ties
            over[over_year + 1] += ties
    in_force, counts = 0, {}
    for year in range(first, last + 1):
        in_force += begun[year] - over[year]
        counts[year] = in_force
    return counts
