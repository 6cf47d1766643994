"""A client's connection: one request after the other, each response read to its end."""

import http.client
import socket
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from benchmarks.soak.response_checks import ReceivedResponse

SECONDS_TO_ANSWER: Final = 60.0
_IDLE_AT_MOST: Final = 2.0
"""The server closes idle connections after 5 seconds; whoever asks at that very moment is not responded."""
BROKEN: Final = (OSError, http.client.HTTPException)


class Connection:
    """A connection that stays open as long as the server permits, and is opened again when it is closed.

    room: bytes that the system keeps for a client that doesn't read. port: its own port, by which the
    process at the other end is found. opened: when it was made.
    """

    def __init__(self, address: str, room: int = 0) -> None:
        parts = urlsplit(address)
        self._to = (parts.hostname or "", parts.port or 80)
        self._room = room
        self._http: http.client.HTTPConnection | None = None
        self._used = 0.0
        self.port = 0
        self.opened = 0.0

    def get(
        self, path: str, headers: Mapping[str, str], read: Callable[[http.client.HTTPResponse], bytes]
    ) -> ReceivedResponse:
        """Return an response, its body as `read` reads it. Raises one of BROKEN."""
        try:
            connection = self._connected()
            connection.request("GET", path, headers={"Accept-Encoding": "identity", **headers})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            response = ReceivedResponse(response.status, headers, read(response))
        except BROKEN:
            self.close()
            raise
        self._used = time.monotonic()
        if response.will_close:
            self.close()
        return response

    def close(self, *, rudely: bool = False) -> None:
        """Close it; rudely: without a farewell (RST)."""
        if self._http is None:
            return
        if rudely and self._http.sock is not None:
            with suppress(OSError):
                self._http.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._http.close()
        self._http = None

    def _connected(self) -> http.client.HTTPConnection:
        if self._http is not None and time.monotonic() - self._used > _IDLE_AT_MOST:
            self.close()
        if self._http is None:
            self._http = http.client.HTTPConnection(*self._to, timeout=SECONDS_TO_ANSWER)
            self._http.sock = self._socket()
            self.port = self._http.sock.getsockname()[1]
            self.opened = time.monotonic()
        return self._http

    def _socket(self) -> socket.socket:
        made = socket.socket()
        made.settimeout(SECONDS_TO_ANSWER)
        if self._room:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._room)
        made.connect(self._to)
        return made
