"""Requests to a server under test: by HTTP client, and as raw bytes over a socket."""

import socket
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx


def get(server: str, path: str = "", **headers: str) -> httpx.Response:
    """Return the response to a GET request, whatever its status."""
    return httpx.get(server + path, headers=headers, timeout=60)


def get_ok(address: str, **headers: str) -> httpx.Response:
    """Return the response to a GET request, which must have status 200."""
    response = get(address, **headers)
    assert response.status_code == 200, response.text
    return response


def get_html(server: str, path: str, lang: str = "en") -> str:
    """Return a page in a language."""
    return get(server, path, **{"Accept-Language": lang}).text


def get_facets(server: str, query: str = "") -> dict[str, Any]:
    """Return the facets of a selection."""
    facets: dict[str, Any] = get(server, f"/facets?{query}").json()
    return facets


def get_total(server: str, query: str = "") -> int:
    """Return the number of partnerships of a selection."""
    return int(get_facets(server, query)["total"])


def connect(server: str, *, receive_buffer: int | None = None) -> socket.socket:
    """Return a connection to a server; `receive_buffer` limits how many bytes the client takes unread."""
    parts = urlsplit(server)
    connection = socket.socket()
    if receive_buffer is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(30)
    connection.connect((parts.hostname, parts.port))
    return connection


def read_to_end(connection: socket.socket) -> bytes:
    """Return all bytes that come until the server closes or resets the connection."""
    received = b""
    with suppress(ConnectionResetError):
        while chunk := connection.recv(65536):
            received += chunk
    return received


def send_raw(server: str, request: bytes) -> bytes:
    """Send raw bytes, and return all bytes that come until the server closes the connection."""
    with connect(server) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        return read_to_end(connection)
