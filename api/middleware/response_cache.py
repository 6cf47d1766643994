"""A response cache in memory, for each version of the data: repeated requests skip routing and rendering."""

from collections.abc import Mapping
from typing import Final, NamedTuple, Protocol

from cachetools import LRUCache
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import Headers
from api.middleware.compression import choose_encoding

MAX_BYTES: Final = 32 * 2**20
_MAX_SHARE: Final = 4
"""No response takes more than this part of the cache."""
_ENTRY_BYTES: Final = 5_000
"""Roughly what headers and key take beyond the body."""
_MAX_KEY_LENGTH: Final = 1_000
"""Bytes; longer keys are rarely repeated, and could fill the memory."""
_MAX_SEEN: Final = 20_000
"""URLs remembered as requested before."""
_CONDITIONS: Final = (b"if-none-match", b"if-modified-since")
_UNCACHEABLE: Final = frozenset(
    (b"range", b"content-length", b"transfer-encoding", b"if-match", b"if-unmodified-since")
)
"""Headers of requests for a part of a response, with a body, which the limits look at, or with a precondition."""

Url = tuple[str, bytes | None, str, bytes]
"""Scheme, host, path and query."""
_Key = tuple[Url, tuple[bytes | str, ...]]


class CachedResponse(NamedTuple):
    """A complete response. route: what the scope of its request named as its route, for logs and metrics."""

    status: int
    headers: Headers
    body: bytes
    route: object = None


