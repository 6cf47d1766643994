"""Conditional requests (RFC 9110, section 13): a client that has an answer already gets 304 without it."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.etags import is_among
from api.middleware.http_headers import Headers

_OF_THE_BODY: Final = frozenset((
    b"content-type", b"content-length", b"content-encoding", b"content-disposition",
    # What the client keeps was sent with a nonce of its own, and would be shut out by another.
    b"content-security-policy",
))  # fmt: skip

_NOT_MODIFIED: Final = 304


class Conditional:
    """Answers 304 where If-None-Match names the answer's ETag, or it isn't newer than If-Modified-Since.

    Last-Modified, when the data were last changed, is added to all that has an ETag.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back unless the client has it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"]) if scope["method"] == "GET" else {}
        await self.app(scope, receive, _Dated(send, scope["state"]["modified"], asked))


class _Dated:
    """The way back of one answer."""

    def __init__(self, send: Send, modified: bytes, asked: Mapping[bytes, bytes]) -> None:
        self._send = send
        self._modified = modified
        self._asked = asked
        self._is_known = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            status, headers = settle(message["status"], message["headers"], self._modified, self._asked)
            self._is_known = status == _NOT_MODIFIED
            message = {**message, "status": status, "headers": headers}
        elif self._is_known:
            message = {**message, "body": b""}
        await self._send(message)


def settle(
    status: int, headers: Headers, modified: bytes, asked: Mapping[bytes, bytes]
) -> tuple[int, Headers]:
    """Return an answer's status and headers with its Last-Modified: 304 where the client has it already.

    modified: when the data were last changed, as an HTTP date. asked: the headers of the request.
    """
    told = {name.lower(): value for name, value in headers}
    if status not in (200, 204, _NOT_MODIFIED) or b"etag" not in told:
        return status, headers
    if b"last-modified" not in told:
        headers = [*headers, (b"last-modified", modified)]
    modified = told.get(b"last-modified", modified)
    if status == _NOT_MODIFIED or (status == 200 and _is_unchanged(told[b"etag"], modified, asked)):
        return _NOT_MODIFIED, [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY]
    return status, headers


def _is_unchanged(tag: bytes, modified: bytes, asked: Mapping[bytes, bytes]) -> bool:
    """Tell whether a request's headers say that the client has an answer with this ETag and Last-Modified."""
    if (known := asked.get(b"if-none-match")) is not None:
        return known in (tag, b"*") or is_among(tag.decode("latin-1"), known.decode("latin-1"))
    if (since := asked.get(b"if-modified-since")) is not None:
        return _is_no_newer(modified.decode("latin-1"), since.decode("latin-1"))
    return False


def _is_no_newer(modified: str, known: str) -> bool:
    """Compare two HTTP dates; one that is malformed is passed over, as if it weren't there."""
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(known)
    except (TypeError, ValueError):
        return False
