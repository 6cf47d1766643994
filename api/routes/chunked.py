"""Responses in chunks from a store: one chunk from memory, several from a database."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from fastapi import Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.middleware.ranges import ACCEPT_RANGES
from geodata.stores.protocol import Store

_Result = TypeVar("_Result")


async def query(store: Store, function: Callable[[], _Result]) -> _Result:
    """Run a query of a store, in a thread if it would block the event loop."""
    return await run_in_threadpool(function) if store.is_blocking else function()


async def chunked_response(
    store: Store, open_chunks: Callable[[], Iterator[bytes]], media_type: str, headers: Mapping[str, str]
) -> Response:
    """Return a response of one chunk with its length, or stream several while the store is reading.

    Two chunks are read before the response begins, so that an error until then gets its own status.
    """

    def begin() -> tuple[Iterator[bytes], bytes, bytes | None]:
        chunks = open_chunks()
        return chunks, next(chunks), next(chunks, None)

    chunks, first, second = await query(store, begin)
    if second is None:
        return Response(first, media_type=media_type, headers={**headers, **ACCEPT_RANGES})
    return _StreamedChunks((first, second), chunks, media_type, headers)


class _StreamedChunks(StreamingResponse):
    """Sends chunks, and closes their iterator even if the client disconnects."""

    def __init__(
        self, first: tuple[bytes, ...], rest: Iterator[bytes], media_type: str, headers: Mapping[str, str]
    ) -> None:
        super().__init__(chain(first, rest), media_type=media_type, headers=headers)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the chunks."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if (close := getattr(self._rest, "close", None)) is not None:
                await run_in_threadpool(close)
