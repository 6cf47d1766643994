"""The first ties in some order that pass filters, found a part of the order after the other.

Whether few or many pass, few are so looked at, where the database would have to guess how many do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from psycopg import sql

from geodata.stores.postgis.conditions import conditions, every
from geodata.stores.postgis.partitions import partition
from geodata.stores.postgis.touching import (
    MOST_COMPARED,
    halves_of,
    near_condition,
    near_parameters,
    touching_conditions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg.rows import TupleRow

    from geodata.filtering import Interval
    from geodata.selection import Selection
    from geodata.stores.postgis.cells import Box

Order = Literal["position", "by_id", "by_chance"]
_FIRST_LOOK: Final = 8000
"""So many ties are looked at first for those that pass."""
_SPARE: Final = 1.5
"""So many times those expected to suffice are looked at next."""
_PART: Final[LiteralString] = """
WITH passing AS MATERIALIZED (
    SELECT {order} AS place, position FROM {table}
    WHERE {order} >= %(begin)s AND {order} < %(end)s AND {near} AND {passing}
)
SELECT place, position FROM passing ORDER BY place LIMIT %(most)s
"""


def search_question(
    selection: Selection, number: int, order: Order, *, days: Interval | None, tile: Box | None
) -> sql.Composed:
    """Return the query for those of a part of an order that pass and are near a tile, by their places."""
    found = conditions(selection, days)
    if "near" in found and selection.bbox:
        found |= touching_conditions(selection.bbox, MOST_COMPARED)
    return sql.SQL(_PART).format(
        order=sql.Identifier(order),
        table=partition("tie_traces", number),
        near=sql.SQL(near_condition([tile], MOST_COMPARED, "tile_") if tile else "true"),
        passing=sql.SQL(every(found.values())),
    )


def search_parameters(selection: Selection, tile: Box | None) -> dict[str, Any]:
    """Return what the query is bound to beyond the selection's values and the part."""
    values: dict[str, Any] = {}
    if selection.bbox:
        values |= near_parameters(halves_of(selection.bbox), MOST_COMPARED)
    if tile:
        values |= near_parameters([tile], MOST_COMPARED, "tile_")
    return values


def search(
    ask: Callable[[dict[str, int]], list[TupleRow]], *, first: int, ties: int, most: int
) -> list[tuple[int, int]]:
    """Return the places of the first that pass, from a place on, and their positions.

    ask: gives the answer for a part from `begin` to `end`, `most` rows of it.
    """
    found: list[tuple[int, int]] = []
    begin, width = first, max(_FIRST_LOOK, 2 * most)
    while begin < ties and len(found) < most:
        rows = ask({"begin": begin, "end": begin + width, "most": most - len(found)})
        found += [(place, position) for place, position in rows]
        begin += width
        per_match = (begin - first) / (len(found) + 1)
        width = max(2 * width, int(_SPARE * (most - len(found)) * per_match))
    return found
