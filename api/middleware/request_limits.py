"""Limits of a request: the length of its URL, the number of parameters, its Host, its body."""

import re
from typing import Any, Final

from fastapi import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import PROBLEM_CONTENT, problem

MAX_URL_BYTES: Final = 32_768
"""Path and query: a CQL2 filter of 8,000 characters, each escaped, and more."""
MAX_PARAMETERS: Final = 1_000
MAX_BODY_BYTES: Final = 16_384
"""No route reads a body."""

_HOST: Final = re.compile(
    rb"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
_NO_HOST: Final = (b"host", b"")
"""What Granian adds where a request has none, as HTTP/1.0 allows."""

REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    414: {"description": "The URL is too long", "content": PROBLEM_CONTENT},
    429: {
        "description": "Too many requests from one address, where a rate is set",
        "content": PROBLEM_CONTENT,
    },
    431: {"description": "The headers are too long"},
}
"""Responses of every route, for the OpenAPI description."""


class RequestLimitsMiddleware:
    """Refuses requests that exceed a limit, before they are routed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on that is within the limits; else respond with the limit that it exceeds."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _NO_HOST in scope["headers"]:
            scope["headers"] = [pair for pair in scope["headers"] if pair != _NO_HOST]
        handler = _refuse(scope) or self.app
        await handler(scope, receive, send)


def _refuse(scope: Scope) -> Response | None:
    if len(scope["raw_path"]) + len(scope["query_string"]) > MAX_URL_BYTES:
        return problem(414, f"The address is longer than {MAX_URL_BYTES} bytes.")
    if scope["query_string"].count(b"&") >= MAX_PARAMETERS:
        return problem(400, f"The address has more than {MAX_PARAMETERS} parameters.")
    hosts = 0
    for name, value in scope["headers"]:
        if name == b"host":
            hosts += 1
            if hosts > 1 or not _HOST.fullmatch(value):
                return problem(400, "The Host header must name one host, and a port where there is one.")
        elif name == b"content-length" and (not value.isdigit() or int(value) > MAX_BODY_BYTES):
            detail = f"A request body may have at most {MAX_BODY_BYTES} bytes; no route reads one."
            return problem(413, detail, {"Connection": "close"})
        elif name == b"transfer-encoding":
            detail = "A request body must have a Content-Length; no route reads one."
            return problem(411, detail, {"Connection": "close"})
    if not hosts and scope["http_version"] == "1.1":
        return problem(400, "HTTP/1.1 requires a Host header.")
    return None
