"""The first partnerships in some order that pass filters, found range by range of that order.

Few rows are read, whether few or many pass; the query planner would have to guess how many do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, LiteralString

from psycopg import sql

from geodata.stores.postgis.box_conditions import near_condition
from geodata.stores.postgis.conditions import conditions, every
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg.rows import TupleRow

    from geodata.query.interval import Interval
    from geodata.query.selection import Selection
    from geodata.stores.postgis.grid import Box

Order = Literal["position", "id_rank", "random_rank"]
_FIRST_PART: Final = 1500
"""So many partnerships are looked at first for those that pass."""
_FEW: Final = 10_000
"""So many are compared one by one, without an index."""
_SPARE: Final = 1.5
"""So many times those expected to suffice are looked at next."""
_MAX_EXPECTED_SHARE: Final = 0.2
"""Of what is left: where more is expected to be needed, all of it is looked at."""
_PART: Final[LiteralString] = """
WITH passing AS MATERIALIZED (
    SELECT {order} AS place, position FROM {table}
    WHERE {order} >= %(begin)s AND {order} < %(end)s AND {near} AND {passing}
)
SELECT place, position FROM passing ORDER BY place LIMIT %(most)s
"""


def search_query(
    selection: Selection,
    number: int,
    order: Order,
    *,
    days: Interval | None,
    tile: Box | None,
    by_index: bool,
) -> sql.Composed:
    """Return the query for the rows of one range of an order that pass and are near a tile."""
    found = conditions(selection, days, by_index=by_index)
    near = near_condition([tile], by_index=by_index, prefix="tile_") if tile else "true"
    return sql.SQL(_PART).format(
        order=sql.Identifier(order),
        table=partition("partnership_index", number),
        near=sql.SQL(near),
        passing=sql.SQL(every(found.values())),
    )


def search(
    fetch: Callable[[dict[str, int], bool], list[TupleRow]], *, first: int, partnerships: int, max_count: int
) -> list[tuple[int, int]]:
    """Return the rank and position of the first rows that pass, from the rank `first` on.

    fetch: returns up to `most` rows of the range from `begin` to `end`; its second argument says whether the
        range is large.
    """
    found: list[tuple[int, int]] = []
    begin, width = first, max(_FIRST_PART, 4 * max_count)
    while begin < partnerships and len(found) < max_count:
        rows = fetch({"begin": begin, "end": begin + width, "most": max_count - len(found)}, width > _FEW)
        found += [(place, position) for place, position in rows]
        begin += width
        expected = int(_SPARE * (max_count - len(found)) * width / (len(rows) + 1))
        # Looking up squares for two ranges costs more than for all the rest.
        width = (
            partnerships
            if expected > (partnerships - begin) * _MAX_EXPECTED_SHARE
            else max(2 * width, expected)
        )
    return found
