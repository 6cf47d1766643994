"""From the edition in force to the answer: what was answered before is sent again as it was."""

from dataclasses import replace

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kept_answers import Address, KeptAnswer
from api.published import Edition


class Answering:
    """Gives each request its edition (`request.state.edition`), and answers from what is kept of it.

    Kept is what is asked for again, has an ETag and is no page: a page's nonce is never used twice.
    Last-Modified, when the edition's data were last changed, is added to all that has an ETag.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and keep its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        edition: Edition = scope["app"].state.published.current
        scope.setdefault("state", {})["edition"] = edition
        asked = dict(scope["headers"])
        if scope["method"] != "GET" or b"range" in asked:
            await self.app(scope, receive, send)
            return
        address = _address(scope, asked)
        kept = edition.answers.find(address, asked)
        if kept is not None:
            scope["route"] = kept.route or None
            await send({"type": "http.response.start", "status": kept.status, "headers": kept.headers})
            await send({"type": "http.response.body", "body": kept.body})
            return
        answer = _Answer(send, edition, is_kept=edition.answers.is_asked_again(address))
        await self.app(scope, receive, answer)
        if (whole := answer.whole()) is not None:
            route = scope.get("route")
            named = route if isinstance(route, str) else getattr(route, "path", "")
            edition.answers.keep(address, asked, replace(whole, route=named))


def _address(scope: Scope, asked: dict[bytes, bytes]) -> Address:
    """Return what an answer depends on, but for what its Vary header names."""
    host = asked.get(b"host", b"")
    return scope["scheme"], host, scope["path"], scope["query_string"]


class _Answer:
    """The way back of one answer, of which a copy is taken while it may be kept."""

    def __init__(self, send: Send, edition: Edition, *, is_kept: bool) -> None:
        self._send = send
        self._is_kept = is_kept
        self._edition = edition
        self._start: Message | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._is_whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = self._begin(message)
        elif self._start is not None:
            self._take(message)
        await self._send(message)

    def whole(self) -> KeptAnswer | None:
        """Return the answer, where it may be kept and was sent to its end."""
        if self._start is None or not self._is_whole:
            return None
        return KeptAnswer(self._start["status"], self._start["headers"], b"".join(self._pieces))

    def _begin(self, message: Message) -> Message:
        headers: dict[bytes, bytes] = {name.lower(): value for name, value in message["headers"]}
        if message["status"] not in (200, 204, 304) or b"etag" not in headers:
            return message
        if b"last-modified" not in headers:
            told = [*message["headers"], (b"last-modified", self._edition.modified)]
            message = {**message, "headers": told}
        if (
            self._is_kept
            and message["status"] != 304
            and not headers.get(b"content-type", b"").startswith(b"text/html")
        ):
            self._start = message
        return message

    def _take(self, message: Message) -> None:
        piece = message.get("body", b"")
        self._size += len(piece)
        if self._size > self._edition.answers.largest:
            self._start = None
            self._pieces.clear()
            return
        self._pieces.append(piece)
        self._is_whole = not message.get("more_body", False)
