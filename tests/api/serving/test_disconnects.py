"""A client that goes away: its file is closed, its place given to others, and the server goes on."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.http import connect
from tests.support.server import ServerProcess, becomes_true, metric_value, server_process

pytestmark = pytest.mark.slow


CLIENTS = 6
PATIENCE = 1
KEPT_IDLE = 5
"""Seconds after which an idle connection is closed."""


def open_files(server: ServerProcess) -> int:
    """Return how many files without a name the server holds: downloads that are being sent."""
    held = 0
    (worker,) = server.workers()
    for link in Path(f"/proc/{worker}/fd").iterdir():
        try:
            held += link.readlink().name.endswith("(deleted)")
        except OSError:
            continue
    return held


def is_held(connection: socket.socket) -> bool:
    """Tell whether the server's end of a connection is open."""
    port, established = f":{connection.getsockname()[1]:04X}", "01"
    ends = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines())
    return any(end[2].endswith(port) and end[3] == established for end in ends)


def works(server: ServerProcess, pool: str) -> float:
    return metric_value(server.address, f'shimai_executor_jobs{{executor="{pool}"}}')


def request(server: ServerProcess, *paths: str, receive_buffer: int = 4096) -> socket.socket:
    """Send the requests for some paths at once, on a connection that takes so many bytes unread."""
    connection = connect(server.address, receive_buffer=receive_buffer)
    head = "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"
    connection.sendall("".join(map(head.format, paths)).encode())
    return connection


def content_length(head: bytes) -> int:
    return int(re.search(rb"content-length: ([0-9]+)", head)[1])


@contextmanager
def several(server: ServerProcess, path: str) -> Iterator[list[socket.socket]]:
    connections = [request(server, path) for _ in range(CLIENTS)]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


@pytest.fixture(scope="module")
def large(large_data: Path) -> Iterator[ServerProcess]:
    with server_process("--data", str(large_data)) as server:
        yield server


@pytest.fixture(scope="module")
def impatient(large_data: Path) -> Iterator[ServerProcess]:
    """A server of the same that waits a second for a client to read something."""
    with server_process("--data", str(large_data), "--request-timeout", str(PATIENCE)) as server:
        yield server


def test_one_file_serves_all_clients_and_is_kept_when_they_go_away_amid_a_download(large):
    with several(large, "/partnerships.csv") as connections:
        for connection in connections:
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert open_files(large) == 1
        assert works(large, "files") == 0
    assert open_files(large) == 1
    assert becomes_true(lambda: metric_value(large.address, "shimai_http_requests_in_progress") == 1)
    assert not any("Traceback" in line for line in large.log_lines)
    assert httpx.get(f"{large.address}/partnerships.csv", timeout=60).status_code == 200


def test_the_places_of_clients_that_go_away_while_they_wait_are_free_again(large):
    for _ in range(3):
        with several(large, "/partnerships.csv"):
            pass
    assert becomes_true(lambda: works(large, "files") == 0)
    assert open_files(large) == 1
    assert httpx.get(f"{large.address}/partnerships.csv?limit=1", timeout=60).status_code == 200


@pytest.mark.parametrize("path", ["/partnerships.csv", "/partnerships.geojson"])
def test_a_client_that_reads_slowly_gets_everything(impatient, path):
    began = time.monotonic()
    pause = threading.Event()
    with request(impatient, path, receive_buffer=1 << 18) as connection:
        said = connection.recv(1 << 12)
        head, _, body = said.partition(b"\r\n\r\n")
        missing = content_length(head) - len(body)
        while missing:
            piece = connection.recv(1 << 18)
            assert piece
            missing -= len(piece)
            pause.wait(len(piece) / 4_000_000)
    assert time.monotonic() - began > 3 * PATIENCE


def test_an_answer_that_follows_a_quick_one_may_take_longer_than_an_idle_connection_is_kept(impatient):
    pause = threading.Event()
    paths = ("/partnerships.geojson?country=AQ", "/partnerships.csv")
    with (
        request(impatient, *paths, receive_buffer=1 << 18) as connection,
        connection.makefile("rb") as stream,
    ):
        quick = content_length(b"".join(iter(stream.readline, b"\r\n")))
        assert len(stream.read(quick)) == quick
        left = size = content_length(b"".join(iter(stream.readline, b"\r\n")))
        assert size > 10_000_000
        while left:
            piece = stream.read(min(left, 1 << 18))
            assert piece
            left -= len(piece)
            pause.wait(2 * KEPT_IDLE * len(piece) / size)


def test_a_client_that_reads_very_slowly_but_steadily_is_not_cut_off(impatient):
    pause = threading.Event()
    end = time.monotonic() + 6 * PATIENCE
    with request(impatient, "/partnerships.geojson") as connection:
        while time.monotonic() < end:
            assert connection.recv(6_000)
            pause.wait(0.1)
        assert is_held(connection)
