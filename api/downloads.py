"""Downloads of a selection: a route a format."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.direct import DirectRoute, Endpoint
from api.etags import is_known
from api.pool import Pool
from api.problems import PROBLEM_CONTENT
from api.published import Edition, TooManyPartnershipsError
from api.ready import READY, ready_headers
from api.selections import describe_parameters, strict_selection
from api.streaming import PIECES, stream
from api.writing import FileAnswer, write_file
from geodata import Selection
from geodata.stores.protocol import Store
from geodata.writers import FORMATS, Export, Format

router = APIRouter(tags=["data"], route_class=DirectRoute)


def _ready(format_: Format) -> Endpoint:
    """Return what is left of a download that ReadyAnswers answers: its refusals, and data not in memory."""

    async def streamed(request: Request) -> Response:
        selection = strict_selection(request)
        store: Store = request.state.edition
        headers = _headers(store, format_, selection, request)
        if is_known(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        media_type = headers.pop("content-type")
        if getattr(request.state, "is_head", False):  # Its length isn't known before it has been sent.
            return StreamingResponse(iter(()), media_type=media_type, headers=headers)
        return await stream(PIECES[format_.extension](store, selection), media_type, headers)

    return streamed


def _written(format_: Format) -> Endpoint:
    async def written(request: Request) -> Response:
        selection = strict_selection(request)
        edition: Edition | Store = request.state.edition
        if not isinstance(edition, Edition):
            raise TooManyPartnershipsError(edition.partnership_count)
        headers = _headers(edition, format_, selection, request)
        if is_known(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        media_type = headers.pop("content-type")
        pool: Pool = request.app.state.writing
        file = await pool.do(lambda: write_file(format_, Export.of(edition.dataset, selection)))
        return FileAnswer(file, media_type, headers)

    return written


def _headers(
    data: Edition | Store, format_: Format, selection: Selection, request: Request
) -> dict[str, str]:
    query = request.scope["query_string"].decode("latin-1")
    told = ready_headers(data, format_.extension, selection, query, dict(request.headers.raw))
    return {name.decode(): value.decode() for name, value in told}


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
    if format_.extension in READY:
        return answers
    return answers | {
        422: {"description": "A value that the format can't hold", "content": PROBLEM_CONTENT},
        503: {"description": busy, "content": PROBLEM_CONTENT},
    }


for _format in FORMATS.values():
    router.add_api_route(
        f"/partnerships.{_format.extension}",
        _ready(_format) if _format.extension in READY else _written(_format),
        methods=["GET"],
        name=f"partnerships.{_format.extension}",
        summary=f"Download a selection as {_format.name}",
        description="The partnerships of a selection, with their sources, as docs/downloads.md describes it.",
        response_class=Response,
        responses=_answers(_format),
        openapi_extra=describe_parameters(),
    )
