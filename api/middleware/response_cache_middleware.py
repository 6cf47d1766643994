"""From the edition in force to the answer: what was answered before is sent again as it was."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dataset_manager import Published
from api.middleware.http_headers import Headers
from api.middleware.response_cache import Address, KeptAnswer, KeptAnswers, address_of, kept_statuses


class Answering:
    """Gives each request its edition (`request.state.edition`), and answers from what is kept of it.

    Kept is what is asked for again and has an ETag, be it 304. A page itself isn't: its nonce is used once.
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
        if len(asked) < len(scope["headers"]):
            asked = _join_repeated(scope)
        if scope["method"] not in ("GET", "HEAD") or b"range" in asked:
            await self.app(scope, receive, send)
            return
        address = address_of(scope, asked)
        if (kept := answers.find(address, asked)) is not None:
            await _send_again(kept, scope, send)
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
        answer = _Answer(send, kept_statuses(asked), answers.largest)
        await self.app(scope, receive, answer)
        if (whole := answer.whole(scope.get("route"))) is not None:
            answers.keep(address, asked, whole)


def _join_repeated(scope: Scope) -> dict[bytes, bytes]:
    """Make one line of a header's lines (RFC 9110, section 5.3): whoever reads it then reads the same."""
    lines: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        lines.setdefault(name, []).append(value)
    joined = {name: b", ".join(values) for name, values in lines.items()}
    scope["headers"] = list(joined.items())
    return joined


async def _send_again(kept: KeptAnswer, scope: Scope, send: Send) -> None:
    scope["route"] = kept.route
    await send({"type": "http.response.start", "status": kept.status, "headers": kept.headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else kept.body})


class _Answer:
    """The way back of one answer, of which a copy is taken if it has one of some statuses."""

    def __init__(self, send: Send, statuses: Sequence[int], largest: int) -> None:
        self._send = send
        self._statuses = statuses
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

    def whole(self, route: object) -> KeptAnswer | None:
        """Return the answer, where it may be kept and was sent to its end."""
        if self._start is None or not self._is_whole:
            return None
        status, headers = self._start
        body = b"".join(self._pieces)
        # What was sent in pieces had none, and nothing but its length tells where the whole ends.
        if status == 200 and not any(name.lower() == b"content-length" for name, _ in headers):
            headers = [*headers, (b"content-length", str(len(body)).encode())]
        return KeptAnswer(status, headers, body, route)

    def _begin(self, message: Message) -> None:
        told: dict[bytes, bytes] = {name.lower(): value for name, value in message["headers"]}
        is_page = told.get(b"content-type", b"").startswith(b"text/html")
        if message["status"] in self._statuses and b"etag" in told and not is_page:
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
