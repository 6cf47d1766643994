"""The first ties in some order that pass filters, found a part of the order after the other.

Whether few or many pass, few are so looked at, where the database would have to guess how many do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, LiteralString

from psycopg import sql

from geodata.stores.postgis.conditions import conditions, every
from geodata.stores.postgis.partitions import partition
from geodata.stores.postgis.touching import near_condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg.rows import TupleRow

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection
    from geodata.stores.postgis.cells import Box

Order = Literal["position", "by_id", "by_chance"]
_FIRST_LOOK: Final = 1500
"""So many ties are looked at first for those that pass."""
_FEW: Final = 10_000
"""So many are compared one by one, without an index."""
_SPARE: Final = 1.5
"""So many times those expected to suffice are looked at next."""
_MOST_EXPECTED: Final = 0.2
"""Of what is left: where more is expected to be needed, all of it is looked at."""
_PART: Final[LiteralString] = """
WITH passing AS MATERIALIZED (
    SELECT {order} AS place, position FROM {table}
    WHERE {order} >= %(begin)s AND {order} < %(end)s AND {near} AND {passing}
)
SELECT place, position FROM passing ORDER BY place LIMIT %(most)s
"""


def search_question(
    selection: Selection,
    number: int,
    order: Order,
    *,
    days: Interval | None,
    tile: Box | None,
    by_index: bool,
) -> sql.Composed:
    """Return the query for those of a part of an order that pass and are near a tile, by their places."""
    found = conditions(selection, days, by_index=by_index)
    near = near_condition([tile], by_index=by_index, prefix="tile_") if tile else "true"
    return sql.SQL(_PART).format(
        order=sql.Identifier(order),
        table=partition("tie_traces", number),
        near=sql.SQL(near),
        passing=sql.SQL(every(found.values())),
    )


def search(
    ask: Callable[[dict[str, int], bool], list[TupleRow]], *, first: int, ties: int, most: int
) -> list[tuple[int, int]]:
    """Return the places of the first that pass, from a place on, and their positions.

    ask: gives the answer for a part from `begin` to `end`, `most` rows of it; told whether the part is large.
    """
    found: list[tuple[int, int]] = []
    begin, width = first, max(_FIRST_LOOK, 4 * most)
    while begin < ties and len(found) < most:
        rows = ask({"begin": begin, "end": begin + width, "most": most - len(found)}, width > _FEW)
        found += [(place, position) for place, position in rows]
        begin += width
        expected = int(_SPARE * (most - len(found)) * width / (len(rows) + 1))
        # To look up squares for two parts costs more than for all that is left.
        width = ties if expected > (ties - begin) * _MOST_EXPECTED else max(2 * width, expected)
    return found
