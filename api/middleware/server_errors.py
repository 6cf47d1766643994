"""Internal errors: the response is made inside the other middleware, so that it has all headers."""

import logging

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_response

_log = logging.getLogger(__name__)


class ServerErrorsMiddleware:
    """Logs an unhandled exception, and responds with 500 if no response has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as error:
            if has_begun:
                raise
            _log.exception("%s %s: internal error", scope["method"], scope["path"])
            response = await error_response(Request(scope), error)
            await response(scope, receive, send)
