"""Clients on plain sockets."""

import socket
import statistics
import time
from contextlib import suppress
from urllib.parse import urlsplit

HEAD = b"GET %s HTTP/1.1\r\nHost: localhost\r\n"


def connect(address: str, head: bytes, receive_buffer: int | None = None) -> socket.socket:
    """Open a connection and send what a client begins with."""
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(10)
    connection.connect(("127.0.0.1", urlsplit(address).port))
    with suppress(OSError):  # The server may respond and close before it has read a large head.
        connection.sendall(head)
    return connection


def is_open(connection: socket.socket) -> bool:
    """Tell whether the server has left a connection open that has nothing to read."""
    connection.settimeout(0)
    try:
        return connection.recv(1) != b""
    except OSError as error:
        return isinstance(error, BlockingIOError)


def get(address: str, path: bytes) -> bytes:
    """Return a response, head included, or nothing where the connection breaks."""
    try:
        with connect(address, HEAD % path + b"Connection: close\r\n\r\n") as connection:
            return b"".join(iter(lambda: connection.recv(65_536), b""))
    except OSError:
        return b""


def latency_ms(address: str) -> str:
    """Return the median and the longest of 40 requests on new connections."""
    times = []
    for _ in range(40):
        begin = time.perf_counter()
        get(address, b"/healthz")
        times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.05)
    return f"{statistics.median(times):.1f} / {max(times):.0f} ms"
