"""Downloads of a selection: a route a format."""

import re
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.etags import is_known, tag_of
from api.file_names import file_name
from api.pool import Pool
from api.problems import PROBLEM_CONTENT
from api.published import Edition, InMemoryOrStored, TooManyTiesError
from api.selections import StrictSelection, describe_parameters
from api.streaming import PIECES, stream
from api.writing import FileAnswer, write_file
from geodata import Selection
from geodata.writers import FORMATS, LICENCE, Extract, Format, GeoJsonWriter

router = APIRouter(tags=["data"])

_READY: Final = {"geojson": GeoJsonWriter.collect, "geojsonl": GeoJsonWriter.list_lines}
"""What is joined from bytes that are ready; all else is written to a file."""
_INLINE: Final = ("geojson",)
"""What programs read straight from the address, when they say that they accept it."""


def _route(format_: Format) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def download(request: Request, edition: InMemoryOrStored, selection: StrictSelection) -> Response:
        headers = _headers(format_, selection, edition.version)
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if not (format_.ending in _INLINE and _accepts(request, format_.media_type)):
            name = file_name(selection, edition.as_of)
            headers["Content-Disposition"] = f'attachment; filename="{name}.{format_.ending}"'
        if not isinstance(edition, Edition):
            if format_.ending not in PIECES:
                raise TooManyTiesError(edition.ties)
            return await stream(PIECES[format_.ending](edition, selection), format_.media_type, headers)
        extract = Extract.of(edition.dataset, selection)
        if format_.ending in _READY:
            body = _READY[format_.ending](edition.geojson, extract)
            return Response(body, media_type=format_.media_type, headers=headers)
        pool: Pool = request.app.state.writing
        file = await pool.do(lambda: write_file(format_, extract))
        return FileAnswer(file, format_.media_type, headers)

    return download


def _headers(format_: Format, selection: Selection, version: str) -> dict[str, str]:
    varying = {"Vary": "Accept"} if format_.ending in _INLINE else {}
    return {
        "ETag": tag_of(version, format_.ending, selection.query()),
        "Cache-Control": "no-cache",
        "Link": f'<{LICENCE}>; rel="license"',
        **varying,
    }


def _answers(format_: Format) -> dict[int | str, dict[str, Any]]:
    """Return a download's answers for its OpenAPI description."""
    wrong = "A parameter that does not exist, or a value that is not allowed"
    busy = "Too many files are being written; Retry-After says when to ask again"
    is_text = format_.media_type == "application/geo+json"
    schema = {"type": "object"} if is_text else {"type": "string", "format": "binary"}
    media_type = format_.media_type.partition(";")[0]
    answers: dict[int | str, dict[str, Any]] = {
        200: {
            "description": f"The selection as {format_.name}",
            "content": {media_type: {"schema": schema}},
        },
        400: {"description": wrong, "content": PROBLEM_CONTENT},
    }
    if format_.ending in _READY:
        return answers
    return answers | {
        422: {"description": "A value that the format can't hold", "content": PROBLEM_CONTENT},
        503: {"description": busy, "content": PROBLEM_CONTENT},
    }


def _accepts(request: Request, media_type: str) -> bool:
    """Tell whether the Accept header (RFC 9110) names a media type, and not to refuse it."""
    for part in request.headers.get("accept", "").lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        if name == media_type:
            return not any(re.fullmatch(r"q=0(\.0*)?", one) for one in parameters)
    return False


for _format in FORMATS.values():
    router.add_api_route(
        f"/partnerships.{_format.ending}",
        _route(_format),
        methods=["GET"],
        name=f"partnerships.{_format.ending}",
        summary=f"Download a selection as {_format.name}",
        description="The partnerships of a selection, with their sources, as docs/downloads.md describes it.",
        response_class=Response,
        responses=_answers(_format),
        openapi_extra=describe_parameters(),
    )
