"""Answers encoded as the client likes best, away from the event loop where that takes a while."""

import asyncio
import re
from functools import lru_cache
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.encodings import ENCODERS, Encoder, choose_encoding

_SMALLEST: Final = 1000
"""A shorter body gains nothing: it fits into one packet as it is."""
_ON_THE_LOOP: Final = 16 * 1024
"""So many bytes take less time to encode than to hand over to a thread."""
_SHRINKS: Final = re.compile(
    rb"text/.*|application/(json|javascript|xml|geo\+json|x-ndjson|geopackage\+sqlite3|flatgeobuf"
    rb"|vnd\.mapbox-vector-tile|schema\+json|vnd\.oai\.openapi\+json.*|problem\+json"
    rb"|vnd\.google-earth\.kml\+xml)|image/svg\+xml"
)
"""The media types that aren't compressed in themselves."""
VARIES: Final = (b"vary", b"Accept-Encoding")
"""What is said of all that may be encoded."""


class Compression:
    """Encodes answers by zstd, Brotli or gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back encoded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A file that the server sent by its path would pass by here.
        scope.get("extensions", {}).pop("http.response.pathsend", None)
        accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
        await self.app(scope, receive, _Encoding(send, choose_encoding(accepted)))


class _Encoding:
    """The way back of one answer."""

    def __init__(self, send: Send, encoding: str) -> None:
        self._send = send
        self._encoding = encoding
        self._start: Message | None = None
        self._encoder: Encoder | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is not None:
            start, self._start = self._start, None
            await self._first(start, message)
        elif self._encoder is not None:
            await self._go_on(self._encoder, message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        told = {name.lower(): value for name, value in message["headers"]}
        if not _shrinks(told.get(b"content-type", b"")) or b"content-encoding" in told:
            await self._send(message)
            return
        # Several Vary lines are one list (RFC 9110, section 5.3).
        message = {**message, "headers": [*message["headers"], VARIES]}
        if self._encoding and message["status"] == 200:
            self._start = message  # How long the body is decides, so it waits for the first piece.
        else:
            await self._send(message)

    async def _first(self, start: Message, message: Message) -> None:
        body, more = message.get("body", b""), message.get("more_body", False)
        if not more and len(body) < _SMALLEST:
            await self._send(start)
            await self._send(message)
            return
        self._encoder = ENCODERS[self._encoding]()
        headers = MutableHeaders(raw=start["headers"])
        headers["Content-Encoding"] = self._encoding
        del headers["Content-Length"]
        _weaken(headers)
        if more:
            await self._send(start)
            await self._go_on(self._encoder, message)
            return
        encoded = await _encode(self._encoder, body, last=True)
        headers["Content-Length"] = str(len(encoded))
        await self._send(start)
        await self._send({**message, "body": encoded})

    async def _go_on(self, encoder: Encoder, message: Message) -> None:
        more = message.get("more_body", False)
        encoded = await _encode(encoder, message.get("body", b""), last=not more)
        if encoded or not more:
            await self._send({**message, "body": encoded})


async def _encode(encoder: Encoder, body: bytes, *, last: bool) -> bytes:
    def encode() -> bytes:
        encoded = encoder.encode(body)
        return encoded + encoder.finish() if last else encoded

    return encode() if len(body) <= _ON_THE_LOOP else await asyncio.to_thread(encode)


@lru_cache(maxsize=64)
def _shrinks(media_type: bytes) -> bool:
    return bool(_SHRINKS.fullmatch(media_type.partition(b";")[0]))


def _weaken(headers: MutableHeaders) -> None:
    """Encoded or not, an answer is the same in meaning but not byte by byte: that is what a weak tag says."""
    tag = headers.get("etag", "")
    if tag and not tag.startswith("W/"):
        headers["ETag"] = f"W/{tag}"
