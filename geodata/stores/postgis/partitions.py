"""The part of each table for queries that holds a version: filled, indexed, then joined to the whole."""

from collections.abc import Iterable
from typing import Final, LiteralString

import geopandas as gpd
from psycopg import sql

from geodata.stores.postgis.connecting import Connection
from geodata.stores.postgis.rows import COLUMNS, tie_rows

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
TABLES: Final = ("ties", "tie_names", *_COUNTED)
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
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        partition("ties", number), sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    )
    total, as_of = 0, ""
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.set_types(list(COLUMNS.values()))
        for frame in frames:
            for row in tie_rows(frame, number, total, names):
                copy.write_row(row)
            total += len(frame)
            as_of = max(frame["as_of"].max() if len(frame) else "", as_of)
    return total, as_of


def _copy_names(connection: Connection, number: int, names: dict[str, int]) -> None:
    command = sql.SQL("COPY {} (number, key, folded) FROM STDIN (FORMAT binary)")
    with (
        connection.cursor() as cursor,
        cursor.copy(command.format(partition("tie_names", number))) as copy,
    ):
        copy.set_types(("int4", "int4", "text"))
        for folded, key in names.items():
            copy.write_row((number, key, folded))
