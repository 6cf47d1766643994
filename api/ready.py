"""Answers that are joined from ready bytes: GeoJSON, whole and a line a feature."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from api.etags import FRESH, is_among, tag_of
from api.file_names import file_name
from api.http_headers import Headers
from api.published import Edition
from geodata import Selection, SelectionError
from geodata.writers import FORMATS, LICENCE, Extract, GeoJsonWriter

READY: Final = {"geojson": GeoJsonWriter.collect, "geojsonl": GeoJsonWriter.list_lines}
_ENDING: Final = {f"/partnerships.{ending}": ending for ending in READY}
_INLINE: Final = ("geojson",)
"""What programs read straight from the address, when they say that they accept it."""
_LICENSED: Final = f'<{LICENCE}>; rel="license"'.encode()


class ReadyAnswers:
    """Answers these downloads before any routing, which would take longer than the answer itself.

    What it can't answer goes on to the route of the same address, which says why.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of them, or pass it on."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in _ENDING:
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        try:
            selection = Selection.parse(parse_qsl(query, keep_blank_values=True))
        except SelectionError:
            await self.app(scope, receive, send)
            return
        scope["route"] = scope["path"]
        edition: Edition = scope["state"]["edition"]
        ending = _ENDING[scope["path"]]
        status, headers, body = ready_answer(edition, ending, selection, query, dict(scope["headers"]))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def ready_answer(
    edition: Edition, ending: str, selection: Selection, query: str, asked: Mapping[bytes, bytes]
) -> tuple[int, Headers, bytes]:
    """Return status, headers and body of a selection in one of these formats; 304 for who has it."""
    tag = tag_of(edition.dataset.version, ending, query)
    headers = [(b"etag", tag.encode()), (b"cache-control", FRESH.encode()), (b"link", _LICENSED)]
    if ending in _INLINE:
        headers.append((b"vary", b"Accept"))
    if is_among(tag, asked.get(b"if-none-match", b"").decode("latin-1")):
        return 304, headers, b""
    media_type = FORMATS[ending].media_type
    if not (ending in _INLINE and _accepts(asked.get(b"accept", b"").decode("latin-1"), media_type)):
        name = file_name(selection, edition.dataset.as_of)
        headers.append((b"content-disposition", f'attachment; filename="{name}.{ending}"'.encode()))
    body = READY[ending](edition.geojson, Extract.of(edition.dataset, selection))
    headers += [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
    return 200, headers, body


def _accepts(accepted: str, media_type: str) -> bool:
    """Tell whether an Accept header (RFC 9110) names a media type, and not to refuse it."""
    if media_type not in accepted.lower():
        return False
    for part in accepted.lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        if name == media_type:
            return not any(re.fullmatch(r"q=0(\.0*)?", one) for one in parameters)
    return False
