"""Conditional requests (RFC 9110, section 13): a client that has an answer already gets 304 without it."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.etags import is_among
from api.http_headers import Headers

_OF_THE_BODY: Final = frozenset((
    b"content-type", b"content-length", b"content-encoding", b"content-disposition",
    # What the client keeps was sent with a nonce of its own, and would be shut out by another.
    b"content-security-policy",
))  # fmt: skip


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
        if message["type"] == "http.response.start" and message["status"] in (200, 204, 304):
            message = self._begin(message)
        if message["type"] == "http.response.body" and self._is_known:
            message = {**message, "body": b""}
        await self._send(message)

    def _begin(self, message: Message) -> Message:
        headers: Headers = list(message["headers"])
        told = {name.lower(): value for name, value in headers}
        if b"etag" not in told:
            return message
        if b"last-modified" not in told:
            headers.append((b"last-modified", self._modified))
        modified = told.get(b"last-modified", self._modified)
        has = message["status"] == 304 or (
            message["status"] == 200 and _is_unchanged(told[b"etag"], modified, self._asked)
        )
        if not has:
            return {**message, "headers": headers}
        self._is_known = True
        return {
            **message,
            "status": 304,
            "headers": [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY],
        }


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
