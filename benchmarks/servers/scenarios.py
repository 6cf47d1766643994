"""What is measured: each scenario takes a running server and returns what it saw, by name."""

import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.servers.client import HEAD, connect, get, is_open, latency_ms
from benchmarks.servers.commands import HEADER_READ_SECONDS
from benchmarks.serving.servers import Server

Results = dict[str, str]


def slow_heads(server: Server) -> Results:
    """Measure with 200 clients that send a byte of a head each second."""
    begin = time.perf_counter()
    clients = [connect(server.address, HEAD % b"/" + b"X-Slow: ") for _ in range(200)]
    latency = latency_ms(server.address)
    while clients and time.perf_counter() - begin < 2 * HEADER_READ_SECONDS:
        time.sleep(1)
        clients = [client for client in clients if is_open(client)]
        for client in clients:
            client.send(b"a")
    seconds = time.perf_counter() - begin
    return {
        "200 slow heads": f"{'open' if clients else 'closed'} after {seconds:.0f} s",
        "200 slow heads: `/healthz`, median / longest": latency,
    }


def large_heads(server: Server) -> Results:
    """Measure with heads that are larger than any browser's, whole ones and unfinished ones."""
    statuses = []
    for size in (100_000, 1_000_000):
        with connect(server.address, HEAD % b"/" + b"X-Large: " + b"a" * size + b"\r\n\r\n") as client:
            statuses.append(client.recv(65_536)[9:12].decode())
    before = server.megabytes()
    unfinished = HEAD % b"/" + b"X-Large: " + b"a" * 4_000_000
    clients = [connect(server.address, unfinished) for _ in range(20)]
    return {
        "header of 100 kB / of 1 MB": " / ".join(statuses),
        f"{len(clients)} unfinished heads of 4 MB: memory": f"+{server.megabytes() - before} MB",
    }


def slow_readers(server: Server) -> Results:
    """Measure with 200 clients that ask for all partnerships and read nothing."""
    path = b"/partnerships.geojson"
    get(server.address, path)
    before = server.megabytes()
    clients = [connect(server.address, HEAD % path + b"\r\n", receive_buffer=4096) for _ in range(200)]
    time.sleep(5)
    return {
        f"{len(clients)} clients that read nothing of 2.8 MB: memory": f"+{server.megabytes() - before} MB",
        "the same: `/healthz`, median / longest": latency_ms(server.address),
    }


def idle_connections(server: Server) -> Results:
    """Measure with 10,000 connections, each of which has sent one request."""
    before = server.megabytes()
    clients = [connect(server.address, HEAD % b"/healthz" + b"\r\n") for _ in range(10_000)]
    statuses = [client.recv(65_536)[9:12] for client in clients]
    grown = server.megabytes() - before
    return {
        "10,000 connections: status 200, memory": f"{statuses.count(b'200'):,}, +{grown} MB",
        "10,000 connections: `/healthz`, median / longest": latency_ms(server.address),
    }


def killed_worker(server: Server) -> Results:
    """Measure with 8 clients while one of two workers gets SIGKILL."""
    killed = _serving_workers(server, without=0).pop()
    end = time.perf_counter() + 10
    responses: list[bytes] = []

    def send_requests() -> None:
        while time.perf_counter() < end:
            responses.append(get(server.address, b"/healthz"))

    with ThreadPoolExecutor(8) as threads:
        for _ in range(8):
            threads.submit(send_requests)
        time.sleep(1)
        os.kill(killed, signal.SIGKILL)
        begin = time.perf_counter()
        _serving_workers(server, without=killed)
        seconds = time.perf_counter() - begin
    return {
        "SIGKILL for one of 2 workers: failed requests": f"{responses.count(b'')} of {len(responses):,}",
        "SIGKILL: until another worker answers": f"{seconds:.1f} s",
    }


def graceful_stop(server: Server) -> Results:
    """Measure with a response of four seconds under way while the server gets SIGTERM."""
    with connect(server.address, HEAD % b"/stream" + b"\r\n") as client:
        client.recv(1024)
        os.kill(server.process_id, signal.SIGTERM)
        time.sleep(0.5)
        is_refused = not get(server.address, b"/healthz")
        body = b"".join(iter(lambda: client.recv(65_536), b""))
    return {
        "SIGTERM: a response of 4 s": "completed" if b"end" in body else "cut off",
        "SIGTERM: new connections meanwhile": "refused" if is_refused else "accepted",
    }


def _serving_workers(server: Server, without: int) -> set[int]:
    """Return the ids of two workers as soon as both answer, or of fewer after a minute."""
    found: set[int] = set()
    end = time.perf_counter() + 60
    while len(found) < 2 and time.perf_counter() < end:
        response = get(server.address, b"/process-id")
        found |= {int(process_id) for process_id in re.findall(rb"process (\d+)", response)} - {without}
    return found


ALL = (slow_heads, large_heads, slow_readers, idle_connections, killed_worker, graceful_stop)
