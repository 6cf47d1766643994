"""Facets and counts in the database: one pass over the ties, or over their counts where those suffice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.query.facets import Facets
from geodata.stores.postgis.conditions import (
    COUNTED,
    conditions,
    date_conditions,
    every,
    searched,
    undated_condition,
)
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection

_ONLY_TIES: Final = ("municipality", "q", "near", "bbox")
"""Filters that the table of counts doesn't know."""
_COLUMNS: Final[dict[str, LiteralString]] = {
    "country": "country", "status": "status", "kind": "kind", "prefecture": "prefecture_code",
}  # fmt: skip
_COUNTED_TIES: Final[LiteralString] = """
counted AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown, 1 AS ties
    FROM {searched} WHERE {only_ties}
),
"""
_COUNTED_BUT_OTHERS: Final[LiteralString] = """
counted AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown, ties FROM {counts}
    UNION ALL
    SELECT country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown, -count(*)
    FROM {searched} WHERE NOT {touches}
    GROUP BY country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown
),
"""
"""The same where most lines touch a box: all that were counted beforehand, less those that don't."""
_FACETS: Final[LiteralString] = """
WITH {counted} grouped AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code,
        sum(ties) FILTER (WHERE {kept}) AS kept, {left_out} AS left_out
    FROM {table} WHERE {possible} GROUP BY country, status, kind, prefecture_code
)
{facets}
UNION ALL SELECT 'total', NULL, coalesce(sum(kept), 0)::bigint FROM grouped WHERE {passing}
UNION ALL SELECT 'left_out', NULL, coalesce(sum(left_out), 0)::bigint FROM grouped WHERE {passing}
UNION ALL SELECT 'year', signed_year || ' ' || over_year, sum(ties)::bigint FROM {years}
WHERE {any_year} AND signed_year IS NOT NULL AND NOT is_over_unknown AND status <> ALL(%(never)s)
GROUP BY signed_year, over_year
"""
_FACET: Final[LiteralString] = """
SELECT {name} AS facet, {column} AS value, sum(kept)::bigint AS count
FROM grouped WHERE {others} AND {column} IS NOT NULL GROUP BY {column} HAVING sum(kept) > 0
"""
_LEFT_OUT: Final[LiteralString] = "sum({ties}) FILTER (WHERE {undated} AND NOT {kept})"
_COUNT: Final[LiteralString] = """
SELECT coalesce(sum({ties}) FILTER (WHERE {kept}), 0)::bigint, coalesce({left_out}, 0)::bigint
FROM {table} WHERE {others}
"""
_SPAN: Final[LiteralString] = "SELECT min(signed_year), max(signed_year) FROM {table}"

_QUICK_COUNT: Final[LiteralString] = """
WITH traces AS MATERIALIZED (SELECT * FROM {searched} WHERE {possible} LIMIT {most} + 1)
SELECT count(*) FILTER (WHERE {kept}), coalesce({left_out}, 0)::bigint, (SELECT count(*) FROM traces) > {most}
FROM traces WHERE {others}
"""
_SAMPLE: Final[LiteralString] = """
SELECT count(*) FROM {traces} WHERE by_chance < {sample} AND {possible}
"""
SAMPLE: Final = 1000
MOST_LOOKED_AT: Final = 5000
"""So many ties are looked at to say how many pass, where nothing counted beforehand says it."""

Rows = list[tuple[str, str, int]]


def facet_question(selection: Selection, number: int, *, are_most_near: bool = False) -> sql.Composed:
    """Return the query for facets: rows of a facet, a value and a count.

    The total and what is left out are rows of it, too; those of `year` are a pair of first and last years.
    are_most_near: whether most lines are near the box, so that looking up which ones would take longest.
    """
    found = _found(selection, None, are_most_near=are_most_near)
    any_year = found | date_conditions(selection.model_copy(update={"year": None}))
    looks_at_ties = _looks_at_ties(selection)
    if are_most_near and not (selection.municipality or selection.q):
        counted = sql.SQL(_COUNTED_BUT_OTHERS).format(
            counts=partition("tie_counts", number),
            searched=searched(selection, number),
            touches=_all(found, ("bbox",)),
        )
    else:
        counted = sql.SQL(_COUNTED_TIES).format(
            searched=searched(selection, number), only_ties=_all(found, _ONLY_TIES)
        )
    facets = [
        sql.SQL(_FACET).format(
            name=sql.Literal(name),
            column=sql.SQL(_COLUMNS[name]),
            others=_all(found, (other for other in COUNTED if other != name)),
        )
        for name in COUNTED
    ]
    return sql.SQL(_FACETS).format(
        counted=counted if looks_at_ties else sql.SQL(""),
        table=sql.Identifier("counted") if looks_at_ties else _counts(selection, number),
        years=sql.Identifier("counted") if looks_at_ties else _counts_of_years(selection, number),
        kept=sql.SQL(found["undated"]),
        left_out=_left_out(selection, sql.SQL("ties")),
        possible=sql.SQL(found["possible"]),
        facets=sql.SQL(" UNION ALL ").join(facets),
        passing=_all(found, COUNTED),
        any_year=_all(any_year, (*COUNTED, "possible", "undated")),
    )


