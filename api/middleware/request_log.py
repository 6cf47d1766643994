"""Measures requests, for the access log and the metrics."""

import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from asgi_correlation_id import correlation_id
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STATIC: Final = "/static"
_NO_ROUTE: Final = "none"


class RequestRecord(NamedTuple):
    """A finished request.

    route: the template of its path, as /partnerships/{id}; /static for all static files, `none` for no route.
    status: 500 where it failed, 499 where the client disconnected before the response began.
    size: bytes of the body as sent. seconds: from the head of the request to the last byte of the response.
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
    """Counts requests in progress."""

    def inc(self) -> None: ...

    def dec(self) -> None: ...


class RequestLogMiddleware:
    """Measures each request and reports it when it is finished."""

    def __init__(
        self, app: ASGIApp, *, in_progress: InProgress, listeners: Sequence[Callable[[RequestRecord], None]]
    ) -> None:
        self.app = app
        self._in_progress = in_progress
        self._listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and report it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = size = 0

        async def send_measured(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._in_progress.inc()
        failed = 499
        try:
            await self.app(scope, receive, send_measured)
        except Exception:
            failed = 500
            raise
        finally:
            self._in_progress.dec()
            record = _record(scope, status or failed, size, time.perf_counter() - began)
            for listener in self._listeners:
                listener(record)


def _record(scope: Scope, status: int, size: int, seconds: float) -> RequestRecord:
    client = scope.get("client")
    return RequestRecord(
        id=correlation_id.get() or "",
        method=scope["method"],
        route=_route(scope),
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        client=client[0] if client else "",
        status=status,
        size=size,
        seconds=seconds,
    )


def _route(scope: Scope) -> str:
    if (route := scope.get("route")) is not None:
        return str(getattr(route, "path", _NO_ROUTE))
    return _STATIC if scope["path"].startswith(f"{_STATIC}/") else _NO_ROUTE
