"""Vector tiles encoded by the database, equal to those of `geodata.features.tiles`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.features.tiles import PROPERTIES
from geodata.stores.postgis.box_conditions import box_parameters, intersects_boxes
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from geodata.stores.postgis.box_conditions import Box

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
_NEAR: Final[LiteralString] = (
    "EXISTS (SELECT FROM {drawings} AS drawings WHERE drawings.number = {number}"
    " AND drawings.random_rank = searched.random_rank AND ({near}) OFFSET 0)"
)
_DRAWN: Final[LiteralString] = (
    "ST_Intersects(mercator, ST_Translate(ST_Expand({tile}, %(around)s), {turn} * %(earth)s, 0))"
)
_BENT: Final = 0.05
"""In degrees; more than the distance between a segment straight in degrees and one straight on the map."""
_TILE_BOX: Final[LiteralString] = "ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857)"


def near_tile(number: int, zoom: int, column: int, *, by_index: bool) -> sql.Composed:
    """Return the condition that a line may be drawn in a tile.

    by_index: whether lines are looked up in the index of parts, or row by row as they are drawn.
    """
    turns = _turns(zoom, column)
    if by_index:
        return intersects_boxes("tile", len(turns), number, by_index=True)
    near = sql.SQL(" OR ").join(
        sql.SQL(_DRAWN).format(tile=sql.SQL(_TILE_BOX), turn=sql.Literal(turn)) for turn in turns
    )
    return sql.SQL(_NEAR).format(
        drawings=partition("partnership_drawings", number), number=sql.Literal(number), near=near
    )


def _degrees(zoom: int, column: int, row: int) -> Box:
    """Return the edges of a tile with its margin."""
    margin = _MARGIN / _EXTENT

    def lat(down: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down / 2**zoom))))

    west, east = ((side / 2**zoom) * 360 - 180 for side in (column - margin, column + 1 + margin))
    south, north = lat(row + 1 + margin), lat(row - margin)
    return west - _BENT, south - _BENT, east + _BENT, north + _BENT


def tile_query(number: int, zoom: int, column: int, *, is_sample: bool) -> sql.Composed:
    """Return the query that encodes a tile of the given lines.

    is_sample: whether the lines are a sample, so that each `stands_for` several.
    """
    return sql.SQL(_TILE).format(
        properties=sql.SQL(", ").join(map(sql.Identifier, PROPERTIES)),
        stands_for=sql.SQL("%(stands_for)s::float8" if is_sample else "NULL::float8"),
        table=partition("partnership_drawings", number),
        shape=_shape(_turns(zoom, column)),
        tile=sql.SQL(_TILE_BOX),
    )


def tile_parameters(zoom: int, column: int, row: int) -> dict[str, Any]:
    """Return the parameters of `near_tile` and `tile_query`.

    Edges are in metres (EPSG:3857) or in degrees, extent and margin in tile units.
    """
    side = _EARTH / 2**zoom
    box_west, south_, box_east, north_ = _degrees(zoom, column, row)
    near = [(box_west + 360 * turn, south_, box_east + 360 * turn, north_) for turn in _turns(zoom, column)]
    west, north = column * side - _EARTH / 2, _EARTH / 2 - row * side
    return {
        "west": west, "east": west + side, "south": north - side, "north": north, "earth": _EARTH,
        "extent": _EXTENT, "margin": _MARGIN, "around": side * _MARGIN / _EXTENT,
        **box_parameters("tile", near),
    }  # fmt: skip


def _turns(zoom: int, column: int) -> list[int]:
    """Return by how many turns to the west lines are drawn in a tile.

    A line near 180° E is also near 180° W: tiles at the edge draw lines of the other edge, shifted by 360°.
    """
    return [0, *([1] if column == 0 else []), *([-1] if column == 2**zoom - 1 else [])]


def _shape(turns: list[int]) -> sql.Composable:
    if len(turns) == 1:
        return sql.SQL("mercator")
    moved = sql.SQL(", ").join(
        sql.SQL("ST_Translate(mercator, {} * %(earth)s, 0)").format(sql.Literal(-turn)) for turn in turns
    )
    return sql.SQL("ST_CollectionExtract(ST_Collect(ARRAY[{}]), 2)").format(moved)
