"""A server of two processes on a data folder: new versions, broken ones, killed importers and workers."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

import httpx

from benchmarks.serving.servers import running, shimai
from benchmarks.soak.clients import Clients
from benchmarks.soak.memory import Memory
from benchmarks.soak.random_requests import of_memory
from benchmarks.soak.report import count_errors
from benchmarks.soak.response_checks import Checks
from benchmarks.soak.tally import Tally
from benchmarks.soak.turns import take_turns
from benchmarks.soak.versions import Versions
from benchmarks.soak.workers import Workers
from geodata.stores.versions import publish

_WORKERS: Final = 2
_SECONDS_BETWEEN_FAULTS: Final = 7.0
_SECONDS_TO_RECOVER: Final = 30.0
_MEANT: Final = r"faults\.DataError"
"""A worker that takes the place of a killed one may find broken data; it is tried again until it doesn't."""


def soak(seconds: float) -> bool:
    """Print what came of it; tell whether nothing was wrong."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as log:
        data, labels = Path(folder), dict[str, str]()
        versions = Versions(labels, lambda tables: publish(data, tables))
        versions.publish()
        environment = os.environ | {"SHIMAI_DATA": folder, "SHIMAI_WORKERS": str(_WORKERS)}
        with running(shimai(), environment, "/healthz", log) as server:
            workers = Workers(server)
            clients = Clients(
                server.address,
                Checks(labels),
                of_memory,
                workers.may_break,
                lambda request, *_: _is_pooled(request.path),
            )
            memory = Memory(server.megabytes_of_each)
            with clients.at_work() as tally, memory.sampled():
                faults = _Faults(server.address, data, versions, workers, tally)
                faults.go_on(seconds)
            count_errors(log, tally, _MEANT)
        name = f"a folder, {_WORKERS} processes, {seconds:.0f} s"
        tally.print(name)
        return memory.print(name) and not tally.wrong


def _is_pooled(path: str) -> bool:
    """Tell whether an response is drawn, written or tiled, for which there is room for so many."""
    return path.startswith(("/figure", "/partnerships.", "/map.json")) or "/tiles/" in path


class _Faults:
    """What is done to the server and its data, in turns."""

    def __init__(self, address: str, data: Path, versions: Versions, workers: Workers, tally: Tally) -> None:
        self._address = address
        self._data = data
        self._versions = versions
        self._workers = workers
        self._tally = tally
        self._broken = 0
        self._chance = random.Random(0)  # noqa: S311 - no secret

    def go_on(self, seconds: float) -> None:
        """Do one after the other until the time is over; the last words are a good version."""
        began = time.monotonic()
        take_turns(self._in_turns(), apart=_SECONDS_BETWEEN_FAULTS, seconds=seconds)
        self._publish()
        self._require_newest()
        time.sleep(max(0.0, began + seconds - time.monotonic()))

    def _in_turns(self) -> Iterator[Callable[[], None]]:
        return cycle((
            self._publish,
            self._publish_truncated,
            self._kill_an_importer,
            self._publish,
            self._kill_a_worker,
            self._publish_foreign,
            self._publish,
        ))  # fmt: skip

    def _publish(self) -> None:
        self._versions.publish()
        self._tally.count("versions published")
        self._require_newest()

    def _require_newest(self) -> None:
        """Wait until all processes serve the newest version and say that they are ready."""
        self._eventually(
            lambda: all(
                ready.status_code == 200 and ready.json()["version"] == self._versions.newest
                for ready in self._repeated_responses("/readyz")
            ),
            "the newest version is served and all are ready",
        )

    def _publish_truncated(self) -> None:
        """Put a version in force that was published, but of which a part is gone: at the end of a row."""
        in_force = self._in_force()
        number, _, digest = in_force.name.partition("-")
        whole = (in_force / "partnerships.csv").read_bytes()
        self._publish_broken(
            f"{int(number) + 1:06}-{digest}", whole[: whole.index(b"\r\n", len(whole) // 2) + 2]
        )

    def _publish_foreign(self) -> None:
        self._broken += 1
        self._publish_broken(f"by-hand-{self._broken}", b"name,age\r\nAnna,7\r\n")

    def _in_force(self) -> Path:
        return self._data / "versions" / (self._data / "CURRENT").read_text().strip()

    def _publish_broken(self, name: str, partnerships: bytes) -> None:
        """Put a version in force by hand that is none; the one before must go on."""
        target = self._data / "versions" / name
        shutil.copytree(self._in_force(), target)
        (target / "partnerships.csv").write_bytes(partnerships)
        replaced = self._data / ".current"
        replaced.write_text(f"{name}\n")
        replaced.replace(self._data / "CURRENT")
        self._tally.count("truncated or foreign versions published")
        self._eventually(
            lambda: all(ready.status_code == 503 for ready in self._repeated_responses("/readyz")),
            "all say that the newest data can't be read",
        )
        if {response.json()["version"] for response in self._repeated_responses("/healthz")} != {
            self._versions.newest
        }:
            self._tally.note(f"{name}: the version before is not served any more")

    def _kill_an_importer(self) -> None:
        """Start to publish, and kill who does it at some moment: all of it is in force then, or nothing."""
        label, _ = self._versions.announce()
        command = [sys.executable, "-m", "benchmarks.soak.versions", str(self._data), label]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as importer:
            try:
                importer.wait(self._chance.uniform(0.8, 4))
            except subprocess.TimeoutExpired:
                importer.kill()
                self._tally.count("importers killed")
        self._publish()

    def _kill_a_worker(self) -> None:
        if len(self._workers.ids()) < _WORKERS:  # Noted as not replaced; the last one must not go, too.
            return
        self._tally.count("connections of killed workers", self._workers.kill_the_youngest())
        self._tally.count("workers killed")
        self._eventually(lambda: len(self._workers.ids()) == _WORKERS, "the worker is replaced")

    def _repeated_responses(self, path: str) -> list[httpx.Response]:
        """Return responses on new connections, so many that each worker is among those that responded."""
        return [response for _ in range(12) if (response := _get(self._address + path)) is not None]

    def _eventually(self, holds: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _SECONDS_TO_RECOVER
        while not holds():
            if time.monotonic() > until:
                self._tally.note(f"not within {_SECONDS_TO_RECOVER:.0f} s: {what}")
                return
            time.sleep(0.2)


def _get(url: str) -> httpx.Response | None:
    try:
        return httpx.get(url, timeout=10)
    except httpx.TransportError:
        return None
