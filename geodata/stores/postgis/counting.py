"""Facets and counts in the database: one pass over the rows, or over tables of counts where they suffice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.query.facets import Facets
from geodata.stores.postgis.conditions import (
    COUNTED,
    IS_STATUS,
    conditions,
    every,
    searched,
    status_column,
    undated_condition,
)
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection

_ROW_FILTERS: Final = ("municipality", "q", "near", "bbox")
"""Filters that need the rows, since the tables of counts lack their columns."""
_COLUMNS: Final[dict[str, LiteralString]] = {
    "country": "country", "status": "status", "kind": "kind", "prefecture": "prefecture_code",
}  # fmt: skip
_COUNTED_ROWS: Final[LiteralString] = """
counted AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code, signed_year, ended, over_year, is_over_unknown,
        1 AS partnerships
    FROM {searched} WHERE {row_filters}
),
"""
_COUNTED_BUT_OTHERS: Final[LiteralString] = """
counted AS MATERIALIZED (
    SELECT country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown, partnerships
    FROM {counts}
    UNION ALL
    SELECT country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown, -count(*)
    FROM {searched} WHERE NOT {touches}
    GROUP BY country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown
),
"""
"""The same where most lines touch a box: the counts of all, less the counts of those that do not."""
_FACETS: Final[LiteralString] = """
WITH {counted} grouped AS MATERIALIZED (
    SELECT country, {status} AS status, kind, prefecture_code,
        sum(partnerships) FILTER (WHERE {matching}) AS matching, {left_out} AS left_out
    FROM {table} WHERE {possible} GROUP BY country, {status}, kind, prefecture_code
)
{facets}
UNION ALL SELECT 'total', NULL, coalesce(sum(matching), 0)::bigint FROM grouped WHERE {passing}
UNION ALL SELECT 'left_out', NULL, coalesce(sum(left_out), 0)::bigint FROM grouped WHERE {passing}
UNION ALL SELECT 'year', signed_year || ' ' || over_year, sum(partnerships)::bigint FROM {years}
WHERE {any_year} AND signed_year IS NOT NULL AND NOT is_over_unknown AND status <> ALL(%(never)s)
GROUP BY signed_year, over_year
"""
_FACET: Final[LiteralString] = """
SELECT {name} AS facet, {column} AS value, sum(matching)::bigint AS count
FROM grouped WHERE {others} AND {column} IS NOT NULL GROUP BY {column} HAVING sum(matching) > 0
"""
_LEFT_OUT: Final[LiteralString] = "sum({partnerships}) FILTER (WHERE {undated} AND NOT {matching})"
_COUNT: Final[LiteralString] = """
SELECT coalesce(sum({partnerships}) FILTER (WHERE {matching}), 0)::bigint, coalesce({left_out}, 0)::bigint
FROM {table} WHERE {others}
"""
_SPAN: Final[LiteralString] = "SELECT min(signed_year), max(signed_year) FROM {table}"

_QUICK_COUNT: Final[LiteralString] = """
WITH candidates AS MATERIALIZED (SELECT * FROM {searched} WHERE {possible} LIMIT {max_count} + 1)
SELECT count(*) FILTER (WHERE {matching}), coalesce({left_out}, 0)::bigint,
    (SELECT count(*) FROM candidates) > {max_count}
