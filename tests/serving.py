"""A real server: `shimai serve` in a process of its own, on a free port."""

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).parents[1]
SHIMAI = (sys.executable, "-m", "api.cli")
_LISTENING = re.compile(r'Listening at: (http://[^\s"]+)')


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Start a server and give its address; it is stopped at the end."""
    with _started(*options) as process:
        yield _address(process, [])


@contextmanager
def _started(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [*SHIMAI, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


class Running:
    """A server that runs, and all that it has said on standard error."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._news = threading.Condition()
        self.address = _address(process, self.said)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, holds: Callable[[list[str]], bool], patience: float = 30) -> list[str]:
        """Return what was said as soon as something holds of it. Raises TimeoutError."""
        with self._news:
            if not self._news.wait_for(lambda: holds(self.said), patience):
                raise TimeoutError("".join(self.said))
            return list(self.said)

    def workers(self) -> set[int]:
        """Return the ids of the worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return set(map(int, children))

    def finish(self) -> None:
        """Wait until it has ended."""
        self.process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.said.append(line)
                self._news.notify_all()


@contextmanager
def running(*options: str) -> Iterator[Running]:
    """Start a server and hear what it says; it is stopped at the end."""
    with _started(*options) as process:
        server = Running(process)
        try:
            yield server
        finally:
            process.terminate()
            server.finish()


def eventually(holds: Callable[[], bool], patience: float = 30) -> bool:
    """Tell whether something comes to hold; ask about it until then."""
    until = time.monotonic() + patience
    pause = threading.Event()
    while not holds():
        if time.monotonic() > until:
            return False
        # Who asks without a pause keeps from its work what is waited for.
        pause.wait(0.02)
    return True


def metric(server: str, line: str) -> float:
    """Return the value of one line of the server's metrics, 0 where it is not there."""
    text = httpx.get(f"{server}/metrics").text
    return sum(float(one.rpartition(" ")[2]) for one in text.splitlines() if one.startswith(f"{line} "))


def _address(process: subprocess.Popen[str], said: list[str]) -> str:
    """Return the address of a server as soon as a worker has started; what it says is added to `said`."""
    assert process.stderr is not None
    address = ""
    for line in process.stderr:
        said.append(line)
        if found := _LISTENING.search(line):
            address = found[1]
        if "Started worker-" in line:
            _wait_until_it_accepts(address)
            return address
    raise RuntimeError("the server did not start:\n" + "".join(said))


def _wait_until_it_accepts(address: str) -> None:
    parts = urlsplit(address)

    def accepts() -> bool:
        with socket.socket() as connection:
            return connection.connect_ex((parts.hostname or "", parts.port or 0)) == 0

    assert eventually(accepts)


class Asking(Protocol):
    """What asks a server again and again, until it is told to stop."""

    def read(self) -> None: ...

    def stop(self) -> None: ...


Asker = TypeVar("Asker", bound=Asking)


@contextmanager
def in_the_background(asker: Asker) -> Iterator[Asker]:
    """Let it ask in a thread of its own; at the end it is stopped and waited for."""
    thread = threading.Thread(target=asker.read)
    thread.start()
    try:
        yield asker
    finally:
        asker.stop()
        thread.join()
