"""Compression of responses as the client prefers, large ones in a thread."""

import asyncio
import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Protocol

import brotli
import zstandard
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import Headers, find_header
from api.http.quality_values import parse_quality_values

_ZSTD_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
_GZIP_LEVEL: Final = 6
_GZIP_WINDOW: Final = 31
"""zlib's number for the largest window with gzip's header and trailer, which holds no time."""
_MIN_BYTES: Final = 1000
"""A shorter body fits into one packet uncompressed."""
_MAX_ON_EVENT_LOOP: Final = 16 * 1024
"""Bytes that are compressed in less time than handing them to a thread takes."""
_COMPRESSIBLE: Final = re.compile(
    rb"text/.*|application/(json|javascript|xml|geo\+json|x-ndjson|geopackage\+sqlite3|flatgeobuf"
    rb"|vnd\.mapbox-vector-tile|schema\+json|vnd\.oai\.openapi\+json.*|problem\+json"
    rb"|vnd\.google-earth\.kml\+xml)|image/svg\+xml"
)
"""Media types that aren't compressed in themselves."""


class Encoder(Protocol):
    """Compresses a body chunk by chunk."""

    def encode(self, chunk: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Zstd:
    def __init__(self) -> None:
        self._encoder = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()
        self.encode = self._encoder.compress
        self.finish = self._encoder.flush


class _Brotli:
    def __init__(self) -> None:
        self._encoder = brotli.Compressor(quality=_BROTLI_QUALITY)
        self.encode = self._encoder.process
        self.finish = self._encoder.finish


class _Gzip:
    def __init__(self) -> None:
        self._encoder = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
        self.encode = self._encoder.compress
        self.finish = self._encoder.flush


_ENCODERS: Final[dict[str, Callable[[], Encoder]]] = {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}
"""By content coding; the first wins if a client prefers several equally: it costs least for its size."""


@lru_cache(maxsize=256)
def choose_encoding(accept_encoding: bytes) -> str:
    """Return the content coding that an Accept-Encoding header prefers; "" for none."""
    qualities = parse_quality_values(accept_encoding.decode("latin-1"))
    default = qualities.get("*", 0.0)
    best = max(_ENCODERS, key=lambda name: qualities.get(name, default))
    quality = qualities.get(best, default)
    return best if quality > 0 and quality >= qualities.get("identity", 0.0) else ""


class CompressionMiddleware:
    """Compresses responses by zstd, Brotli or gzip.

    Not starlette-compress: it compresses on the event loop, which all partnerships (2.8 MB) block for 25
    (zstd) to 250 ms (Brotli), and it ignores quality values.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back compressed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # The server would send a file by its path, uncompressed.
        scope.get("extensions", {}).pop("http.response.pathsend", None)
        encoding = choose_encoding(find_header(scope["headers"], b"accept-encoding"))
        await self.app(scope, receive, _CompressedSend(send, encoding))


class _CompressedSend:
    """Sends one response, compressed where that is worth it."""

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
            await self._send_first(start, message)
        elif self._encoder is not None:
            await self._send_more(self._encoder, message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        headers: Headers = message["headers"]
        is_compressible = _is_compressible(find_header(headers, b"content-type"))
        if not is_compressible or find_header(headers, b"content-encoding"):
            await self._send(message)
            return
        message = {**message, "headers": _add_vary(headers)}
        if self._encoding and message["status"] == 200:
            self._start = message  # The length of the body decides, so it waits for the first chunk.
        else:
            await self._send(message)

    async def _send_first(self, start: Message, message: Message) -> None:
        body, more = message.get("body", b""), message.get("more_body", False)
        if not more and len(body) < _MIN_BYTES:
            await self._send(start)
            await self._send(message)
            return
        self._encoder = _ENCODERS[self._encoding]()
        headers = MutableHeaders(raw=start["headers"])
        headers["Content-Encoding"] = self._encoding
        del headers["Content-Length"]
        if more:
            await self._send(start)
            await self._send_more(self._encoder, message)
            return
        encoded = await _encode(self._encoder, body, last=True)
        headers["Content-Length"] = str(len(encoded))
        await self._send(start)
        await self._send({**message, "body": encoded})

    async def _send_more(self, encoder: Encoder, message: Message) -> None:
        more = message.get("more_body", False)
        encoded = await _encode(encoder, message.get("body", b""), last=not more)
        if encoded or not more:
            await self._send({**message, "body": encoded})


async def _encode(encoder: Encoder, body: bytes, *, last: bool) -> bytes:
    def encode() -> bytes:
        encoded = encoder.encode(body)
        return encoded + encoder.finish() if last else encoded

    return encode() if len(body) <= _MAX_ON_EVENT_LOOP else await asyncio.to_thread(encode)


@lru_cache(maxsize=64)
def _is_compressible(content_type: bytes) -> bool:
    return bool(_COMPRESSIBLE.fullmatch(content_type.partition(b";")[0]))


def _add_vary(headers: Headers) -> Headers:
    """Return headers whose one line of Vary names Accept-Encoding, too."""
    others = [pair for pair in headers if pair[0].lower() != b"vary"]
    values = [value for name, value in headers if name.lower() == b"vary"]
    return [*others, (b"vary", b", ".join([*values, b"Accept-Encoding"]))]
