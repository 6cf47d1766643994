"""Vector tiles encoded by the database, equal to those of `geodata.features.tiles`."""

from __future__ import annotations

import math
from typing import Any, Final, LiteralString

from psycopg import sql

from geodata.features.tiles import PROPERTIES
from geodata.stores.postgis.partitions import partition

MAX_LINES: Final = 2000
"""Maximum number of lines in a tile; of more, the first in a fixed random order are drawn."""
_EARTH: Final = 2 * math.pi * 6378137.0
_EXTENT: Final = 4096
_MARGIN: Final = 64
_TILE: Final[LiteralString] = """
WITH drawn AS (
    SELECT {properties}, {stands_for} AS stands_for,
        ST_AsMVTGeom({shape}, {tile}, %(extent)s, %(margin)s, true) AS geometry
    FROM {table} WHERE number = %(number)s AND random_rank = ANY(%(drawn)s) ORDER BY id
)
SELECT ST_AsMVT(drawn, 'partnerships', %(extent)s, 'geometry') FROM drawn WHERE geometry IS NOT NULL
"""
_EDGES: Final[LiteralString] = "ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857)"


def box_around(zoom: int, column: int, row: int) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a tile with its margin, in degrees."""
    margin = _MARGIN / _EXTENT

    def lat(down: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down / 2**zoom))))

    west, east = ((side / 2**zoom) * 360 - 180 for side in (column - margin, column + 1 + margin))
    return west, lat(row + 1 + margin), east, lat(row - margin)


def tile_query(number: int, zoom: int, column: int, *, is_sample: bool) -> sql.Composed:
    """Return the query that encodes a tile of the given lines.

    is_sample: whether the lines are a sample, so that each `stands_for` several.
    """
    # A line near 180° E is also near 180° W: tiles at the edge draw lines of the other edge, shifted by 360°.
    turns = [0, *([1] if column == 0 else []), *([-1] if column == 2**zoom - 1 else [])]
    return sql.SQL(_TILE).format(
        properties=sql.SQL(", ").join(map(sql.Identifier, PROPERTIES)),
        stands_for=sql.SQL("%(stands_for)s::float8" if is_sample else "NULL::float8"),
        table=partition("partnership_drawings", number),
        shape=_shape(turns),
        tile=sql.SQL(_EDGES),
    )


def tile_parameters(zoom: int, column: int, row: int) -> dict[str, Any]:
    """Return the parameters of `tile_query`: edges in metres (EPSG:3857), extent and margin in tile units."""
    side = _EARTH / 2**zoom
    west, north = column * side - _EARTH / 2, _EARTH / 2 - row * side
    return {
        "west": west, "east": west + side, "south": north - side, "north": north, "earth": _EARTH,
        "extent": _EXTENT, "margin": _MARGIN,
    }  # fmt: skip


def _shape(turns: list[int]) -> sql.Composable:
    if len(turns) == 1:
        return sql.SQL("mercator")
    moved = sql.SQL(", ").join(
        sql.SQL("ST_Translate(mercator, {} * %(earth)s, 0)").format(sql.Literal(-turn)) for turn in turns
    )
    return sql.SQL("ST_CollectionExtract(ST_Collect(ARRAY[{}]), 2)").format(moved)