FROM candidates WHERE {others}
"""
_SAMPLE: Final[LiteralString] = """
SELECT count(*) FROM {index} WHERE random_rank < {sample} AND {possible}
"""
SAMPLE: Final = 1000
MAX_QUICK_COUNT: Final = 5000
"""Maximum number of rows that a quick count reads, where no table of counts has the answer."""

Rows = list[tuple[str, str, int]]


def facet_query(selection: Selection, number: int, *, matches_most: bool = False) -> sql.Composed:
    """Return the query for facets; its rows are (facet, value, count).

    The total and the number left out are rows, too; the value of a `year` row is a first and a last year.
    matches_most: whether most lines are near the box, so that looking up which ones would take longest.
    """
    found = _found(selection, None, matches_most=matches_most)
    any_year = _found(selection.model_copy(update={"year": None}), None, matches_most=matches_most)
    grouped = found | ({"status": IS_STATUS} if selection.status else {})
    # The facet of the status is that in the year, which the tables of counts can't tell.
    needs_rows = _needs_rows(selection) or selection.year is not None
    needs_only_box = not (
        selection.municipality or selection.q or selection.ended or selection.year is not None
    )
    if matches_most and needs_only_box:
        counted = sql.SQL(_COUNTED_BUT_OTHERS).format(
            counts=partition("partnership_counts", number),
            searched=searched(selection, number),
            touches=_all(found, ("bbox",)),
        )
    else:
        counted = sql.SQL(_COUNTED_ROWS).format(
            searched=searched(selection, number), row_filters=_all(found, _ROW_FILTERS)
        )
    facets = [
        sql.SQL(_FACET).format(
            name=sql.Literal(name),
            column=sql.SQL(_COLUMNS[name]),
            others=_all(grouped, (other for other in COUNTED if other != name)),
        )
        for name in COUNTED
    ]
    return sql.SQL(_FACETS).format(
        counted=counted if needs_rows else sql.SQL(""),
        table=sql.Identifier("counted") if needs_rows else _counts(selection, number),
        years=sql.Identifier("counted") if needs_rows else _counts_of_years(selection, number),
        matching=sql.SQL(found["undated"]),
        left_out=_left_out(selection, sql.SQL("partnerships")),
        possible=sql.SQL(found["possible"]),
        status=sql.SQL(status_column(selection)),
        facets=sql.SQL(" UNION ALL ").join(facets),
        passing=_all(grouped, COUNTED),
        any_year=_all(any_year, (*COUNTED, "possible", "undated")),
    )


def count_query(
    selection: Selection, number: int, days: Interval | None = None, *, matches_most: bool = False
) -> sql.Composed:
    """Return the query for the total and the number left out only."""
    found = _found(selection, days, matches_most=matches_most)
    needs_rows = _needs_rows(selection) or days is not None
    partnerships = sql.SQL("1" if needs_rows else "partnerships")
    return sql.SQL(_COUNT).format(
        partnerships=partnerships,
        matching=sql.SQL(found["undated"]),
        left_out=_left_out(selection, partnerships, days),
        table=searched(selection, number) if needs_rows else _counts(selection, number),
        others=_all(found, (name for name in found if name != "undated")),
    )


def is_counted_beforehand(selection: Selection, days: Interval | None) -> bool:
    """Whether tables of counts, or an index on the municipality, answer a count."""
    return days is None and not selection.q and not selection.bbox and not _needs_end(selection)


def quick_count_query(selection: Selection, number: int, days: Interval | None = None) -> sql.Composed:
    """Return a count query over at most MAX_QUICK_COUNT rows; its third column says if there are more."""
    found = conditions(selection, days)
    return sql.SQL(_QUICK_COUNT).format(
        searched=searched(selection, number),
        possible=_all(found, (name for name in found if name not in ("undated", "bbox"))),
        max_count=sql.Literal(MAX_QUICK_COUNT),
        matching=sql.SQL(found["undated"]),
        left_out=_left_out(selection, sql.SQL("1"), days),
        others=_all(found, ("bbox",)),
    )


def year_span_query(number: int) -> sql.Composed:
    """Return the query for the first and last year of signing in the whole version."""
    return sql.SQL(_SPAN).format(table=partition("partnership_counts_anywhere", number))


def read_facets(rows: Rows, span: tuple[Any, Any]) -> Facets:
    """Return facets from the rows of `facet_query` and the row of `year_span_query`."""
    return Facets(
        total=_named(rows, "total"),
        undated_left_out=_named(rows, "left_out"),
        year=_count_years(rows, span),
        **{name: _sorted(rows, name) for name in COUNTED},
    )


def sample_query(selection: Selection, number: int, days: Interval | None = None) -> sql.Composed:
    """Return the query for how many rows of a random SAMPLE pass the conditions that need no exact test."""
    found = conditions(selection, days, by_index=False)
    return sql.SQL(_SAMPLE).format(
        index=partition("partnership_index", number),
        sample=sql.Literal(SAMPLE),
        possible=_all(found, (name for name in found if name not in ("undated", "bbox"))),
    )


def _found(selection: Selection, days: Interval | None, *, matches_most: bool) -> dict[str, LiteralString]:
    found = conditions(selection, days)
    return found | {"near": "true"} if matches_most and "near" in found else found


def _needs_rows(selection: Selection) -> bool:
    return bool(selection.municipality or selection.q or selection.bbox) or _needs_end(selection)


def _needs_end(selection: Selection) -> bool:
    """Whether the date of the end decides, which the tables of counts lack."""
    return selection.ended is not None or (selection.year is not None and bool(selection.status))


def _counts(selection: Selection, number: int) -> sql.Identifier:
    """Return the smallest table of counts that has the columns of all filters."""
    return partition(
        "partnership_counts" if selection.has_date_filter else "partnership_counts_undated", number
    )


def _counts_of_years(selection: Selection, number: int) -> sql.Identifier:
    """Return the smallest table of counts that also has years."""
    has_places = selection.country or selection.prefecture
    return partition("partnership_counts" if has_places else "partnership_counts_anywhere", number)


def _left_out(selection: Selection, partnerships: sql.SQL, days: Interval | None = None) -> sql.Composed:
    matching = conditions(selection, days)["undated"]
    undated = undated_condition(selection, days)
    return sql.SQL(_LEFT_OUT).format(
        partnerships=partnerships, undated=sql.SQL(undated), matching=sql.SQL(matching)
    )


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
    for pair, partnerships in _sorted(rows, "year").items():
        signed_year, over_year = map(int, pair.split())
        if over_year >= signed_year:
            begun[signed_year] += partnerships
            over[over_year + 1] += partnerships
    in_force, counts = 0, {}
    for year in range(first, last + 1):
        in_force += begun[year] - over[year]
        counts[year] = in_force
    return counts
