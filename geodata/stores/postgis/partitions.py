"""The partitions of a version: created, filled, then attached to their parent tables."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, LiteralString

import geopandas as gpd
from psycopg import sql

from geodata.stores.postgis.connecting import Connection
from geodata.stores.postgis.rows import COLUMNS, SQUARE_COLUMNS, partnership_rows, square_rows

_COUNTED: Final[dict[str, tuple[LiteralString, LiteralString]]] = {
    "partnership_counts": (
        "country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown",
        "country, status, kind, prefecture_code, signed_year, over_year, is_over_unknown",
    ),
    "partnership_counts_undated": (
        "country, status, kind, prefecture_code, signed_year",
        "country, status, kind, prefecture_code, CASE WHEN signed_year IS NOT NULL THEN 0 END",
    ),
    "partnership_counts_anywhere": (
        "status, kind, signed_year, over_year, is_over_unknown",
        "status, kind, signed_year, over_year, is_over_unknown",
    ),
}
"""The tables of counts: their columns, and the expressions that fill them."""
_FILL_INDEX: Final[LiteralString] = """
INSERT INTO {index}
SELECT number, position, row_number() OVER (ORDER BY id) - 1, row_number() OVER (ORDER BY draw_rank, id) - 1,
    municipality_point, partner_point, country, status, kind, prefecture_code, municipality_code, signed,
    signed_year, ended, over_year, is_over_unknown, near_names, far_names, coarse, middle, fine, line
FROM {partnerships} JOIN squares USING (position) ORDER BY position
"""
_FILL_DRAWINGS: Final[LiteralString] = """
INSERT INTO {drawings}
SELECT number, random_rank, id, partnerships.kind, partnerships.status, municipality, municipality_ja,
    partner, partner_ja, partnerships.country, partnerships.signed_year, ended_year, mercator
FROM {index} JOIN {partnerships} AS partnerships USING (number, position) JOIN squares USING (position)
ORDER BY random_rank
"""
_CREATE_SQUARES: Final[LiteralString] = (
    "CREATE TEMPORARY TABLE squares (position integer, coarse smallint[], middle smallint[], fine smallint[],"
    " mercator geometry) ON COMMIT DROP"
)
TABLES: Final = ("partnerships", "partnership_names", "partnership_index", "partnership_drawings", *_COUNTED)
"""The tables that have a partition for each version."""


def partition(table: str, number: int) -> sql.Identifier:
    """Return the name of a table's partition for a version."""
    return sql.Identifier("shimai", f"{table}_{number}")


def fill_partitions(
    connection: Connection, number: int, frames: Iterable[gpd.GeoDataFrame]
) -> tuple[int, str]:
    """Create and fill the partitions of a version; return the number of rows and the newest `as_of`."""
    for table in TABLES:
        # A low TOAST target stores long columns out of line, so that compared columns lie side by side.
        connection.execute(
            sql.SQL(
                "CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)"
                " WITH (toast_tuple_target = 256)"
            ).format(partition(table, number), sql.Identifier("shimai", table))
        )
    names: dict[str, int] = {}
    partnerships, as_of = _copy_partnerships(connection, number, frames, names)
    _copy_names(connection, number, names)
    parts = {
        "partnerships": partition("partnerships", number),
        "index": partition("partnership_index", number),
        "drawings": partition("partnership_drawings", number),
    }
    for query in (_FILL_INDEX, _FILL_DRAWINGS):
        connection.execute(sql.SQL(query).format(**parts))
    for table, (columns, values) in _COUNTED.items():
        connection.execute(
            sql.SQL(
                "INSERT INTO {} (number, {}, partnerships)"
                " SELECT number, {}, count(*) FROM {} GROUP BY number, {}"
            ).format(
                partition(table, number), sql.SQL(columns), sql.SQL(values),
                partition("partnerships", number), sql.SQL(values),
            )
        )  # fmt: skip
    for table in TABLES:
        part = partition(table, number)
        # Attaching creates the indexes of the parent, faster than row by row.
        connection.execute(
            sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})").format(
                sql.Identifier("shimai", table), part, sql.Literal(number)
            )
        )
        connection.execute(sql.SQL("ANALYZE {}").format(part))
    return partnerships, as_of


def _copy_partnerships(
    connection: Connection, number: int, frames: Iterable[gpd.GeoDataFrame], names: dict[str, int]
) -> tuple[int, str]:
    connection.execute(_CREATE_SQUARES)
    total, as_of = 0, ""
    for frame in frames:
        _copy(
            connection,
            partition("partnerships", number),
            COLUMNS,
            partnership_rows(frame, number, total, names),
        )
        _copy(connection, sql.Identifier("squares"), SQUARE_COLUMNS, square_rows(frame, total))
        total += len(frame)
        as_of = max(frame["as_of"].max() if len(frame) else "", as_of)
    connection.execute("ANALYZE squares")
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
    _copy(connection, partition("partnership_names", number), types, rows)
