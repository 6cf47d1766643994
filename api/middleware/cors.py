"""Pages of all sites may read what is here (CORS, as the Fetch standard has it)."""

from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READABLE: Final = (
    "Link", "ETag", "Content-Crs", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-ID",
)  # fmt: skip
OPEN: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_READABLE).encode()),
)


class CrossOrigin:
    """Opens every answer to other sites, whoever asks: so a cache in between may give it to anyone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._preflight = CORSMiddleware(app, allow_origins=["*"], allow_methods=["GET", "HEAD"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers; answer a preflight."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await self._preflight(scope, receive, send)
            return

        async def send_opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *OPEN]}
            await send(message)

        await self.app(scope, receive, send_opened)
