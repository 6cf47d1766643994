"""Two servers on one PostGIS database, with and without a dataset in memory, while it stops and starts."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import IO, Final

import httpx
import psycopg

from benchmarks.serving.servers import Server, running, shimai
from benchmarks.soak.clients import Clients
from benchmarks.soak.memory import Memory
from benchmarks.soak.random_requests import RequestSpec, of_a_database, of_memory
from benchmarks.soak.report import count_errors
from benchmarks.soak.response_checks import Checks
from benchmarks.soak.tally import Troubles
from benchmarks.soak.turns import take_turns
from benchmarks.soak.versions import Versions
from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError
from geodata.stores.postgis import publish
from tests.support.postgis_server import PostgisServer

_SECONDS_BETWEEN_FAULTS: Final = 8.0
_SECONDS_TO_RECOVER: Final = 30.0
_SECONDS_TO_END: Final = 60.0
_SECONDS_AWAY: Final = 4.0
_MEANT: Final = r"psycopg\.|DatabaseUnavailableError|terminat|connection"
_SCHEMATHESIS: Final = Path("tests/fuzz/schemathesis.toml").resolve()


def soak(seconds: float, *, with_schemathesis: bool) -> bool:
    """Print what came of it; tell whether nothing was wrong."""
    with ExitStack() as stack:
        postgres = stack.enter_context(PostgisServer("max_connections=40"))
        url = postgres.new_database()
        labels: dict[str, str] = {}
        troubles = Troubles()
        versions = Versions(labels, lambda tables: publish(DatabaseAddress(url), tables))
        versions.publish()
        loaded = _Soaked("partnerships in memory, of PostGIS", url, 100_000, labels, troubles, stack)
        in_database = _Soaked("partnerships in PostGIS", url, 0, labels, troubles, stack)
        with loaded.at_work(), in_database.at_work(), ExitStack() as asking:
            if with_schemathesis:
                asking.enter_context(_schemathesis(loaded, seconds))
            _Faults(postgres, url, versions, troubles, (loaded, in_database)).go_on(seconds)
        reports = [one.report(seconds) for one in (loaded, in_database)]
        return all(reports)


class _Soaked:
    """A server with its clients."""

    def __init__(
        self, name: str, url: str, load: int, labels: dict[str, str], troubles: Troubles, stack: ExitStack
    ) -> None:
        self.name = name
        self.is_stored = load == 0
        self._troubles = troubles
        self._log: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        environment = os.environ | {"SHIMAI_DATA": url, "SHIMAI_MAX_IN_MEMORY": str(load)}
        self.server: Server = stack.enter_context(running(shimai(), environment, "/healthz", self._log))
        self._clients = Clients(
            self.server.address,
            Checks(labels),
            of_a_database if self.is_stored else of_memory,
            self._may_break,
            self._may_refuse,
            in_database=self.is_stored,
        )
        self.tally = self._clients.tally
        self._memory = Memory(self.server.megabytes_of_each)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let the clients send requests until the end."""
        with self._clients.at_work(), self._memory.sampled():
            yield

    def report(self, seconds: float) -> bool:
        """Print what came of it; tell whether nothing was wrong."""
        count_errors(self._log, self.tally, _MEANT if self.is_stored else r"(?!)")
        name = f"{self.name}, {seconds:.0f} s"
        self.tally.print(name)
        return self._memory.print(name) and not self.tally.wrong

    def _may_break(self, port: int, opened: float, began: float, broke: float) -> str:
        if self.is_stored and self._troubles.touch(began, broke):
            return "while the database was troubled"
        return ""

    def _may_refuse(self, request: RequestSpec, began: float, ended: float) -> bool:
        if self.is_stored:
            return self._troubles.touch(began, ended)
        return request.path.startswith(("/figure", "/partnerships.")) or "/tiles/" in request.path


