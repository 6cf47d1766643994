"""Servers in processes of their own, each requested once before it is measured."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import httpx

PORT: Final = "PORT"
_SECONDS_TO_START: Final = 180.0
_UVICORN: Final = ("uvicorn", "--no-access-log", "--log-level", "warning", "--port", PORT)


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and how many seconds it took until its first response."""

    address: str
    process_id: int
    seconds_to_start: float

    def megabytes(self) -> int:
        """Return the memory of its processes, each shared page as its share (Linux)."""
        return round(sum(self.megabytes_of_each().values()))

    def megabytes_of_each(self) -> dict[int, float]:
        """Return the same of each process, by its id."""
        return {
            one: int(found[1]) / 1024
            for one in family(self.process_id)
            if (found := re.search(r"Pss:\s+(\d+)", _read(f"/proc/{one}/smaps_rollup")))
        }


@contextmanager
def running(
    command: Sequence[str],
    environment: Mapping[str, str],
    path: str,
    log: IO[bytes] | int = subprocess.DEVNULL,
) -> Iterator[Server]:
    """Start a command that listens on PORT, which becomes a free one; `path` is requested until it responds.

    log: where its standard error goes.
    """
    port = free_port()
    begin = time.perf_counter()
    with subprocess.Popen(
        [word.replace(PORT, str(port)) for word in command],
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=log,
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address + path, process)
            yield Server(address, process.pid, time.perf_counter() - begin)
        finally:
            process.terminate()


def shimai() -> list[str]:
    """Return the command that serves Shimai, without a log."""
    return [sys.executable, "-m", "api.cli", "serve", "--log", "quiet", "--port", PORT]


def uvicorn(app: str, *, python: str = sys.executable) -> list[str]:
    """Return the command that serves an application by one process, without a log."""
    return [python, "-m", _UVICORN[0], app, *_UVICORN[1:]]


def granian(app: str) -> list[str]:
    """Return the command that serves an application by Granian with one worker, without a log."""
    options = ["--interface", "asgi", "--http", "1", "--no-ws", "--no-log", "--port", PORT]
    return [sys.executable, "-m", "granian", *options, app]


@contextmanager
def nginx(folder: Path, work: Path) -> Iterator[Server]:
    """Start nginx with one worker, which serves the files of a folder without touching them."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    settings = work / "nginx.conf"
    settings.write_text(
        f"""daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/nginx.log;
        events {{ worker_connections 1024; }}
        http {{ access_log off; sendfile on; etag on; types {{ application/geo+json geojson; }}
        client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
        uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
        server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"""
    )
    begin = time.perf_counter()
    with subprocess.Popen([program, "-c", str(settings), "-p", str(work)]) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/", process)
            yield Server(address, process.pid, time.perf_counter() - begin)
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + _SECONDS_TO_START
    while time.perf_counter() < end and process.poll() is None:
        try:
            httpx.get(url, timeout=_SECONDS_TO_START)
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not respond")


def family(process_id: int) -> list[int]:
    """Return a process and all that it has started."""
    children = _read(f"/proc/{process_id}/task/{process_id}/children").split()
    return [process_id, *(one for child in children for one in family(int(child)))]


def _read(path: str) -> str:
    """Read a file of /proc; "" where the process has ended."""
    try:
        return Path(path).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
