"""CORS: pages of all sites may read the responses."""

from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EXPOSED: Final = (
    "Link", "ETag", "Content-Crs", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-ID",
    "Content-Disposition", "Content-Range", "Accept-Ranges",
)  # fmt: skip
_ALLOWED: Final = ("If-None-Match", "If-Modified-Since", "If-Range", "Range", "X-Request-ID")
"""Request headers that scripts of other sites may set, besides those that need no preflight request."""
_HEADERS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_EXPOSED).encode()),
)


class OpenCORSMiddleware:
    """Adds the headers to every response, with or without Origin, so that a shared cache may serve anyone.

    Preflight requests are Starlette's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._preflight = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=_ALLOWED
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers; respond to a preflight request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await self._preflight(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self.app(scope, receive, send_open)
