"""Answers that are joined from ready bytes: GeoJSON, whole and a line a feature."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.etags import FRESH, is_among, tag_of
from api.file_names import file_name
from api.http_headers import Headers
from api.published import Edition
from geodata import Selection, SelectionError
from geodata.stores.protocol import Store
from geodata.writers import FORMATS, LICENCE, Export, GeoJsonWriter

READY: Final = {"geojson": GeoJsonWriter.feature_collection, "geojsonl": GeoJsonWriter.feature_lines}
ENDINGS: Final = {f"/partnerships.{ending}": ending for ending in READY}
_INLINE: Final = ("geojson",)
"""What programs read straight from the address, when they say that they accept it."""
ON_THE_LOOP: Final = 5_000
"""So many ties take less time to filter than other requests may wait."""
_LICENSED: Final = f'<{LICENCE}>; rel="license"'.encode()


class ReadyAnswers:
    """Answers these downloads before any routing, which would take longer than the answer itself.

    What it can't answer goes on to the route of the same address: wrong selections, and data that are too
    many to be in memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of them, or pass it on."""
        answer = None
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in ENDINGS:
            edition: Edition | Store = scope["state"]["edition"]
            if isinstance(edition, Edition):
                on_the_loop = edition.partnership_count <= ON_THE_LOOP
                answer = (
                    answer_ready(scope, edition)
                    if on_the_loop
                    else await run_in_threadpool(answer_ready, scope, edition)
                )
        if answer is None:
            await self.app(scope, receive, send)
            return
        status, headers, body = answer
        scope["route"] = scope["path"]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def answer_ready(scope: Scope, edition: Edition) -> tuple[int, Headers, bytes] | None:
    """Return status, headers and body of one of these downloads; None for a wrong selection."""
    query = scope["query_string"].decode("latin-1")
    try:
        selection = Selection.parse(_pairs(query))
    except SelectionError:
        return None
    ending = ENDINGS[scope["path"]]
    asked = dict(scope["headers"])
    headers = ready_headers(edition, ending, selection, query, asked)
    if is_among(headers[0][1].decode(), asked.get(b"if-none-match", b"").decode("latin-1")):
        return 304, headers, b""
    body = READY[ending](edition.geojson, Export.of(edition.dataset, selection))
    return 200, [*headers, (b"content-length", str(len(body)).encode())], body


def _pairs(query: str) -> list[tuple[str, str]]:
    if "%" in query or "+" in query:
        return parse_qsl(query, keep_blank_values=True)
    # Without anything to be unescaped, that is all that `parse_qsl` does.
    return [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&") if pair)]


def ready_headers(
    data: Edition | Store, ending: str, selection: Selection, query: str, asked: Mapping[bytes, bytes]
) -> Headers:
    """Return the headers of a selection in one of these formats, its ETag first.

    data: an Edition or a Store.
    """
    media_type = FORMATS[ending].media_type
    headers = [
        # What is streamed from a store lacks the box around all.
        (b"etag", tag_of(data.version, type(data).__name__, ending, query).encode()),
        (b"content-type", media_type.encode()),
        (b"cache-control", FRESH.encode()),
        (b"link", _LICENSED),
    ]
    if ending in _INLINE:
        headers.append((b"vary", b"Accept"))
        if _accepts(asked.get(b"accept", b"").decode("latin-1"), media_type):
            return headers
    name = file_name(selection, data.as_of)
    headers.append((b"content-disposition", f'attachment; filename="{name}.{ending}"'.encode()))
    return headers


def _accepts(accepted: str, media_type: str) -> bool:
    """Tell whether an Accept header (RFC 9110) names a media type, and not to refuse it."""
    if media_type not in accepted.lower():
        return False
    for part in accepted.lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        if name == media_type:
            return not any(re.fullmatch(r"q=0(\.0*)?", one) for one in parameters)
    return False
