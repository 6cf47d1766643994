"""What became of each request, told to whoever counts or logs it; and the id by which it is found again."""

import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_WELL_FORMED: Final = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
REQUEST_ID: Final = b"x-request-id"
_STATIC: Final = "/static"
_NO_ROUTE: Final = "none"


class Answered(NamedTuple):
    """A request that is over.

    route: the template of its path, as /partnerships/{id}; /static for all static files, `none` for nothing.
    status: 500 where it failed, 499 where the client went before an answer began.
    size: bytes of the body as handed over. seconds: from its head to its last byte.
    """

    id: str
    method: str
    route: str
    path: str
    query: str
    client: str
    status: int
    size: int
    seconds: float


class InProgress(Protocol):
    """What counts requests under way."""

    def inc(self) -> None: ...

    def dec(self) -> None: ...


class Observer:
    """Gives requests their ids, and tells what became of them to whoever counts or logs it."""

    def __init__(self, told: Sequence[Callable[[Answered], None]]) -> None:
        self._told = told
        self._prefix = secrets.token_hex(6).encode()
        self._numbers = count(1)

    def id_of(self, asked: Mapping[bytes, bytes]) -> bytes:
        """Return the id that a client or proxy gave, where that is well formed; else a new one.

        asked: the headers of the request.
        """
        given = asked.get(REQUEST_ID)
        if given is not None and _WELL_FORMED.fullmatch(given):
            return given
        return b"%b-%x" % (self._prefix, next(self._numbers))

    def tell(self, scope: Scope, id_: bytes, status: int, size: int, seconds: float) -> None:
        """Tell of a request that is over."""
        client = scope.get("client")
        answered = Answered(
            id_.decode(),
            scope["method"],
            _route(scope),
            scope["path"],
            scope["query_string"].decode("latin-1"),
            client[0] if client else "",
            status,
            size,
            seconds,
        )
        for tell in self._told:
            tell(answered)


class Observed:
    """Gives each request an id (`request.state.request_id`, X-Request-ID), and tells what became of it."""

    def __init__(self, app: ASGIApp, *, in_progress: InProgress, observer: Observer) -> None:
        self.app = app
        self._in_progress = in_progress
        self._observer = observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the id."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        id_ = self._observer.id_of(dict(scope["headers"]))
        scope.setdefault("state", {})["request_id"] = id_.decode()
        status = size = 0

        async def send_noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (REQUEST_ID, id_)]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._in_progress.inc()
        failed = 499
        try:
            await self.app(scope, receive, send_noting)
        except Exception:
            failed = 500
            raise
        finally:
            self._in_progress.dec()
            self._observer.tell(scope, id_, status or failed, size, time.perf_counter() - began)


def _route(scope: Scope) -> str:
    if (route := scope.get("route")) is not None:
        return route if isinstance(route, str) else str(getattr(route, "path", _NO_ROUTE))
    return _STATIC if scope["path"].startswith(f"{_STATIC}/") else _NO_ROUTE