class _Faults:
    """What is done to the database, in turns."""

    def __init__(
        self,
        postgres: PostgisServer,
        url: str,
        versions: Versions,
        troubles: Troubles,
        servers: tuple[_Soaked, ...],
    ) -> None:
        self._postgres = postgres
        self._url = url
        self._versions = versions
        self._troubles = troubles
        self._servers = servers

    def go_on(self, seconds: float) -> None:
        """Do one after the other until the time is over."""
        take_turns(self._in_turns(), apart=_SECONDS_BETWEEN_FAULTS, seconds=seconds)
        self._publish()

    def _in_turns(self) -> Iterator[Callable[[], None]]:
        return cycle((
            self._publish,
            self._terminate_connections,
            self._publish,
            lambda: self._stop("fast"),
            self._publish,
            self._publish_while_connections_end,
            lambda: self._stop("immediate"),
        ))  # fmt: skip

    def _publish(self) -> None:
        self._versions.publish()
        self._count("versions published")
        self._require_newest()

    def _publish_while_connections_end(self) -> None:
        """Let connections end while a version is published: it is in force whole, or not at all."""
        self._troubles.begin()
        ender = subprocess.Popen(
            [sys.executable, "-c", _ENDS_ALL, self._url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self._versions.publish()
            self._count("versions published while connections ended")
        except DatabaseUnavailableError:
            self._count("publishing broken off with its connection")
        finally:
            ender.wait()
            self._troubles.end()
        self._publish()

    def _terminate_connections(self) -> None:
        self._troubles.begin()
        with psycopg.connect(self._url, autocommit=True) as connection:
            ended = connection.execute(_TERMINATE).fetchall()
        self._count("connections terminated", len(ended))
        self._troubles.end()

    def _stop(self, mode: str) -> None:
        self._troubles.begin()
        self._postgres.stop(mode)
        self._count(f"stops of PostgreSQL, {mode}")
        time.sleep(_SECONDS_AWAY)
        self._postgres.start()
        self._troubles.end()
        began = time.monotonic()
        for one in self._servers:
            self._eventually(
                one, lambda one=one: _status(one, "/facets?country=DE") == 200, "it responses again"
            )  # type: ignore[misc]
        self._count(f"recoveries within {max(1, round(time.monotonic() - began))} s")

    def _require_newest(self) -> None:
        for one in self._servers:
            self._eventually(one, lambda one=one: self._serves_newest(one), "the newest version is served")  # type: ignore[misc]

    def _serves_newest(self, one: _Soaked) -> bool:
        response = httpx.get(f"{one.server.address}/healthz", timeout=60)
        return bool(response.json()["version"] == self._versions.newest) and _status(one, "/readyz") == 200

    def _eventually(self, one: _Soaked, holds: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _SECONDS_TO_RECOVER
        while not holds():
            if time.monotonic() > until:
                one.tally.note(f"not within {_SECONDS_TO_RECOVER:.0f} s: {what}")
                return
            time.sleep(0.1)

    def _count(self, what: str, number: int = 1) -> None:
        for one in self._servers:
            one.tally.count(what, number)


_TERMINATE: Final = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)
_ENDS_ALL: Final = f"""
import sys, time, psycopg
for _ in range(3):
    time.sleep(0.5)
    with psycopg.connect(sys.argv[1], autocommit=True) as connection:
        connection.execute({_TERMINATE!r})
"""


def _status(one: _Soaked, path: str) -> int:
    return httpx.get(one.server.address + path, timeout=60).status_code


@contextmanager
def _schemathesis(one: _Soaked, seconds: float) -> Iterator[None]:
    """Run schemathesis beside; note responses that are not as the description says."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        command = [
            sys.executable, "-m", "schemathesis.cli", f"--config-file={_SCHEMATHESIS}", "run",
            f"{one.server.address}/openapi.json", f"--url={one.server.address}", "--no-color",
            "--continue-on-failure", "--request-timeout=60", "--include-tag=data",
            "--exclude-path-regex=^/(figure|oembed)", "--phases=fuzzing",
            "--exclude-checks=positive_data_acceptance", f"--max-time={seconds * 0.7:.0f}",
        ]  # fmt: skip
        with subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT) as process:
            yield
            try:
                found = process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                one.tally.count("runs of schemathesis cut off at the end")
                return
            if found:
                said.seek(0)
                one.tally.note("schemathesis: " + said.read().decode(errors="replace")[-3000:])
            else:
                one.tally.count("runs of schemathesis without a finding")
