"""One version of the data, queried in the database; no result mixes two versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from psycopg import sql
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from geodata.query.search_query import SearchQuery
from geodata.query.selection import Selection
from geodata.stores.postgis.box_conditions import near_parameters
from geodata.stores.postgis.conditions import conditions, every, parameters, searched
from geodata.stores.postgis.connecting import Connection, connection_options, translate_errors
from geodata.stores.postgis.counting import (
    MAX_QUICK_COUNT,
    SAMPLE,
    count_query,
    facet_query,
    is_counted_beforehand,
    quick_count_query,
    read_facets,
    sample_query,
    year_span_query,
)
from geodata.stores.postgis.partitions import partition
from geodata.stores.postgis.reading import Version, version_in_force
from geodata.stores.postgis.searching import Order, search, search_query
from geodata.stores.postgis.tiling import MAX_LINES, box_around, tile_parameters, tile_query
from geodata.stores.protocol import NotInMemoryError, SelectionCount
from geodata.stores.streaming import stream_feature_collection, stream_feature_lines

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset
    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.stores.address import DatabaseAddress
    from geodata.stores.postgis.grid import Box

SECONDS_FOR_A_STATEMENT: Final = 10
_SECONDS_FOR_A_CONNECTION: Final = 3.0
_CONNECTIONS: Final = 8
_STREAMS: Final = 4
"""Connections for streams, so that slow readers do not block short queries."""
_STREAM_BATCH: Final = 500
_BY_INDEX: Final[LiteralString] = "SET LOCAL enable_seqscan = off"
"""The planner underestimates the cost of comparing the squares of each line."""
_ALONE: Final[LiteralString] = (
    "SELECT set_config('enable_seqscan', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)
"""The planner also overestimates reading a few lines, and would start parallel workers for it."""
_MANY: Final = 0.5
"""Share of all partnerships."""
_MAX_SEARCHED: Final = 10_000
"""Maximum `offset` + `limit` for which a page is searched range by range."""
_REMOVED: Final = "the requested version has been removed"


class Database:
    """Connection pools of a database; connections are opened when needed."""

    def __init__(self, address: DatabaseAddress) -> None:
        self.address = address
        self._short, self._long = (self._pool(max_count) for max_count in (_CONNECTIONS, _STREAMS))

    def _pool(self, max_count: int) -> ConnectionPool[Connection]:
        return ConnectionPool(
            self.address.url,
            kwargs={"autocommit": True, **connection_options(self.address)},
            min_size=0,
            max_size=max_count,
            timeout=_SECONDS_FOR_A_CONNECTION,
            # Retries get rarer over time; the first query after a long outage must not wait for the next one.
            reconnect_timeout=_SECONDS_FOR_A_CONNECTION,
            configure=_configure,
            check=ConnectionPool.check_connection,
            open=True,
        )

    @contextmanager
    def connection(self, *, streaming: bool = False) -> Iterator[Connection]:
        """Lend a connection; `streaming` takes one of the pool for long queries.

        Raises DatabaseUnavailableError if there is none, and in place of errors of its statements.
        """
        pool = self._long if streaming else self._short
        with translate_errors(self.address, _REMOVED), pool.connection() as connection:
            yield connection

    def version(self) -> Version | None:
        """Return the version in force."""
        with self.connection() as connection:
            return version_in_force(connection)

    def close(self) -> None:
        """Close all connections."""
        self._short.close()
        self._long.close()


class PostgisStore:
    """A version of the data in a database.

    Methods raise DatabaseUnavailableError if the database cannot be reached, a statement takes longer than
    SECONDS_FOR_A_STATEMENT, or the version has been removed.
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
    def partnership_count(self) -> int:
        return self._version.partnership_count

    @property
    def is_blocking(self) -> bool:
        return True

    @property
    def dataset(self) -> Dataset:
        raise NotInMemoryError(self.partnership_count)

    @property
    def collections(self) -> None:
        return None

    def feature_collection(self, selection: Selection) -> Iterator[bytes]:
        return stream_feature_collection(self, selection)

    def feature_lines(self, selection: Selection) -> Iterator[bytes]:
        return stream_feature_lines(self, selection)

    def count(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        values = self._values(selection, days)
        matches_most = self._matches_most(selection, values)
        query = count_query(selection, self._number, days, matches_most=matches_most)
        found = self._fetch(query, values, _BY_INDEX if selection.bbox and not matches_most else "")
        return SelectionCount(*found[0])

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount | None:
        if is_counted_beforehand(selection, days):
            return self.count(selection, days=days)
        values = self._values(selection, days)
        if self._share(selection, values, days) * self.partnership_count > MAX_QUICK_COUNT:
            return None
        query = quick_count_query(selection, self._number, days)
        ((matched, left_out, are_more),) = self._fetch(query, values, _ALONE)
        return None if are_more else SelectionCount(matched, left_out)

    def facets(self, selection: Selection) -> Facets:
        values = self._values(selection)
        matches_most = self._matches_most(selection, values)
        query = facet_query(selection, self._number, matches_most=matches_most)
        rows = self._fetch(query, values, _BY_INDEX if selection.bbox and not matches_most else "")
        (span,) = self._fetch(year_span_query(self._number), {})
        return read_facets([(facet, value, count) for facet, value, count in rows], (span[0], span[1]))

    def page(self, selection: Selection) -> list[bytes]:
        max_count = selection.limit and selection.limit + selection.offset
        if not selection.bbox or selection.sortby or not max_count or max_count > _MAX_SEARCHED:
            return [feature for (feature,) in self._fetch(*self._page_query(selection))]
        found = self._search(selection, "position", max_count)
        return self._features_at([position for _, position in found[selection.offset :]], "position")

    def page_after(
        self, selection: Selection, id_: str, limit: int, *, days: Interval | None = None
    ) -> list[bytes]:
        if selection.bbox:
            found = self._search(selection, "id_rank", limit, days=days, first=self._next_by_id(id_))
            return self._features_at([position for _, position in found], "id")
        query = sql.SQL("SELECT feature FROM {} WHERE {} AND id > %(after)s ORDER BY id LIMIT %(most)s")
        rows = self._fetch(
            query.format(self._partnerships, self._passing(selection, days)),
            self._values(selection, days) | {"after": id_, "most": limit},
        )
        return [feature for (feature,) in rows]

    def feature(self, id_: str) -> bytes | None:
        if "\0" in id_:  # PostgreSQL texts cannot hold NUL.
            return None
        query = sql.SQL("SELECT feature FROM {} WHERE number = {} AND id = %(id)s")
        found = self._fetch(query.format(self._partnerships, sql.Literal(self._number)), {"id": id_})
        return found[0][0] if found else None

    def features(self, selection: Selection) -> Iterator[bytes]:
        query, values = self._page_query(selection)
        with (
            self._database.connection(streaming=True) as connection,
            connection.transaction(),
            connection.cursor("features", binary=True) as cursor,
        ):
            cursor.itersize = _STREAM_BATCH
            cursor.execute(query, values)
            for (feature,) in cursor:
                yield feature

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        around = box_around(zoom, column, row)
        found = self._search(selection, "random_rank", MAX_LINES + 1, days=days, tile=around)
        drawn = [random_rank for random_rank, _ in found[:MAX_LINES]]
        values = tile_parameters(zoom, column, row) | {"drawn": drawn, "number": self._number}
        if is_sample := len(found) > MAX_LINES:
            # All near lines with a lower rank than the first omitted one are drawn.
            values["stands_for"] = round(self.partnership_count / found[-1][0], 2)
        query = tile_query(self._number, zoom, column, is_sample=is_sample)
        return bytes(self._fetch(query, values)[0][0])

    def _matches_most(self, selection: Selection, values: dict[str, Any]) -> bool:
        """Whether so many lines are near the box that reading all rows is faster than the index."""
        if selection.bbox is None:
            return False
        return self._share(Selection().model_copy(update={"bbox": selection.bbox}), values) > _MANY

    def _share(self, selection: Selection, values: dict[str, Any], days: Interval | None = None) -> float:
        """Return the estimated share of rows that would be tested one by one."""
        ((found,),) = self._fetch(sample_query(selection, self._number, days), values, _ALONE)
        return float(found) / max(1, min(SAMPLE, self.partnership_count))

    def _search(
        self,
        selection: Selection,
        order: Order,
        max_count: int,
        *,
        first: int = 0,
        days: Interval | None = None,
        tile: Box | None = None,
    ) -> list[tuple[int, int]]:
        values = self._values(selection, days)
        if tile:
            values |= near_parameters([tile], "tile_")

        def fetch(part: dict[str, int], is_large: bool) -> list[TupleRow]:
            query = search_query(selection, self._number, order, days=days, tile=tile, by_index=is_large)
            return self._fetch(query, values | part, _ALONE)

        return search(fetch, first=first, partnerships=self.partnership_count, max_count=max_count)

    def _next_by_id(self, id_: str) -> int:
        """Return the rank, in the order of ids, of the first id after `id_`."""
        query = sql.SQL(
            "SELECT id_rank FROM {} WHERE position ="
            " (SELECT position FROM {} WHERE number = {} AND id > %(after)s ORDER BY id LIMIT 1)"
        ).format(partition("partnership_index", self._number), self._partnerships, sql.Literal(self._number))
        found = self._fetch(query, {"after": id_})
        return int(found[0][0]) if found else self.partnership_count

    def _features_at(self, positions: list[int], order: Literal["position", "id"]) -> list[bytes]:
        query = sql.SQL(
            "SELECT feature FROM {} WHERE number = {} AND position = ANY(%(positions)s) ORDER BY {}"
        ).format(self._partnerships, sql.Literal(self._number), sql.Identifier(order))
        return [feature for (feature,) in self._fetch(query, {"positions": positions})]

    @property
    def _partnerships(self) -> sql.Identifier:
        return partition("partnerships", self._number)

    def _passing(self, selection: Selection, days: Interval | None = None) -> sql.Composed:
        # The indexes by position and by id begin with the number; without it they give no order.
        return sql.SQL("number = {} AND {}").format(
            sql.Literal(self._number), sql.SQL(every(conditions(selection, days).values()))
        )

    def _page_query(self, selection: Selection) -> tuple[sql.Composed, dict[str, Any]]:
        found = conditions(selection).values()
        passing = self._passing(selection)
        if selection.bbox:
            passing = sql.SQL("number = {} AND position IN (SELECT position FROM {} WHERE {})").format(
                sql.Literal(self._number), searched(selection, self._number), sql.SQL(every(found))
            )
        query = sql.SQL(
            "SELECT feature FROM {} WHERE {} ORDER BY {} LIMIT %(limit)s OFFSET %(offset)s"
        ).format(self._partnerships, passing, _order(selection))
        return query, self._values(selection) | {"limit": selection.limit, "offset": selection.offset}

    def _values(self, selection: Selection, days: Interval | None = None) -> dict[str, Any]:
        """Return the parameters of a selection's conditions; texts that contain its words are looked up."""
        query = SearchQuery.parse(selection.q)
        if query.marker and self._keys_containing((query.marker,)):
            keys = [self._keys_containing((query.phrase,))] * len(query.terms)
        else:
            keys = [self._keys_containing(alternatives) for alternatives in query.terms]
        numbered = {f"keys{number}": found for number, found in enumerate(keys)}
        return parameters(selection, days) | numbered

    def _keys_containing(self, alternatives: Iterable[str]) -> list[int]:
        """Return the keys of the texts that contain one of some strings of letters, digits and spaces."""
        holding = sql.SQL(
            "SELECT coalesce(array_agg(key), '{{}}') FROM {} WHERE folded LIKE ANY(%(patterns)s)"
        )
        query = holding.format(partition("partnership_names", self._number))
        keys: list[int] = self._fetch(query, {"patterns": [f"%{text}%" for text in alternatives]})[0][0]
        return keys

    def _fetch(
        self, query: sql.Composed, values: dict[str, Any], setting: LiteralString = ""
    ) -> list[TupleRow]:
        with (
            self._database.connection() as connection,
            connection.transaction() if setting else nullcontext(),
        ):
            if setting:
                connection.execute(setting)
            return connection.execute(query, values, binary=True).fetchall()


def _configure(connection: Connection) -> None:
    connection.execute(sql.SQL("SET statement_timeout = {}").format(SECONDS_FOR_A_STATEMENT * 1000))
    # A generic plan would not know how few or how many rows pass the values.
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.execute("SET jit = off")
    # Keeps in memory the 100,000 and more rows that the facets of a box count.
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
        # An expression prevents the index: it would be read to its end, where the undated rows are.
        return sql.SQL("(signed || '')")
    return sql.Identifier(name)
