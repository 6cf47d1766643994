"""A client that goes away: its file is closed, its place given to others, and the server goes on."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from geodata.stores.versions import publish
from tests.labelled import labelled
from tests.serving import Running, eventually, metric, running

CLIENTS = 6
PATIENCE = 1
KEPT_IDLE = 5
"""Seconds for which an idle connection is kept."""


def open_files(server: Running) -> int:
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


def works(server: Running, pool: str) -> float:
    return metric(server.address, f'shimai_executor_jobs{{executor="{pool}"}}')


def ask(server: Running, *paths: str, room: int = 4096) -> socket.socket:
    """Ask for all at once, on a connection with room for so many bytes."""
    parts = urlsplit(server.address)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.connect((parts.hostname, parts.port))
    head = "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"
    connection.sendall("".join(map(head.format, paths)).encode())
    return connection


def length_told(head: bytes) -> int:
    return int(re.search(rb"content-length: ([0-9]+)", head)[1])


@contextmanager
def several(server: Running, path: str) -> Iterator[list[socket.socket]]:
    connections = [ask(server, path) for _ in range(CLIENTS)]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


@pytest.fixture(scope="module")
def large_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data of which a download does not fit into the buffers of a connection."""
    folder = tmp_path_factory.mktemp("large")
    publish(folder, labelled("x" * 2_000_000))
    return folder


@pytest.fixture(scope="module")
def large(large_data: Path) -> Iterator[Running]:
    with running("--data", str(large_data)) as server:
        yield server


@pytest.fixture(scope="module")
def impatient(large_data: Path) -> Iterator[Running]:
    """A server of the same that waits a second for a client to read something."""
    with running("--data", str(large_data), "--request-timeout", str(PATIENCE)) as server:
        yield server


def test_the_file_of_a_client_that_goes_away_amid_a_download_is_closed(large):
    with several(large, "/partnerships.csv") as connections:
        for connection in connections:
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert open_files(large) == CLIENTS
        assert works(large, "files") == 0
    assert eventually(lambda: open_files(large) == 0)
    assert metric(large.address, "shimai_http_requests_in_progress") == 1
    assert not any("Traceback" in line for line in large.said)
    assert httpx.get(f"{large.address}/partnerships.csv", timeout=60).status_code == 200


def test_the_places_of_clients_that_go_away_while_they_wait_are_free_again(large):
    for _ in range(3):
        with several(large, "/partnerships.csv"):
            pass
    assert eventually(lambda: works(large, "files") == 0)
    assert eventually(lambda: open_files(large) == 0)
    assert httpx.get(f"{large.address}/partnerships.csv?limit=1", timeout=60).status_code == 200


@pytest.mark.parametrize("path", ["/partnerships.csv", "/partnerships.geojson"])
def test_a_client_that_reads_slowly_gets_everything(impatient, path):
    began = time.monotonic()
    pause = threading.Event()
    with ask(impatient, path, room=1 << 18) as connection:
        said = connection.recv(1 << 12)
        head, _, body = said.partition(b"\r\n\r\n")
        missing = length_told(head) - len(body)
        while missing:
            piece = connection.recv(1 << 18)
            assert piece
            missing -= len(piece)
            pause.wait(len(piece) / 4_000_000)
    assert time.monotonic() - began > 3 * PATIENCE


def test_an_answer_that_follows_a_quick_one_may_take_longer_than_an_idle_connection_is_kept(impatient):
    pause = threading.Event()
    paths = ("/partnerships.geojson?country=AQ", "/partnerships.csv")
    with ask(impatient, *paths, room=1 << 18) as connection, connection.makefile("rb") as stream:
        quick = length_told(b"".join(iter(stream.readline, b"\r\n")))
        assert len(stream.read(quick)) == quick
        left = size = length_told(b"".join(iter(stream.readline, b"\r\n")))
        assert size > 10_000_000
        while left:
            piece = stream.read(min(left, 1 << 18))
            assert piece
            left -= len(piece)
            pause.wait(2 * KEPT_IDLE * len(piece) / size)


def test_a_client_that_reads_very_slowly_but_steadily_is_not_cut_off(impatient):
    pause = threading.Event()
    end = time.monotonic() + 6 * PATIENCE
    with ask(impatient, "/partnerships.geojson") as connection:
        while time.monotonic() < end:
            assert connection.recv(6_000)
            pause.wait(0.1)
        assert is_held(connection)
