"""How start, memory and speed of a server depend on the number of partnerships, as a table.

    python -m benchmarks.growth [--memory N ...] [--postgis N ...] [--seconds 4]

Needs wrk; --postgis also PostGIS.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.many_partnerships import ManyPartnerships
from benchmarks.serving.load import Load, is_installed, measure
from benchmarks.serving.servers import Server, running, shimai
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import exclusively, publish
from geodata.stores.postgis.migrating import migrate
from geodata.stores.postgis.publishing import put_in_force
from tests.support.postgis_server import PostgisServer

SHIPPED: Final = 1_584
CONNECTIONS: Final = 4
_BOX: Final = "bbox=-180,-90,180,89.{year}{limit}"
"""Contains all lines, so that each request differs and only the test of the box is added."""
PATHS: Final = {
    "a country, repeated": "/partnerships.geojson?country=DE",
    "a country, each request another": f"/partnerships.geojson?country=DE&{_BOX}",
    "facets, each request another": f"/facets?country=DE&{_BOX}",
}


def main() -> None:
    """Print a row for each number of partnerships in memory, then in PostGIS."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory", type=int, nargs="*", default=(SHIPPED, 5_000, 26_000, 100_000))
    parser.add_argument("--postgis", type=int, nargs="*", default=())
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    if not is_installed():
        raise SystemExit("wrk is not installed")
    print(f"| partnerships | stored in | start, s | memory, MB | {' | '.join(PATHS)} |")
    print(f"| --: | --- | --: | --: | {' | '.join('--:' for _ in PATHS)} |")
    for count in options.memory:
        with _folder(count) as environment:
            _print_row("memory", count, environment, options.seconds)
    for count in options.postgis:
        with _database(count) as environment:
            _print_row("PostGIS", count, environment, options.seconds)


@contextmanager
def _folder(count: int) -> Iterator[Mapping[str, str]]:
    """Yield the environment of a server that reads so many partnerships into memory."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        if count == SHIPPED:
            yield os.environ
            return
        for name, chunks in ManyPartnerships(count).files():
            (Path(folder) / name).write_bytes(b"".join(chunks))
        yield os.environ | {"SHIMAI_DATA": folder, "SHIMAI_MAX_IN_MEMORY": str(count)}


@contextmanager
def _database(count: int) -> Iterator[Mapping[str, str]]:
    """Yield the environment of a server whose partnerships stay in a database."""
    with PostgisServer("shared_buffers=1GB") as postgis:
        address = DatabaseAddress(postgis.new_database())
        if count == SHIPPED:
            publish(address, read_text_tables(shipped_data()))
        else:
            many = ManyPartnerships(count)
            with exclusively(address) as connection:
                migrate(connection, address)
                put_in_force(connection, many.files(), many.frames())
                connection.execute("VACUUM ANALYZE")
        yield os.environ | {"SHIMAI_DATA": address.url, "SHIMAI_MAX_IN_MEMORY": "0"}


def _print_row(stored_in: str, count: int, environment: Mapping[str, str], seconds: int) -> None:
    with running(shimai(), environment, "/healthz") as server:
        megabytes = server.megabytes()
        loads = " | ".join(_load_text(_best_load(server, path, seconds)) for path in PATHS.values())
        print(f"| {count:,} | {stored_in} | {server.seconds_to_start:.1f} | {megabytes:,} | {loads} |")


def _best_load(server: Server, path: str, seconds: int) -> Load:
    """Return the better of two runs: other programs on the machine only slow a run down."""
    loads = [measure(server.address, path, seconds, connections=CONNECTIONS, timeout=30) for _ in range(2)]
    return max(loads, key=lambda load: load.per_second)


def _load_text(load: Load) -> str:
    """Return responses per second, their median in ms and their size."""
    failed = f", {load.failed} failed" if load.failed else ""
    return f"{load.per_second:,.0f}/s, {load.median_ms:,.1f} ms, {load.response_bytes / 1000:,.0f} kB{failed}"


if __name__ == "__main__":
    main()
