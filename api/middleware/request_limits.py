"""What a request may be: how long its address, how many parameters, which host, how much of a body."""

import re
from collections.abc import Callable
from typing import Any, Final

from fastapi import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import PROBLEM_CONTENT, problem

LONGEST_ADDRESS: Final = 32_768
"""Bytes of path and query: a CQL2 filter of 8,000 characters, each escaped, and more."""
MOST_PARAMETERS: Final = 1_000
LARGEST_BODY: Final = 16_384
"""Bytes of a body, which nothing here reads."""

_HOST: Final = re.compile(
    rb"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)

REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    414: {"description": "The address is too long", "content": PROBLEM_CONTENT},
    431: {
        "description": "The address and the headers together are too long",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    },
    429: {
        "description": "Too many requests from one address, where a rate is set",
        "content": PROBLEM_CONTENT,
    },
}
"""Answers of every route, for the OpenAPI description."""


class Limits:
    """Refuses what no client of ours sends, before anything reads it.

    around: puts around a refusal what all answers have.
    """

    def __init__(self, app: ASGIApp, *, around: Callable[[ASGIApp], ASGIApp]) -> None:
        self.app = app
        self._around = around

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on that is within the limits; else say which it isn't."""
        if scope["type"] == "http" and (refusal := refuse(scope)) is not None:
            await self._around(refusal)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def refuse(scope: Scope) -> Response | None:
    """Return the refusal of a request that is beyond the limits."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return problem(414, f"The address is longer than {LONGEST_ADDRESS} bytes.")
    if scope["query_string"].count(b"&") >= MOST_PARAMETERS:
        return problem(400, f"The address has more than {MOST_PARAMETERS} parameters.")
    hosts = 0
    for name, value in scope["headers"]:
        if name == b"host":
            hosts += 1
            if hosts > 1 or not _HOST.fullmatch(value):
                return problem(400, "The Host header must name one host, and a port where there is one.")
        elif name == b"content-length" and int(value) > LARGEST_BODY:
            detail = f"Nothing here takes a body, least of all one of more than {LARGEST_BODY} bytes."
            return problem(413, detail, {"Connection": "close"})
        elif name == b"transfer-encoding":
            detail = "Nothing here takes a body, least of all one of unknown length."
            return problem(411, detail, {"Connection": "close"})
    if not hosts and scope["http_version"] == "1.1":
        return problem(400, "HTTP/1.1 asks for a Host header.")
    return None
