"""Conditional requests (RFC 9110, section 13): a client that has an answer already gets 304 without it."""

from email.utils import parsedate_to_datetime
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.etags import is_among

_OF_THE_BODY: Final = (
    b"content-type", b"content-length", b"content-encoding", b"content-disposition",
    # What the client keeps was sent with a nonce of its own, and would be shut out by another.
    b"content-security-policy",
)  # fmt: skip


class Conditional:
    """Answers 304 where If-None-Match names the answer's ETag, or it isn't newer than If-Modified-Since."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back unless the client has it."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        names = [name for name, _ in scope["headers"]]
        if b"if-none-match" not in names and b"if-modified-since" not in names:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Unchanged(send, Headers(scope=scope)))


class _Unchanged:
    """The way back of one answer."""

    def __init__(self, send: Send, asked: Headers) -> None:
        self._send = send
        self._asked = asked
        self._is_known = False

    async def __call__(self, message: Message) -> None:
        if message["type"] != "http.response.start":
            if not self._is_known:
                await self._send(message)
            return
        self._is_known = message["status"] == 304 or (message["status"] == 200 and self._has(message))
        if not self._is_known:
            await self._send(message)
            return
        headers = [pair for pair in message["headers"] if pair[0].lower() not in _OF_THE_BODY]
        await self._send({**message, "status": 304, "headers": headers})
        await self._send({"type": "http.response.body", "body": b""})

    def _has(self, message: Message) -> bool:
        headers = Headers(raw=message["headers"])
        if (known := self._asked.get("if-none-match")) is not None:
            return known.strip() == "*" or is_among(headers.get("etag", ""), known)
        return _is_no_newer(headers.get("last-modified", ""), self._asked.get("if-modified-since", ""))


def _is_no_newer(modified: str, known: str) -> bool:
    """Compare two HTTP dates; one that is malformed is passed over, as if it weren't there."""
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(known)
    except (TypeError, ValueError):
        return False
