"""A server on so many ties: its start, its memory, and how fast it answers."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.many_partnerships import ManyPartnerships
from benchmarks.serving.load import Load, measure
from benchmarks.serving.servers import Server, running, shimai
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import exclusively
from geodata.stores.postgis.migrating import migrate
from geodata.stores.postgis.publishing import publish, put_in_force
from tests.support.postgis_server import PostgisServer

SHIPPED: Final = 1_584
CONNECTIONS: Final = 4
_BOX: Final = "bbox=-180,-90,180,89.{year}{limit}"
QUESTIONS: Final = {
    "a country, repeated": "/partnerships.geojson?country=DE",
    "a country, each request another": f"/partnerships.geojson?country=DE&{_BOX}",
    "facets, each request another": f"/facets?country=DE&{_BOX}",
}
"""The box holds all, so that only finding that out is added to what is asked for."""


@dataclass(frozen=True)
class Measured:
    """What a server with so many ties took: seconds, megabytes, and its answers to each question."""

    where: str
    ties: int
    seconds_to_start: float
    megabytes: int
    loads: dict[str, Load]


def in_memory(ties: int, seconds: int) -> Measured:
    """Measure a server that holds them in memory; so many as ship are those that ship."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        environment = dict(os.environ)
        if ties != SHIPPED:
            for name, parts in ManyPartnerships(ties).files():
                (Path(folder) / name).write_bytes(b"".join(parts))
            environment["SHIMAI_DATA"] = folder
        return _measure("memory", ties, environment, seconds)


@contextmanager
def in_postgis() -> Iterator[Callable[[int, int], Measured]]:
    """Give what measures a server whose ties stay in a database."""
    with PostgisServer("shared_buffers=1GB") as postgis:

        def measure(ties: int, seconds: int) -> Measured:
            url = postgis.new_database()
            _fill(DatabaseAddress(url), ties)
            environment = os.environ | {"SHIMAI_DATA": url, "SHIMAI_MAX_IN_MEMORY": "0"}
            return _measure("PostGIS", ties, environment, seconds)

        yield measure


def _fill(address: DatabaseAddress, ties: int) -> None:
    if ties == SHIPPED:
        publish(address, read_text_tables(shipped_data()))
        return
    many = ManyPartnerships(ties)
    with exclusively(address) as connection:
        migrate(connection, address)
        put_in_force(connection, many.files(), many.frames())
        connection.execute("VACUUM ANALYZE")


def _measure(where: str, ties: int, environment: dict[str, str], seconds: int) -> Measured:
    with running(shimai(), environment, "/healthz") as server:
        megabytes = server.megabytes()
        loads = {name: _best(server, path, seconds) for name, path in QUESTIONS.items()}
        return Measured(where, ties, server.seconds_to_start, megabytes, loads)


def _best(server: Server, path: str, seconds: int) -> Load:
    """Return the better of two: what the machine does besides makes only slower."""
    loads = [measure(server.address, path, seconds, connections=CONNECTIONS, timeout=30) for _ in range(2)]
    return max(loads, key=lambda load: load.per_second)
