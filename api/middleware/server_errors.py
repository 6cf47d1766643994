"""A mistake of the server's, answered within the application, so that the answer has all its headers."""

import logging

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer_error

_log = logging.getLogger(__name__)


class FaultsAnswered:
    """Logs whatever no one has answered, and answers it with 500 where no answer has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = False

        async def send_noting(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as error:
            if began:
                raise
            request = Request(scope)
            id_ = request.state.request_id
            _log.exception("%s %s: a mistake", scope["method"], scope["path"], extra={"request_id": id_})
            answer = await answer_error(request, error)
            await answer(scope, receive, send)