def count_question(
    selection: Selection, number: int, days: Interval | None = None, *, are_most_near: bool = False
) -> sql.Composed:
    """Return the query for the total and what is left out alone."""
    found = _found(selection, days, are_most_near=are_most_near)
    looks_at_ties = _looks_at_ties(selection) or days is not None
    ties = sql.SQL("1" if looks_at_ties else "ties")
    return sql.SQL(_COUNT).format(
        ties=ties,
        kept=sql.SQL(found["undated"]),
        left_out=_left_out(selection, ties, days),
        table=searched(selection, number) if looks_at_ties else _counts(selection, number),
        others=_all(found, (name for name in found if name != "undated")),
    )


def is_counted_beforehand(selection: Selection, days: Interval | None) -> bool:
    """Tell whether counting takes no look at each tie, or at those of a municipality alone."""
    return days is None and not selection.q and not selection.bbox


def quick_count_question(selection: Selection, number: int, days: Interval | None = None) -> sql.Composed:
    """Return the same as far as it is quick: a third column says whether more ties had to be looked at."""
    found = conditions(selection, days)
    return sql.SQL(_QUICK_COUNT).format(
        searched=searched(selection, number),
        possible=_all(found, (name for name in found if name not in ("undated", "bbox"))),
        most=sql.Literal(MOST_LOOKED_AT),
        kept=sql.SQL(found["undated"]),
        left_out=_left_out(selection, sql.SQL("1"), days),
        others=_all(found, ("bbox",)),
    )


def span_question(number: int) -> sql.Composed:
    """Return the query for the first and the last year of signing of all."""
    return sql.SQL(_SPAN).format(table=partition("tie_counts_anywhere", number))


def read_facets(rows: Rows, span: tuple[Any, Any]) -> Facets:
    """Return the answers to the queries for facets and for the span of all years as facets."""
    return Facets(
        total=_named(rows, "total"),
        undated_left_out=_named(rows, "left_out"),
        year=_count_years(rows, span),
        **{name: _sorted(rows, name) for name in COUNTED},
    )


def sample_question(selection: Selection, number: int, days: Interval | None = None) -> sql.Composed:
    """Return the query for how many of SAMPLE ties, picked by chance, would be looked at one by one."""
    found = conditions(selection, days, by_index=False)
    return sql.SQL(_SAMPLE).format(
        traces=partition("tie_traces", number),
        sample=sql.Literal(SAMPLE),
        possible=_all(found, (name for name in found if name not in ("undated", "bbox"))),
    )


def _found(selection: Selection, days: Interval | None, *, are_most_near: bool) -> dict[str, LiteralString]:
    found = conditions(selection, days)
    return found | {"near": "true"} if are_most_near and "near" in found else found


def _looks_at_ties(selection: Selection) -> bool:
    return bool(selection.municipality or selection.q or selection.bbox)


def _counts(selection: Selection, number: int) -> sql.Identifier:
    """Return the smallest table of counts that has all filters' columns."""
    return partition("tie_counts" if selection.has_date_filter else "tie_counts_undated", number)


def _counts_of_years(selection: Selection, number: int) -> sql.Identifier:
    """Return the smallest one that has years, too."""
    has_places = selection.country or selection.prefecture
    return partition("tie_counts" if has_places else "tie_counts_anywhere", number)


def _left_out(selection: Selection, ties: sql.SQL, days: Interval | None = None) -> sql.Composed:
    kept = conditions(selection, days)["undated"]
    undated = undated_condition(selection, days)
    return sql.SQL(_LEFT_OUT).format(ties=ties, undated=sql.SQL(undated), kept=sql.SQL(kept))


def _all(found: dict[str, LiteralString], names: Iterable[str]) -> sql.SQL:
    return sql.SQL(every(found[name] for name in names if name in found))


def _named(rows: Rows, name: str) -> int:
    return next(count for facet, _, count in rows if facet == name)


def _sorted(rows: Rows, name: str) -> dict[str, int]:
    """Return the counts of a facet, most frequent first, then by value."""
    counts = {value: count for facet, value, count in rows if facet == name}
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _count_years(rows: Rows, span: tuple[Any, Any]) -> dict[int, int]:
    first, last = span
    if first is None:
        return {}
    begun, over = Counter[int](), Counter[int]()
    for pair, ties in _sorted(rows, "year").items():
        signed_year, over_year = map(int, pair.split())
        if over_year >= signed_year:
            begun[signed_year] += ties
            over[over_year + 1] += ties
    in_force, counts = 0, {}
    for year in range(first, last + 1):
        in_force += begun[year] - over[year]
        counts[year] = in_force
    return counts
