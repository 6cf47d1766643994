"""One version of the data, queried in the database: no answer mixes two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from psycopg import sql
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from geodata.query.selection import Selection
from geodata.stores.postgis.conditions import conditions, every, parameters, searched
from geodata.stores.postgis.connecting import Connection, connection_options, reaching
from geodata.stores.postgis.counting import (
    MOST_LOOKED_AT,
    SAMPLE,
    count_question,
    facet_question,
    is_counted_beforehand,
    quick_count_question,
    read_facets,
    sample_question,
    span_question,
)
from geodata.stores.postgis.partitions import partition
from geodata.stores.postgis.reading import Version, version_in_force
from geodata.stores.postgis.searching import Order, search, search_question
from geodata.stores.postgis.tiling import (
    MOST_LINES,
    box_around,
    tile_parameters,
    tile_question,
)
from geodata.stores.postgis.touching import near_parameters
from geodata.stores.protocol import Count
from geodata.text.folding import fold

if TYPE_CHECKING:
    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.stores.address import DatabaseAddress
    from geodata.stores.postgis.cells import Box

SECONDS_FOR_A_STATEMENT: Final = 10
_SECONDS_FOR_A_CONNECTION: Final = 3.0
_CONNECTIONS: Final = 8
_STREAMS: Final = 4
"""So many long answers at once: whoever takes them slowly doesn't keep others from short ones."""
_FEATURES_AT_ONCE: Final = 500
_BY_INDEX: Final[LiteralString] = "SET LOCAL enable_seqscan = off"
"""The database takes comparing the squares of each line for cheaper than it is."""
_ALONE: Final[LiteralString] = (
    "SELECT set_config('enable_seqscan', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)
"""It takes looking at a few lines for dearer than to start other processes for that, too."""
_MANY: Final = 0.5
"""Of all ties."""
_MOST_SEARCHED: Final = 10_000
"""So many ties at most are searched for a part after the other, from the first on."""
_REMOVED: Final = "the version that was asked for has been removed"


class Database:
    """Connections to a database, made when they are needed and kept for the next question."""

    def __init__(self, address: DatabaseAddress) -> None:
        self.address = address
        self._short, self._long = (self._pool(most) for most in (_CONNECTIONS, _STREAMS))

    def _pool(self, most: int) -> ConnectionPool[Connection]:
        return ConnectionPool(
            self.address.url,
            kwargs={"autocommit": True, **connection_options(self.address)},
            min_size=0,
            max_size=most,
            timeout=_SECONDS_FOR_A_CONNECTION,
            # Tries get rarer and rarer; the first question after a long outage must not wait for a rare one.
            reconnect_timeout=_SECONDS_FOR_A_CONNECTION,
            configure=_configure,
            check=ConnectionPool.check_connection,
            open=True,
        )

    @contextmanager
    def connection(self, *, streaming: bool = False) -> Iterator[Connection]:
        """Lend a connection, with `streaming` one of those for long answers.

        Raises DatabaseUnavailableError where there is none, and in place of its statements' errors.
        """
        pool = self._long if streaming else self._short
        with reaching(self.address, _REMOVED), pool.connection() as connection:
            yield connection

    def version(self) -> Version | None:
        """Return the version in force."""
        with self.connection() as connection:
            return version_in_force(connection)

    def close(self) -> None:
        """Let all connections go."""
        self._short.close()
        self._long.close()


class PostgisStore:
    """A version of the data in a database; every question is asked of that version.

    Its methods raise DatabaseUnavailableError where the database can't be reached, a statement takes longer
    than SECONDS_FOR_A_STATEMENT, or the version has been removed since.
    """

    def __init__(self, database: Database, version: Version) -> None:
        self._database = database
        self._version = version
        self._number = version.number

    @property
    def version(self) -> str:
        return self._version.digest

    @property
    def as_of(self) -> str:
        return self._version.as_of

    @property
    def ties(self) -> int:
        return self._version.ties

    def count(self, selection: Selection, *, days: Interval | None = None) -> Count:
        values = self._values(selection, days)
        are_most_near = self._are_most_near(selection, values)
        question = count_question(selection, self._number, days, are_most_near=are_most_near)
        found = self._ask(question, values, _BY_INDEX if selection.bbox and not are_most_near else "")
        return Count(*found[0])

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> Count | None:
        if is_counted_beforehand(selection, days):
            return self.count(selection, days=days)
        values = self._values(selection, days)
        if self._share(selection, values, days) * self.ties > MOST_LOOKED_AT:
            return None
        question = quick_count_question(selection, self._number, days)
        ((matched, left_out, are_more),) = self._ask(question, values, _ALONE)
        return None if are_more else Count(matched, left_out)

    def facets(self, selection: Selection) -> Facets:
        values = self._values(selection)
        are_most_near = self._are_most_near(selection, values)
        question = facet_question(selection, self._number, are_most_near=are_most_near)
        rows = self._ask(question, values, _BY_INDEX if selection.bbox and not are_most_near else "")
        (span,) = self._ask(span_question(self._number), {})
        return read_facets([(facet, value, count) for facet, value, count in rows], (span[0], span[1]))

    def page(self, selection: Selection) -> list[bytes]:
        most = selection.limit and selection.limit + selection.offset
        if not selection.bbox or selection.sortby or not most or most > _MOST_SEARCHED:
            return [feature for (feature,) in self._ask(*self._page_question(selection))]
        found = self._search(selection, "position", most)
        return self._features_at([position for _, position in found[selection.offset :]], "position")

    def page_after(
        self, selection: Selection, id_: str, limit: int, *, days: Interval | None = None
    ) -> list[bytes]:
        if selection.bbox:
            found = self._search(selection, "by_id", limit, days=days, first=self._next_by_id(id_))
            return self._features_at([position for _, position in found], "id")
        question = sql.SQL("SELECT feature FROM {} WHERE {} AND id > %(after)s ORDER BY id LIMIT %(most)s")
        rows = self._ask(
            question.format(self._ties, self._passing(selection, days)),
            self._values(selection, days) | {"after": id_, "most": limit},
        )
        return [feature for (feature,) in rows]

    def feature(self, id_: str) -> bytes | None:
        if "\0" in id_:  # PostgreSQL's texts hold any character but this one.
            return None
        question = sql.SQL("SELECT feature FROM {} WHERE number = {} AND id = %(id)s")
        found = self._ask(question.format(self._ties, sql.Literal(self._number)), {"id": id_})
        return found[0][0] if found else None

    def features(self, selection: Selection) -> Iterator[bytes]:
        question, values = self._page_question(selection)
        with (
            self._database.connection(streaming=True) as connection,
            connection.transaction(),
            connection.cursor("features", binary=True) as cursor,
        ):
            cursor.itersize = _FEATURES_AT_ONCE
            cursor.execute(question, values)
            for (feature,) in cursor:
                yield feature

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        around = box_around(zoom, column, row)
        found = self._search(selection, "by_chance", MOST_LINES + 1, days=days, tile=around)
        drawn = [by_chance for by_chance, _ in found[:MOST_LINES]]
        values = tile_parameters(zoom, column, row) | {"drawn": drawn, "number": self._number}
        if is_sample := len(found) > MOST_LINES:
            # Of those in the random order before the first that is left out, all near ones are drawn.
            values["stands_for"] = round(self.ties / found[-1][0], 2)
        question = tile_question(self._number, zoom, column, is_sample=is_sample)
        return bytes(self._ask(question, values)[0][0])

    def _are_most_near(self, selection: Selection, values: dict[str, Any]) -> bool:
        """Tell whether so many lines are near a box that looking at all is quicker than finding them."""
        if selection.bbox is None:
            return False
        return self._share(Selection().model_copy(update={"bbox": selection.bbox}), values) > _MANY

    def _share(self, selection: Selection, values: dict[str, Any], days: Interval | None = None) -> float:
        """Return about which part of all ties would be looked at one by one."""
        ((found,),) = self._ask(sample_question(selection, self._number, days), values, _ALONE)
        return float(found) / max(1, min(SAMPLE, self.ties))

    def _search(
        self,
        selection: Selection,
        order: Order,
        most: int,
        *,
        first: int = 0,
        days: Interval | None = None,
        tile: Box | None = None,
    ) -> list[tuple[int, int]]:
        values = self._values(selection, days)
        if tile:
            values |= near_parameters([tile], "tile_")

        def ask(part: dict[str, int], is_large: bool) -> list[TupleRow]:
            question = search_question(
                selection, self._number, order, days=days, tile=tile, by_index=is_large
            )
            return self._ask(question, values | part, _ALONE)

        return search(ask, first=first, ties=self.ties, most=most)

    def _next_by_id(self, id_: str) -> int:
        """Return the place of the first id after another in the order of ids."""
        question = sql.SQL(
            "SELECT by_id FROM {} WHERE position ="
            " (SELECT position FROM {} WHERE number = {} AND id > %(after)s ORDER BY id LIMIT 1)"
        ).format(partition("tie_traces", self._number), self._ties, sql.Literal(self._number))
        found = self._ask(question, {"after": id_})
        return int(found[0][0]) if found else self.ties

    def _features_at(self, positions: list[int], order: Literal["position", "id"]) -> list[bytes]:
        question = sql.SQL(
            "SELECT feature FROM {} WHERE number = {} AND position = ANY(%(positions)s) ORDER BY {}"
        ).format(self._ties, sql.Literal(self._number), sql.Identifier(order))
        return [feature for (feature,) in self._ask(question, {"positions": positions})]

    @property
    def _ties(self) -> sql.Identifier:
        return partition("ties", self._number)

    def _passing(self, selection: Selection, days: Interval | None = None) -> sql.Composed:
        # The number stands first in the indexes by position and by id; without it they give no order.
        return sql.SQL("number = {} AND {}").format(
            sql.Literal(self._number), sql.SQL(every(conditions(selection, days).values()))
        )

    def _page_question(self, selection: Selection) -> tuple[sql.Composed, dict[str, Any]]:
        found = conditions(selection).values()
        passing = self._passing(selection)
        if selection.bbox:
            passing = sql.SQL("number = {} AND position IN (SELECT position FROM {} WHERE {})").format(
                sql.Literal(self._number), searched(selection, self._number), sql.SQL(every(found))
            )
        question = sql.SQL(
            "SELECT feature FROM {} WHERE {} ORDER BY {} LIMIT %(limit)s OFFSET %(offset)s"
        ).format(self._ties, passing, _order(selection))
        return question, self._values(selection) | {"limit": selection.limit, "offset": selection.offset}

    def _values(self, selection: Selection, days: Interval | None = None) -> dict[str, Any]:
        """Return what the conditions of a selection are bound to; names that hold its words are looked up."""
        holding = sql.SQL("SELECT coalesce(array_agg(key), '{{}}') FROM {} WHERE folded LIKE %(pattern)s")
        question = holding.format(partition("tie_names", self._number))
        keys = {
            f"keys{number}": self._ask(question, {"pattern": f"%{word}%"})[0][0]
            for number, word in enumerate(fold(selection.q).split())
        }
        return parameters(selection, days) | keys

    def _ask(
        self, question: sql.Composed, values: dict[str, Any], setting: LiteralString = ""
    ) -> list[TupleRow]:
        with (
            self._database.connection() as connection,
            connection.transaction() if setting else nullcontext(),
        ):
            if setting:
                connection.execute(setting)
            return connection.execute(question, values, binary=True).fetchall()


def _configure(connection: Connection) -> None:
    connection.execute(sql.SQL("SET statement_timeout = {}").format(SECONDS_FOR_A_STATEMENT * 1000))
    # Plans made without looking at the values miss how few or how many ties pass them.
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.execute("SET jit = off")
    # The ties that facets of a box count, 100,000 and more, stay in memory so.
    connection.execute("SET work_mem = '16MB'")


def _order(selection: Selection) -> sql.Composed:
    keys = [
        sql.SQL("{} {} NULLS LAST").format(
            _column(key.lstrip("+-"), selection), sql.SQL("DESC" if key.startswith("-") else "ASC")
        )
        for key in selection.sortby
    ]
    return sql.SQL(", ").join([*keys, sql.SQL("position")])


def _column(name: str, selection: Selection) -> sql.Composable:
    if name == "signed" and selection.keeps_undated == "only":
        # The index would be read to its end, where the undated ones are; an expression keeps it out.
        return sql.SQL("(signed || '')")
    return sql.Identifier(name)
