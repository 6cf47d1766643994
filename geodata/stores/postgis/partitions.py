"""The part of each table for queries that holds a version: filled, indexed, then joined to the whole."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, LiteralString

import geopandas as gpd
from psycopg import sql

from geodata.stores.postgis.connecting import Connection
from geodata.stores.postgis.rows import COLUMNS, TRACED, tie_rows, traced_rows

_COUNTED: Final[dict[str, tuple[LiteralString, LiteralString]]] = {
    "tie_counts": (
        "country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown",
        "country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown",
    ),
    "tie_counts_undated": (
        "country, status, kind, prefecture_code, signed_year",
        "country, status, kind, prefecture_code, CASE WHEN signed_year IS NOT NULL THEN 0 END",
    ),
    "tie_counts_anywhere": (
        "status, kind, signed_year, over_year, is_over_unknown",
        "status, kind, signed_year, over_year, is_over_unknown",
    ),
}
"""The tables of counts: their columns, and what of a tie they hold."""
_TRACES: Final[LiteralString] = """
INSERT INTO {traces}
SELECT number, position, row_number() OVER (ORDER BY id) - 1, row_number() OVER (ORDER BY draw_rank, id) - 1,
    municipality_point, partner_point, country, status, kind, prefecture_code, municipality_code, signed,
    signed_year, ended, over_year, is_over_unknown, near_names, far_names, coarse, middle, fine, line
FROM {ties} JOIN traced USING (position) ORDER BY position
"""
_DRAWINGS: Final[LiteralString] = """
INSERT INTO {drawings}
SELECT number, by_chance, id, ties.kind, ties.status, municipality, municipality_ja, partner, partner_ja,
    ties.country, ties.signed_year, ended_year, mercator
FROM {traces} AS traces JOIN {ties} AS ties USING (number, position) JOIN traced USING (position)
ORDER BY by_chance
"""
_TRACED: Final[LiteralString] = (
    "CREATE TEMPORARY TABLE traced (position integer, coarse smallint[], middle smallint[], fine smallint[],"
    " mercator geometry) ON COMMIT DROP"
)
TABLES: Final = ("ties", "tie_names", "tie_traces", "tie_drawings", *_COUNTED)
"""The tables that have a part a version."""


def partition(table: str, number: int) -> sql.Identifier:
    """Return the name of the part of a table that holds a version."""
    return sql.Identifier("shimai", f"{table}_{number}")


def fill_partitions(
    connection: Connection, number: int, frames: Iterable[gpd.GeoDataFrame]
) -> tuple[int, str]:
    """Make and fill the parts of a version; return how many ties there are, and their newest date."""
    for table in TABLES:
        # Only the columns that queries compare lie side by side; the long ones are kept apart.
        connection.execute(
            sql.SQL(
                "CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)"
                " WITH (toast_tuple_target = 256)"
            ).format(partition(table, number), sql.Identifier("shimai", table))
        )
    names: dict[str, int] = {}
    ties, as_of = _copy_ties(connection, number, frames, names)
    _copy_names(connection, number, names)
    parts = {name: partition(f"tie_{name}", number) for name in ("traces", "drawings")}
    for question in (_TRACES, _DRAWINGS):
        connection.execute(sql.SQL(question).format(ties=partition("ties", number), **parts))
    for table, (columns, values) in _COUNTED.items():
        connection.execute(
            sql.SQL(
                "INSERT INTO {} (number, {}, ties) SELECT number, {}, count(*) FROM {} GROUP BY number, {}"
            ).format(
                partition(table, number), sql.SQL(columns), sql.SQL(values), partition("ties", number),
                sql.SQL(values),
            )
        )  # fmt: skip
    for table in TABLES:
        part = partition(table, number)
        # The indexes of the whole are made for it here, faster than row by row.
        connection.execute(
            sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})").format(
                sql.Identifier("shimai", table), part, sql.Literal(number)
            )
        )
        connection.execute(sql.SQL("ANALYZE {}").format(part))
    return ties, as_of


def _copy_ties(
    connection: Connection, number: int, frames: Iterable[gpd.GeoDataFrame], names: dict[str, int]
) -> tuple[int, str]:
    connection.execute(_TRACED)
    total, as_of = 0, ""
    for frame in frames:
        _copy(connection, partition("ties", number), COLUMNS, tie_rows(frame, number, total, names))
        _copy(connection, sql.Identifier("traced"), TRACED, traced_rows(frame, total))
        total += len(frame)
        as_of = max(frame["as_of"].max() if len(frame) else "", as_of)
    connection.execute("ANALYZE traced")
    return total, as_of


def _copy(
    connection: Connection,
    table: sql.Identifier,
    columns: Mapping[str, str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        table, sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)


def _copy_names(connection: Connection, number: int, names: dict[str, int]) -> None:
    rows = ((number, key, folded) for folded, key in names.items())
    types = {"number": "int4", "key": "int4", "folded": "text"}
    _copy(connection, partition("tie_names", number), types, rows)
