"""From the edition in force to the answer: what was answered before is sent again as it was."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conditional import is_unchanged
from api.http_headers import Headers
from api.kept_answers import Address, KeptAnswer, KeptAnswers
from api.published import Published


class Answering:
    """Gives each request its edition (`request.state.edition`), and answers from what is kept of it.

    Kept is what is asked for again, has an ETag and is no page: a page's nonce is never used twice.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and keep its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        published: Published = scope["app"].state.published
        answers = published.answers
        scope.setdefault("state", {}).update(edition=published.current, modified=published.modified)
        asked: dict[bytes, bytes] = dict(scope["headers"])
        if scope["method"] not in ("GET", "HEAD") or b"range" in asked:
            await self.app(scope, receive, send)
            return
        # What an answer depends on, but for what its Vary header names.
        address = (scope["scheme"], asked.get(b"host"), scope["path"], scope["query_string"])
        if (kept := answers.find(address, asked)) is not None:
            await _send_again(kept, asked, scope, send)
        elif scope["method"] == "HEAD" or not answers.is_asked_again(address):
            await self.app(scope, receive, send)
        else:
            await self._keep(answers, address, asked, scope, receive, send)

    async def _keep(
        self,
        answers: KeptAnswers,
        address: Address,
        asked: dict[bytes, bytes],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        answer = _Answer(send, answers.largest)
        await self.app(scope, receive, answer)
        route = scope.get("route")
        named = route if isinstance(route, str) else getattr(route, "path", "")
        if (whole := answer.whole(named)) is not None:
            answers.keep(address, asked, whole)


async def _send_again(kept: KeptAnswer, asked: dict[bytes, bytes], scope: Scope, send: Send) -> None:
    scope["route"] = kept.route or None
    status, headers, body = kept.status, kept.headers, kept.body
    if is_unchanged(kept.tag, kept.modified, asked):
        status, headers, body = 304, kept.headers_without_body, b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


class _Answer:
    """The way back of one answer, of which a copy is taken."""

    def __init__(self, send: Send, largest: int) -> None:
        self._send = send
        self._largest = largest
        self._start: tuple[int, Headers] | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._is_whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._start is not None:
            self._take(message)
        await self._send(message)

    def whole(self, route: str) -> KeptAnswer | None:
        """Return the answer, where it may be kept and was sent to its end."""
        if self._start is None or not self._is_whole:
            return None
        body = b"".join(self._pieces)
        return KeptAnswer.of(*self._start, body, route)

    def _begin(self, message: Message) -> None:
        told: dict[bytes, bytes] = {name.lower(): value for name, value in message["headers"]}
        is_page = told.get(b"content-type", b"").startswith(b"text/html")
        if message["status"] in (200, 204) and b"etag" in told and not is_page:
            # Others on the way add headers of this one answer to the message.
            self._start = message["status"], list(message["headers"])

    def _take(self, message: Message) -> None:
        piece = message.get("body", b"")
        self._size += len(piece)
        if self._size > self._largest:
            self._start = None
            self._pieces.clear()
            return
        self._pieces.append(piece)
        self._is_whole = not message.get("more_body", False)
