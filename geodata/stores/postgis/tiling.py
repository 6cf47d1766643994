"""Vector tiles drawn by the database, as `geodata.features.tiles` draws them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.features.tiles import PROPERTIES
from geodata.stores.postgis.cells import cells_of_box
from geodata.stores.postgis.conditions import conditions, every
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from geodata.filtering import Interval
    from geodata.selection import Selection

MOST_LINES: Final = 2000
"""So many lines a tile has at most: of more, those that a fixed random order puts first."""
_EARTH: Final = 2 * math.pi * 6378137.0
_EXTENT: Final = 4096
_MARGIN: Final = 64
_TILE: Final[LiteralString] = """
WITH near AS MATERIALIZED (
    SELECT {properties}, {shape} AS shape FROM {table}
    WHERE {all} AND {near} ORDER BY draw_rank LIMIT %(most)s
), drawn AS (
    SELECT {properties}, ST_AsMVTGeom(shape, {tile}, %(extent)s, %(margin)s, true) AS geometry
    FROM near ORDER BY id
)
SELECT ST_AsMVT(drawn, 'partnerships', %(extent)s, 'geometry') FROM drawn WHERE geometry IS NOT NULL
"""
_EDGES: Final[LiteralString] = "ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857)"


def tile_question(
    selection: Selection, number: int, zoom: int, column: int, row: int, days: Interval | None = None
) -> sql.Composed:
    """Return the query for a tile."""
    # A line near 180° E is near 180° W, too: at the edge tiles it comes from the other side.
    turns = [0, *([1] if column == 0 else []), *([-1] if column == 2**zoom - 1 else [])]
    is_large = cells_of_box(*_degrees(zoom, column, row)) is None
    return sql.SQL(_TILE).format(
        properties=sql.SQL(", ").join(map(sql.Identifier, PROPERTIES)),
        table=partition("ties", number),
        all=sql.SQL(every(conditions(selection, days).values())),
        near=sql.SQL("true" if is_large else "cells && %(near)s::smallint[]"),
        shape=_shape(turns),
        tile=sql.SQL(_EDGES),
    )


def tile_parameters(zoom: int, column: int, row: int) -> dict[str, Any]:
    """Return the values of the query for a tile: its edges in metres, and how finely it is drawn."""
    side = _EARTH / 2**zoom
    west, north = column * side - _EARTH / 2, _EARTH / 2 - row * side
    return {
        "west": west, "east": west + side, "south": north - side, "north": north, "earth": _EARTH,
        "near": cells_of_box(*_degrees(zoom, column, row)), "extent": _EXTENT, "margin": _MARGIN,
        "most": MOST_LINES,
    }  # fmt: skip


def _degrees(zoom: int, column: int, row: int) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a tile with its margin."""
    margin = _MARGIN / _EXTENT

    def lat(down: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down / 2**zoom))))

    west, east = ((side / 2**zoom) * 360 - 180 for side in (column - margin, column + 1 + margin))
    return west, lat(row + 1 + margin), east, lat(row - margin)


def _shape(turns: list[int]) -> sql.Composable:
    if len(turns) == 1:
        return sql.SQL("mercator")
    moved = sql.SQL(", ").join(
        sql.SQL("ST_Translate(mercator, {} * %(earth)s, 0)").format(sql.Literal(-turn)) for turn in turns
    )
    return sql.SQL("ST_CollectionExtract(ST_Collect(ARRAY[{}]), 2)").format(moved)
