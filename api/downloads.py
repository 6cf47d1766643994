"""Downloads of a selection: a route a format."""

from typing import Any

from fastapi import APIRouter, Request, Response

from api.direct import DirectRoute, Endpoint
from api.etags import FRESH, is_known, tag_of
from api.file_names import file_name
from api.pool import Pool
from api.problems import PROBLEM_CONTENT
from api.published import Edition
from api.ready import READY, ready_answer
from api.selections import describe_parameters, strict_selection
from api.writing import FileAnswer, write_file
from geodata.writers import FORMATS, LICENCE, Extract, Format

router = APIRouter(tags=["data"], route_class=DirectRoute)


def _route(format_: Format) -> Endpoint:
    async def ready(request: Request) -> Response:
        query = request.scope["query_string"].decode("latin-1")
        selection = strict_selection(request)
        edition: Edition = request.state.edition
        asked = dict(request.headers.raw)
        status, headers, body = ready_answer(edition, format_.ending, selection, query, asked)
        response = Response(body, status)
        response.raw_headers = headers
        return response

    async def written(request: Request) -> Response:
        edition: Edition = request.state.edition
        selection = strict_selection(request)
        headers = _headers(format_, request, edition.dataset.version)
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        name = file_name(selection, edition.dataset.as_of)
        headers["Content-Disposition"] = f'attachment; filename="{name}.{format_.ending}"'
        pool: Pool = request.app.state.writing
        file = await pool.do(lambda: write_file(format_, Extract.of(edition.dataset, selection)))
        return FileAnswer(file, format_.media_type, headers)

    return ready if format_.ending in READY else written


def _headers(format_: Format, request: Request, version: str) -> dict[str, str]:
    return {
        "ETag": tag_of(version, format_.ending, request.url.query),
        "Cache-Control": FRESH,
        "Link": f'<{LICENCE}>; rel="license"',
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
    if format_.ending in READY:
        return answers
    return answers | {
        422: {"description": "A value that the format can't hold", "content": PROBLEM_CONTENT},
        503: {"description": busy, "content": PROBLEM_CONTENT},
    }


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
