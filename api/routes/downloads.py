"""Downloads of a selection: a route a format."""

import re
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.dataset_manager import Edition, TooManyPartnershipsError
from api.dependencies import describe_parameters, strict_selection
from api.errors import PROBLEM_CONTENT
from api.executor import Pool
from api.middleware.etags import FRESH, is_known, tag_of
from api.routes.file_names import file_name
from api.routes.raw_route import DirectRoute, Endpoint
from api.routes.streaming import PIECES, stream
from api.routes.temp_file import FileAnswer, write_file
from geodata import Selection
from geodata.stores.protocol import Store
from geodata.writers import FORMATS, LICENCE, Export, Format, GeoJsonWriter

router = APIRouter(tags=["data"], route_class=DirectRoute)

MAX_ON_EVENT_LOOP: Final = 5_000
"""Up to this many partnerships are filtered and joined in less time than a thread takes to start."""
_GEOJSON: Final = {"geojson": GeoJsonWriter.feature_collection, "geojsonl": GeoJsonWriter.feature_lines}
_INLINE: Final = ("geojson",)
"""Extensions of what programs read straight from the address, when they say that they accept it."""


def _geojson_route(format_: Format) -> Endpoint:
    """Return the endpoint of a format that is joined from encoded features."""
    write = _GEOJSON[format_.extension]

    async def download(request: Request) -> Response:
        selection = strict_selection(request)
        data: Edition | Store = request.state.edition
        headers = _headers(data, format_, selection, request)
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if not isinstance(data, Edition):
            return await _stream(data, format_, selection, request, headers)
        if data.partnership_count <= MAX_ON_EVENT_LOOP:
            body = write(data.geojson, Export.of(data.dataset, selection))
        else:
            body = await run_in_threadpool(lambda: write(data.geojson, Export.of(data.dataset, selection)))
        return Response(body, media_type=format_.media_type, headers=headers)

    return download


async def _stream(
    store: Store, format_: Format, selection: Selection, request: Request, headers: dict[str, str]
) -> Response:
    media_type = format_.media_type
    if getattr(request.state, "is_head", False):  # Its length isn't known before it has been sent.
        return StreamingResponse(iter(()), media_type=media_type, headers=headers)
    return await stream(PIECES[format_.extension](store, selection), media_type, headers)


def _file_route(format_: Format) -> Endpoint:
    """Return the endpoint of a format that is written to a file first."""

    async def download(request: Request) -> Response:
        selection = strict_selection(request)
        data: Edition | Store = request.state.edition
        if not isinstance(data, Edition):
            raise TooManyPartnershipsError(data.partnership_count)
        headers = _headers(data, format_, selection, request)
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        pool: Pool = request.app.state.writing
        file = await pool.do(lambda: write_file(format_, Export.of(data.dataset, selection)))
        return FileAnswer(file, format_.media_type, headers)

    return download


def _headers(
    data: Edition | Store, format_: Format, selection: Selection, request: Request
) -> dict[str, str]:
    extension = format_.extension
    headers = {
        # What is streamed from a store lacks the box around all.
        "ETag": tag_of(data.version, type(data).__name__, extension, request.url.query),
        "Cache-Control": FRESH,
        "Link": f'<{LICENCE}>; rel="license"',
    }
    if extension in _INLINE:
        headers["Vary"] = "Accept"
        if _accepts(request.headers.get("accept", ""), format_.media_type):
            return headers
    name = file_name(selection, data.as_of)
    headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
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


def _responses(format_: Format) -> dict[int | str, dict[str, Any]]:
    """Return a download's responses for its OpenAPI description."""
    wrong = "A parameter that does not exist, or a value that is not allowed"
    busy = "Too many files are being written; Retry-After says when to ask again"
    is_text = format_.media_type == "application/geo+json"
    schema = {"type": "object"} if is_text else {"type": "string", "format": "binary"}
    media_type = format_.media_type.partition(";")[0]
    responses: dict[int | str, dict[str, Any]] = {
        200: {
            "description": f"The selection as {format_.name}",
            "content": {media_type: {"schema": schema}},
        },
        400: {"description": wrong, "content": PROBLEM_CONTENT},
    }
    if format_.extension in _GEOJSON:
        return responses
    return responses | {
        422: {"description": "A value that the format can't hold", "content": PROBLEM_CONTENT},
        503: {"description": busy, "content": PROBLEM_CONTENT},
    }


for _format in FORMATS.values():
    router.add_api_route(
        f"/partnerships.{_format.extension}",
        _geojson_route(_format) if _format.extension in _GEOJSON else _file_route(_format),
        methods=["GET"],
        name=f"partnerships.{_format.extension}",
        summary=f"Download a selection as {_format.name}",
        description="The partnerships of a selection, with their sources, as docs/downloads.md describes it.",
        response_class=Response,
        responses=_responses(_format),
        openapi_extra=describe_parameters(),
    )
