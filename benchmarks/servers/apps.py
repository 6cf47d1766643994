"""The application that both servers run."""

import asyncio
import os
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp

from api.app import create_api, surround
from api.settings import Settings


def create_shimai() -> ASGIApp:
    """Return Shimai's application with two more routes."""
    settings = Settings()
    api = create_api(settings)
    api.add_route("/process-id", _process_id)
    api.add_route("/stream", _stream)
    return surround(api, settings)


async def _process_id(request: Request) -> Response:
    return PlainTextResponse(f"process {os.getpid()}")


async def _stream(request: Request) -> Response:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 1024
            await asyncio.sleep(0.1)
        yield b"end"

    return StreamingResponse(chunks())
