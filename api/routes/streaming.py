"""Answers that are sent while the database is still giving them: a part at a time, never whole in memory."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import orjson
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from geodata.writers.geojson import credit_members

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from geodata import Selection
    from geodata.stores.protocol import Store

    Pieces = Generator[bytes, None, None]

_FEATURES_IN_A_PIECE: Final = 100


class PiecesAnswer(StreamingResponse):
    """Sends pieces as they come, and lets go of what gives them however that ends."""

    def __init__(self, first: bytes, rest: Pieces, media_type: str, headers: dict[str, str]) -> None:
        super().__init__(chain((first,), rest), media_type=media_type, headers=headers)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._rest.close)


async def stream(pieces: Pieces, media_type: str, headers: dict[str, str]) -> PiecesAnswer:
    """Return an answer whose first piece is there: until then an error has a status of its own."""
    return PiecesAnswer(await run_in_threadpool(next, pieces), pieces, media_type, headers)


def _collection_pieces(store: Store, selection: Selection) -> Pieces:
    """Give a FeatureCollection, as GeoJsonWriter writes it but for the box around all."""
    count = store.count(selection)
    returned = max(0, count.matched - selection.offset)
    members = credit_members(store.version, store.as_of) | {
        "selection": selection.query(),
        "numberMatched": count.matched,
        "numberReturned": returned if selection.limit is None else min(returned, selection.limit),
        "undatedLeftOut": count.undated_left_out,
    }
    features = store.features(selection)
    joined = b",".join(islice(features, _FEATURES_IN_A_PIECE))
    yield b'{"type":"FeatureCollection",' + orjson.dumps(members)[1:-1] + b',"features":[' + joined
    while more := list(islice(features, _FEATURES_IN_A_PIECE)):
        yield b"," + b",".join(more)
    yield b"]}"


def _line_pieces(store: Store, selection: Selection) -> Pieces:
    """Give a Feature a line, as GeoJsonWriter lists them."""
    ending = b"," + orjson.dumps(credit_members(store.version, store.as_of))[1:] + b"\n"
    features = store.features(selection)
    yield _lines(features, ending)
    while lines := _lines(features, ending):
        yield lines


def _lines(features: Iterator[bytes], ending: bytes) -> bytes:
    return b"".join(feature[:-1] + ending for feature in islice(features, _FEATURES_IN_A_PIECE))


PIECES: Final[dict[str, Callable[[Store, Selection], Pieces]]] = {
    "geojson": _collection_pieces,
    "geojsonl": _line_pieces,
}
"""The formats that can be given so."""
