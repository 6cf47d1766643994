"""A server that must stop finishes what is under way, but not for ever."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.http import connect, read_to_end
from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND, ServerProcess, becomes_true, server_process

pytestmark = pytest.mark.slow


DOWNLOAD = b"GET /partnerships.geojson HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"


@contextmanager
def slow_download(server: ServerProcess) -> Iterator[socket.socket]:
    """Begin a download over a connection with little room, and read its first bytes."""
    with connect(server.address, receive_buffer=4096) as connection:
        connection.sendall(DOWNLOAD)
        assert connection.recv(12) == b"HTTP/1.1 200"
        yield connection


def begun_to_stop(server: ServerProcess) -> None:
    server.process.send_signal(signal.SIGTERM)
    server.wait_for(lambda said: any("Stopping worker-1" in one for one in said))


def length_and_body(said: bytes) -> tuple[int, int]:
    """Return the length that an answer announces, and that of its body."""
    head, _, body = said.partition(b"\r\n\r\n")
    (length,) = [
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if b"content-length" in line
    ]
    return length, len(body)


def test_a_server_that_is_still_starting_stops_at_once():
    command = [*SHIMAI_COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any("Spawning worker-1" in line for line in process.stderr)
        # Until the worker has its own handlers of signals, it has those of the process that started it.
        time.sleep(0.1)
        process.terminate()
        log = process.stderr.read()
        assert process.wait(timeout=5) == 0
    assert "Killing worker-1" not in log


def test_a_slow_download_is_finished_and_no_new_connection_taken(large_data):
    with (
        server_process("--shutdown-timeout", "30", "--data", str(large_data)) as server,
        slow_download(server) as connection,
    ):
        begun_to_stop(server)
        parts = urlsplit(server.address)
        with socket.socket() as late:
            assert late.connect_ex((parts.hostname, parts.port)) != 0
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        length, body = length_and_body(read_to_end(connection))
        assert body == length > 7_000_000
        assert server.process.wait(timeout=10) in (0, -signal.SIGTERM)
    assert any("Granian shutdown completed" in one for one in server.log_lines)
    assert not any("Traceback" in one for one in server.log_lines)


def test_what_is_not_finished_in_time_is_cut_off(large_data):
    with (
        server_process("--shutdown-timeout", "1", "--data", str(large_data)) as server,
        slow_download(server) as connection,
    ):
        began = time.monotonic()
        begun_to_stop(server)
        assert server.process.wait(timeout=15) in (0, -signal.SIGTERM)
        assert time.monotonic() - began < 10
        connection.close()


def test_a_figure_that_is_being_drawn_is_still_sent():
    with server_process() as server:
        responses: list[httpx.Response] = []
        asking = threading.Thread(
            target=lambda: responses.append(httpx.get(f"{server.address}/figure.pdf", timeout=60))
        )
        asking.start()
        drawing = 'shimai_executor_jobs{executor="figures"} 1.0'
        assert becomes_true(lambda: drawing in httpx.get(f"{server.address}/metrics").text)
        assert responses == []
        server.process.send_signal(signal.SIGTERM)
        asking.join()
        assert (responses[0].status_code, responses[0].content[:5]) == (200, b"%PDF-")


def test_idle_connections_do_not_keep_a_server_from_stopping():
    with server_process("--shutdown-timeout", "30") as server:
        with httpx.Client(base_url=server.address) as client:
            assert client.get("/healthz").status_code == 200
            with connect(server.address):
                began = time.monotonic()
                server.process.send_signal(signal.SIGTERM)
                server.process.wait(timeout=20)
        assert time.monotonic() - began < 5
