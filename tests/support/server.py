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

from tests.support.paths import ROOT

SHIMAI_COMMAND = (sys.executable, "-m", "api.cli")
_LISTENING = re.compile(r'Listening at: (http://[^\s"]+)')


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Start a server and give its address; it is stopped at the end."""
    with _started(*options) as process:
        yield _address(process, [])


@contextmanager
def _started(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [*SHIMAI_COMMAND, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


class ServerProcess:
    """A server that runs, and the lines that it has written to standard error."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.log_lines: list[str] = []
        self._changed = threading.Condition()
        self.address = _address(process, self.log_lines)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, condition: Callable[[list[str]], bool], timeout: float = 30) -> list[str]:
        """Return the lines as soon as a condition on them is met. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self.log_lines), timeout):
                raise TimeoutError("".join(self.log_lines))
            return list(self.log_lines)

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
            with self._changed:
                self.log_lines.append(line)
                self._changed.notify_all()


@contextmanager
def server_process(*options: str) -> Iterator[ServerProcess]:
    """Start a server and give its process, with its log; it is stopped at the end."""
    with _started(*options) as process:
        server = ServerProcess(process)
        try:
            yield server
        finally:
            process.terminate()
            server.finish()


def becomes_true(condition: Callable[[], bool], timeout: float = 30) -> bool:
    """Poll a condition until it is true or the timeout is over; return whether it became true."""
    deadline = time.monotonic() + timeout
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            return False
        # Polling without a pause would take processor time from what is waited for.
        pause.wait(0.02)
    return True


def metric_value(server: str, line: str) -> float:
    """Return the value of one line of the server's metrics, 0 where it is not there."""
    text = httpx.get(f"{server}/metrics").text
    samples = (sample for sample in text.splitlines() if sample.startswith(f"{line} "))
    return sum(float(sample.rpartition(" ")[2]) for sample in samples)


def _address(process: subprocess.Popen[str], log_lines: list[str]) -> str:
    """Return the address of a server as soon as a worker has started; its log is added to `log_lines`."""
    assert process.stderr is not None
    address = ""
    for line in process.stderr:
        log_lines.append(line)
        if found := _LISTENING.search(line):
            address = found[1]
        if "Started worker-" in line:
            _wait_until_it_accepts(address)
            return address
    raise RuntimeError("the server did not start:\n" + "".join(log_lines))


def _wait_until_it_accepts(address: str) -> None:
    parts = urlsplit(address)

    def accepts() -> bool:
        with socket.socket() as connection:
            return connection.connect_ex((parts.hostname or "", parts.port or 0)) == 0

    assert becomes_true(accepts)


class BackgroundReader(Protocol):
    """What sends requests to a server again and again, until it is stopped."""

    def read(self) -> None: ...

    def stop(self) -> None: ...


Reader = TypeVar("Reader", bound=BackgroundReader)


@contextmanager
def run_in_background(reader: Reader) -> Iterator[Reader]:
    """Let it send requests in a thread of its own; at the end it is stopped and waited for."""
    thread = threading.Thread(target=reader.read)
    thread.start()
    try:
        yield reader
    finally:
        reader.stop()
        thread.join()
