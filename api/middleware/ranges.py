"""Ranges of bytes (RFC 9110, section 14): readers of large files fetch the parts that they need."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import find_header

ACCEPT_RANGES: Final = {"Accept-Ranges": "bytes"}
"""The header of responses that may be sent in part."""
_RANGE: Final = re.compile(rb"bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))")


class RangeMiddleware:
    """Sends the requested part of a response with `Accept-Ranges: bytes` and a known length, as 206.

    A part beyond the end gets 416. The whole response is sent to other requests: those with several ranges,
    with a range that is malformed, and with an If-Range that isn't the response's Last-Modified (the ETags
    are weak, which If-Range never matches).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response or the requested part of it back."""
        headers = dict(scope["headers"]) if scope["type"] == "http" else {}
        wanted = _RANGE.fullmatch(headers.get(b"range", b""))
        is_get = scope.get("method") == "GET" and not scope.get("state", {}).get("is_head", False)
        if wanted is None or not is_get or not _is_current(headers, scope):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Slicer(send, wanted))


def _is_current(headers: Mapping[bytes, bytes], scope: Scope) -> bool:
    known = headers.get(b"if-range")
    last_modified: bytes = scope["state"]["loaded"].last_modified
    return known is None or known == last_modified


class _Slicer:
    """Passes a part of a response on."""

    def __init__(self, send: Send, wanted: re.Match[bytes]) -> None:
        self._send = send
        self._wanted = wanted
        self._position = 0
        self._first, self._end = 0, -1  # -1: the whole response.

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(self._begin(message))
        elif message["type"] == "http.response.body" and self._end >= 0:
            await self._send({**message, "body": self._part_of(message.get("body", b""))})
        else:
            await self._send(message)

    def _begin(self, message: Message) -> Message:
        headers = message["headers"]
        length = find_header(headers, b"content-length")
        if message["status"] != 200 or find_header(headers, b"accept-ranges") != b"bytes" or not length:
            return message
        size = int(length)
        self._first, self._end = _bounds(self._wanted, size)
        status = 206 if self._first < self._end else 416
        shown = b"%d-%d" % (self._first, self._end - 1) if status == 206 else b"*"
        others = [pair for pair in headers if pair[0].lower() != b"content-length"]
        added = [
            (b"content-length", str(self._end - self._first).encode()),
            (b"content-range", b"bytes %s/%d" % (shown, size)),
        ]
        return {**message, "status": status, "headers": [*others, *added]}

    def _part_of(self, chunk: bytes) -> bytes:
        start = max(self._first - self._position, 0)
        end = max(self._end - self._position, 0)
        self._position += len(chunk)
        return chunk[start:end]


def _bounds(wanted: re.Match[bytes], size: int) -> tuple[int, int]:
    """Return the first byte and the byte after the last one; equal if there is nothing to send."""
    first, last, suffix = wanted.groups()
    if suffix is not None:
        return max(size - int(suffix), 0), size
    start = min(int(first), size)
    end = size if last is None else min(int(last) + 1, size)
    return start, max(start, end)