class ResponseCache:
    """Responses by their URL, by the conditions of the request, and by the headers that they vary by (Vary).

    A URL is cached from its second request on: most selections are requested only once.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_body = max_bytes // _MAX_SHARE
        self._responses: LRUCache[_Key, CachedResponse] = LRUCache(max_bytes, _size)
        self._vary: LRUCache[Url, tuple[bytes, ...]] = LRUCache(_MAX_SEEN)
        self._seen: LRUCache[int, bool] = LRUCache(_MAX_SEEN)

    def get(self, url: Url, request_headers: Mapping[bytes, bytes]) -> CachedResponse | None:
        """Return the response that is cached for a URL and the headers of a request."""
        vary = self._vary.get(url)
        return None if vary is None else self._responses.get(_key(url, vary, request_headers))

    def is_repeated(self, url: Url) -> bool:
        """Whether a URL was requested before, among the last ones; remembers it."""
        mark = hash(url)
        if mark in self._seen:
            return True
        self._seen[mark] = True
        return False

    def put(self, url: Url, request_headers: Mapping[bytes, bytes], response: CachedResponse) -> None:
        """Cache a response, unless it or its key is too large."""
        vary = _vary_names(response.headers)
        key = _key(url, vary, request_headers)
        if len(response.body) <= self.max_body and _key_length(key) <= _MAX_KEY_LENGTH:
            self._vary[url] = vary
            self._responses[key] = response


class Snapshot(Protocol):
    """A version of the data in force, with its cache."""

    @property
    def responses(self) -> ResponseCache: ...


class SnapshotSource(Protocol):
    """An object with the version of the data in force."""

    @property
    def current(self) -> Snapshot: ...


class ResponseCacheMiddleware:
    """Gives each request the version of the data in force (`request.state.loaded`) and its cached response.

    Caches responses (200, 204, 304) that have an ETag and whose URL was requested before; never HTML, whose
    nonce is single-use.
    """

    def __init__(self, app: ASGIApp, *, source: SnapshotSource) -> None:
        self.app = app
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond from the cache, or pass the request on and cache its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        loaded = self._source.current
        scope.setdefault("state", {})["loaded"] = loaded
        request_headers = _combine_repeated(scope)
        if scope["method"] not in ("GET", "HEAD") or not _UNCACHEABLE.isdisjoint(request_headers):
            await self.app(scope, receive, send)
            return
        cache = loaded.responses
        url = scope["scheme"], request_headers.get(b"host"), scope["path"], scope["query_string"]
        if (cached := cache.get(url, request_headers)) is not None:
            await _send_cached(cached, scope, send)
        elif scope["method"] == "HEAD" or not cache.is_repeated(url):
            await self.app(scope, receive, send)
        else:
            recorder = _Recorder(send, _cacheable_statuses(request_headers), cache.max_body)
            await self.app(scope, receive, recorder)
            if (response := recorder.response(scope.get("route"))) is not None:
                cache.put(url, request_headers, response)


class _Recorder:
    """Passes a response on and copies it, if its status is cacheable and its body not too long."""

    def __init__(self, send: Send, statuses: tuple[int, ...], max_body: int) -> None:
        self._send = send
        self._statuses = statuses
        self._max_body = max_body
        self._start: tuple[int, Headers] | None = None
        self._chunks: list[bytes] = []
        self._size = 0
        self._is_complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._start is not None:
            self._append(message)
        await self._send(message)

    def response(self, route: object) -> CachedResponse | None:
        """Return the response, where it may be cached and was sent completely."""
        if self._start is None or not self._is_complete:
            return None
        status, headers = self._start
        body = b"".join(self._chunks)
        # A streamed response has no length; the cached one is sent at once and needs it.
        if status == 200 and not any(name.lower() == b"content-length" for name, _ in headers):
            headers = [*headers, (b"content-length", str(len(body)).encode())]
        return CachedResponse(status, headers, body, route)

    def _begin(self, message: Message) -> None:
        fields = {name.lower(): value for name, value in message["headers"]}
        is_page = fields.get(b"content-type", b"").startswith(b"text/html")
        if message["status"] in self._statuses and b"etag" in fields and not is_page:
            # Outer middlewares add the headers of this one request to the message.
            self._start = message["status"], list(message["headers"])

    def _append(self, message: Message) -> None:
        chunk = message.get("body", b"")
        self._size += len(chunk)
        if self._size > self._max_body:
            self._start = None
            self._chunks.clear()
            return
        self._chunks.append(chunk)
        self._is_complete = not message.get("more_body", False)


def _combine_repeated(scope: Scope) -> dict[bytes, bytes]:
    """Return the headers of a request; repeated ones become one line in the scope (RFC 9110, section 5.3).

    Two lines of Host become one that names no host and is refused.
    """
    headers: dict[bytes, bytes] = dict(scope["headers"])
    if len(headers) < len(scope["headers"]):
        lines: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            lines.setdefault(name, []).append(value)
        headers = {name: b", ".join(values) for name, values in lines.items()}
        scope["headers"] = list(headers.items())
    return headers


async def _send_cached(cached: CachedResponse, scope: Scope, send: Send) -> None:
    scope["route"] = cached.route
    await send({"type": "http.response.start", "status": cached.status, "headers": cached.headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else cached.body})


def _cacheable_statuses(request_headers: Mapping[bytes, bytes]) -> tuple[int, ...]:
    # The response to a condition that isn't met is that of few clients.
    return (304,) if any(name in request_headers for name in _CONDITIONS) else (200, 204)


def _vary_names(headers: Headers) -> tuple[bytes, ...]:
    values = (value for name, value in headers if name.lower() == b"vary")
    return tuple(sorted({name.strip().lower() for value in values for name in value.split(b",")}))


def _key(url: Url, vary: tuple[bytes, ...], request_headers: Mapping[bytes, bytes]) -> _Key:
    return url, tuple(_normalise(name, request_headers.get(name, b"")) for name in (*_CONDITIONS, *vary))


def _normalise(name: bytes, value: bytes) -> bytes | str:
    # Different Accept-Encoding headers with the same outcome share a cached response.
    return choose_encoding(value) if name == b"accept-encoding" else value


def _key_length(key: _Key) -> int:
    url, headers = key
    return sum(len(part) for part in (*url, *headers) if part)


def _size(response: CachedResponse) -> int:
    return len(response.body) + _ENTRY_BYTES
