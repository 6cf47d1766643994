"""The first partnerships in some order that pass filters, found range by range of that order.

Few rows are read, whether few or many pass; the query planner would have to guess how many do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, LiteralString

from psycopg import sql

from geodata.stores.postgis.conditions import every
from geodata.stores.postgis.partitions import partition

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg.rows import TupleRow

    from geodata.stores.postgis.conditions import Conditions

Order = Literal["position", "id_rank", "random_rank"]
_FIRST_RANGE: Final = 1500
"""Minimum size of the first range."""
_SPARE: Final = 1.5
"""Factor on the number of rows that are expected to suffice."""
_RANGE: Final[LiteralString] = """
WITH passing AS {materialized} (
    SELECT {order} AS place, position FROM {table} AS searched
    WHERE {order} >= %(begin)s AND {order} < %(end)s AND {passing}
)
SELECT place, position FROM passing ORDER BY place LIMIT %(most)s
"""


def search_query(passing: Conditions, number: int, order: Order, *, by_index: bool) -> sql.Composed:
    """Return the query for the rows of one range of an order that pass all conditions.

    by_index: whether the conditions look lines up in an index. Then all rows are found before they are
    sorted; else rows are tested in order until there are enough.
    """
    return sql.SQL(_RANGE).format(
        materialized=sql.SQL("MATERIALIZED" if by_index else "NOT MATERIALIZED"),
        order=sql.Identifier(order),
        table=partition("partnership_index", number),
        passing=every(passing.values()),
    )


def search(
    fetch: Callable[[dict[str, int], bool], list[TupleRow]],
    *,
    first: int,
    partnerships: int,
    max_count: int,
    max_tested: int,
    share: Callable[[], float],
) -> list[tuple[int, int]]:
    """Return the rank and position of the first rows that pass, from the rank `first` on.

    fetch: returns up to `most` rows of the range from `begin` to `end`; its second argument says whether to
        look them up in an index, rather than row by row.
    max_tested: maximum number of lines that are tested row by row at once, after the first range.
    share: returns the share of rows that pass all conditions but those on lines.
    """
    found: list[tuple[int, int]] = []
    begin, width, by_index = first, max(_FIRST_RANGE, 4 * max_count), False
    while begin < partnerships and len(found) < max_count:
        end = partnerships if by_index else begin + width
        rows = fetch({"begin": begin, "end": end, "most": max_count - len(found)}, by_index)
        found += [(place, position) for place, position in rows]
        begin = end
        width = max(2 * width, int(_SPARE * (max_count - len(found)) * width / (len(rows) + 1)))
        width = min(width, partnerships - begin)
        by_index = width > max_tested and width * share() > max_tested
    return found
