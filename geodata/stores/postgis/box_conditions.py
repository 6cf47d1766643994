"""The condition that a line intersects a box: one of its ends or of its parts does.

Conditions are on rows of `partnership_index` with the alias `searched`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, LiteralString

from psycopg import sql

from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = tuple[float, float, float, float]

_BY_INDEX: Final[LiteralString] = (
    "searched.position IN (SELECT parts.position FROM {parts} AS parts WHERE {intersects})"
)
_BY_ROW: Final[LiteralString] = (
    "({has_end} OR EXISTS (SELECT FROM ("
    # OFFSET keeps the planner from looking up all parts near the box, once or for each row.
    "SELECT part FROM {parts} AS parts WHERE parts.position = searched.position OFFSET 0"
    ") AS parts WHERE {intersects}))"
)
_HAS_END: Final[LiteralString] = (
    "municipality_lon BETWEEN {west} AND {east} AND municipality_lat BETWEEN {south} AND {north}"
    " OR partner_lon BETWEEN {west} AND {east} AND partner_lat BETWEEN {south} AND {north}"
)
_INTERSECTS: Final[LiteralString] = (
    "ST_Intersects(part, ST_Envelope(ST_SetSRID("
    "ST_MakeLine(ST_Point({west}, {south}), ST_Point({east}, {north})), 4326)))"
)
"""ST_Envelope gives a line or a point for a flat box; a flat polygon would intersect nothing."""
_EDGES: Final = ("west", "south", "east", "north")


def intersects_boxes(name: str, count: int, number: int, *, by_index: bool) -> sql.Composed:
    """Return the condition that a line intersects one of some boxes.

    name, count: those of `box_parameters`. by_index: whether lines are looked up in the index of parts, or
    row by row (faster for few rows, and for boxes that most lines intersect).
    """
    edges = [{edge: sql.Placeholder(f"{name}{box}_{edge}") for edge in _EDGES} for box in range(count)]
    return sql.SQL(_BY_INDEX if by_index else _BY_ROW).format(
        parts=partition("partnership_parts", number),
        intersects=sql.SQL(" OR ").join(sql.SQL(_INTERSECTS).format(**one) for one in edges),
        has_end=sql.SQL(" OR ").join(sql.SQL(_HAS_END).format(**one) for one in edges),
    )


def box_parameters(name: str, boxes: Sequence[Box]) -> dict[str, Any]:
    """Return the parameters of `intersects_boxes`: the edges of boxes, in degrees."""
    return {
        f"{name}{number}_{edge}": float(value)
        for number, box in enumerate(boxes)
        for edge, value in zip(_EDGES, box, strict=True)
    }


def split_box(bbox: Box) -> list[Box]:
    """Return the box, or its two halves if it crosses the antimeridian."""
    west, south, east, north = bbox
    return [bbox] if west <= east else [(west, south, 180, north), (-180, south, east, north)]
