"""A million partnerships in PostGIS: the time of publishing, and of pages, facets, counts and tiles.

    python -m benchmarks.postgis [PARTNERSHIPS [DATABASE]]

DATABASE is the URL of a database to publish to; it is reused if it has as many already. Without it, a
temporary server is started.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from typing import Final, TypeVar

import orjson

from benchmarks.many_partnerships import ManyPartnerships
from geodata import Selection
from geodata.stores.address import DatabaseAddress
from geodata.stores.postgis import Database, PostgisStore, Version, exclusively
from geodata.stores.postgis.migrating import migrate
from geodata.stores.postgis.publishing import put_in_force, remove_old
from tests.support.postgis_server import PostgisServer

Argument = TypeVar("Argument")
ROUNDS: Final = 30
SELECTIONS: Final[dict[str, list[dict[str, object]]]] = {
    "all": [{}],
    "a country": [{"country": code} for code in ("US", "DE", "BR", "FR")],
    "country, status, year": [
        {"country": "US,CN", "status": "active", "year": y} for y in (1990, 2005, 2020)
    ],
    "a prefecture": [{"prefecture": code} for code in ("27", "01", "47")],
    "a municipality": [{"municipality": code} for code in ("27100", "01100", "13101")],
    "a year": [{"year": year} for year in (1970, 1990, 2010)],
    "words": [{"q": words} for words in ("munich", "san francisco", "new york osaka")],
    "words in Japanese": [{"q": words} for words in ("大阪", "サンフランシスコ")],
    "a box: Germany": [{"bbox": "5,45,15,55"}],
    "a box: California": [{"bbox": "-125,32,-114,42"}],
    "a box over 180°, south": [{"bbox": "170,-30,-150,0"}],
    "a box over 180°, north": [{"bbox": "170,30,-150,60"}],
    "a box: Osaka": [{"bbox": "135,34,136,35"}],
    "a box: Europe": [{"bbox": "-10,35,30,60"}],
    "a box: Japan": [{"bbox": "129,31,142,43"}],
    "a box: half the earth": [{"bbox": "-180,0,180,90"}],
    "a box with little in it": [{"bbox": box} for box in ("11,48,12,48.5", "-30,-60,-20,-50")],
    "a box and others": [
        {"bbox": "5,45,15,55", "country": "DE", "year": 2000},
        {"bbox": "5,45,15,55", "prefecture": "27"},
        {"bbox": "170,-30,-150,0", "country": "NZ", "year": 1990},
    ],
    "a box and a rare one": [
        {"bbox": "5,45,15,55", "status": "ended"},
        {"bbox": "5,45,15,55", "country": "BR"},
    ],
    "sorted": [{"country": "US", "sortby": key} for key in ("-signed", "municipality")],
    "all sorted": [{"sortby": "partner"}],
    "far into it": [{"offset": 500_000}],
}
TILES: Final = {
    "zoom 0": [(0, 0, 0)],
    "zoom 1": [(1, 1, 0), (1, 0, 0)],
    "Japan, zoom 2": [(2, 3, 1)],
    "Japan, zoom 4": [(4, 14, 6)],
    "Japan, zoom 6": [(6, 56, 25), (6, 57, 23)],
    "Japan, zoom 8": [(8, 224, 101), (8, 228, 93)],
    "the Pacific, zoom 2": [(2, 0, 1)],
    "the Pacific, zoom 4": [(4, 0, 5), (4, 0, 7), (4, 15, 6)],
    "the Pacific, zoom 6": [(6, 1, 23), (6, 3, 28), (6, 63, 24)],
    "the Pacific, zoom 8": [(8, 7, 95), (8, 15, 112), (8, 255, 96)],
    "Europe, zoom 2": [(2, 2, 1)],
    "Europe, zoom 4": [(4, 8, 5)],
    "Europe, zoom 6": [(6, 34, 20), (6, 32, 22), (6, 34, 23)],
    "Europe, zoom 8": [(8, 137, 83), (8, 129, 88), (8, 136, 95)],
}


def main() -> None:
    """Publish, then print the median and the 99th percentile of each query, in milliseconds."""
    partnerships = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with _database(sys.argv[2:]) as url:
        database = Database(DatabaseAddress(url))
        store = PostgisStore(database, _published(database, partnerships))
        _measure(store)
        with database.connection() as connection:
            sizes = connection.execute("SELECT pg_database_size(current_database()) >> 20").fetchone()
        print(f"database: {sizes[0] if sizes else 0} MB")
        database.close()
    print(f"this process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


@contextmanager
def _database(arguments: list[str]) -> Iterator[str]:
    if arguments:
        yield arguments[0]
        return
    with PostgisServer("shared_buffers=1GB") as server:
        yield server.new_database()


def _published(database: Database, partnerships: int) -> Version:
    version = database.version()
    if version is not None and version.partnership_count == partnerships:
        return version
    many = ManyPartnerships(partnerships)
    begin = time.monotonic()
    with exclusively(database.address) as connection:
        migrate(connection, database.address)
        version = put_in_force(connection, many.files(), many.frames())
        remove_old(connection)
    print(f"{partnerships:,} partnerships published in {time.monotonic() - begin:.0f} s")
    return version


def _measure(store: PostgisStore) -> None:
    names = ("page of 100", "from the middle", "facets", "count")
    print(f"{'':24} {' '.join(f'{name:>17}' for name in names)}   (median, p99: ms)")
    (middle,) = store.page(Selection(limit=1, offset=store.partnership_count // 2))
    id_: str = orjson.loads(middle)["id"]
    for name, arguments in SELECTIONS.items():
        selections = [Selection.of(one) for one in arguments]
        pages = [one.model_copy(update={"limit": 100}) for one in selections]
        times = (
            _times(store.page, pages),
            _times(lambda one: store.page_after(one, id_, 100), selections),
            _times(store.facets, selections),
            _times(store.count, selections),
        )
        print(f"{name:24} {' '.join(times)}")
    for name, tiles in TILES.items():
        drawn = [len(store.tile(Selection(), *tile)) >> 10 for tile in tiles]
        plain = _times(lambda tile: store.tile(Selection(), *tile), tiles)
        some = _times(lambda tile: store.tile(Selection.of({"country": "DE", "year": 2000}), *tile), tiles)
        print(f"tiles, {name:17} {plain}, of DE in 2000 {some}   {drawn} kB")


def _times(run: Callable[[Argument], object], arguments: Sequence[Argument]) -> str:
    times: list[float] = []
    start = time.perf_counter()
    for argument, _ in zip(cycle(arguments), range(ROUNDS)):
        begin = time.perf_counter()
        run(argument)
        times.append((time.perf_counter() - begin) * 1000)
        if time.perf_counter() - start > 5 and len(times) >= len(arguments):
            break
    times.sort()
    return f"{statistics.median(times):8.1f} {times[min(len(times) - 1, int(len(times) * 0.99))]:8.1f}"


if __name__ == "__main__":
    main()
