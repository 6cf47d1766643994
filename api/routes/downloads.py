"""Downloads of a selection: a route for each format."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.dependencies import describe_parameters, strict_selection
from api.errors import PROBLEM_CONTENT
from api.executor import Executors
from api.file_cache import FileCache
from api.http.quality_values import parse_quality_values
from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from api.routes.chunked import chunked_response
from api.routes.file_names import file_name
from api.routes.raw_route import Endpoint, RawRequestRoute
from api.routes.temp_file import StoredFileResponse, write_temp_file
from geodata import Selection
from geodata.stores.protocol import Store
from geodata.writers import FORMATS, LICENCE, Export, Format

router = APIRouter(tags=["data"], route_class=RawRequestRoute)

_OPEN_CHUNKS: Final[dict[str, Callable[[Store, Selection], Iterator[bytes]]]] = {
    "geojson": lambda store, selection: store.feature_collection(selection),
    "geojsonl": lambda store, selection: store.feature_lines(selection),
}
"""By extension: formats that are joined from encoded features, without a file."""
_INLINE: Final = ("geojson",)
"""Extensions that are sent inline, not as a file, to clients that accept their media type."""


def _chunked_download(format_: Format) -> Endpoint:
    open_chunks = _OPEN_CHUNKS[format_.extension]

    async def download(request: Request) -> Response:
        selection = strict_selection(request)
        store: Store = request.state.loaded.store
        headers = _headers(store, format_, selection, request)
        if (unchanged := not_modified(request, headers, format_.media_type)) is not None:
            return unchanged
        if store.collections is None and getattr(request.state, "is_head", False):
            # A database streams, and the length of a stream isn't known before it has been sent.
            return StreamingResponse(iter(()), media_type=format_.media_type, headers=headers)
        return await chunked_response(
            store, lambda: open_chunks(store, selection), format_.media_type, headers
        )

    return download


def _file_download(format_: Format) -> Endpoint:
    async def download(request: Request) -> Response:
        selection = strict_selection(request)
        store: Store = request.state.loaded.store
        dataset = store.dataset
        headers = _headers(store, format_, selection, request)
        if (unchanged := not_modified(request, headers, format_.media_type)) is not None:
            return unchanged
        executors: Executors = request.app.state.executors
        files: FileCache = request.app.state.files
        file = await files.get(
            (store.version, format_.extension, selection.query()),
            lambda: executors.files.run(lambda: write_temp_file(format_, Export.of(dataset, selection))),
        )
        return StoredFileResponse(file, format_.media_type, headers)

    return download


def _headers(store: Store, format_: Format, selection: Selection, request: Request) -> dict[str, str]:
    extension = format_.extension
    query = request.scope["query_string"].decode("latin-1")
    headers = {
        # The bytes differ by store: a stream from a database has no bounding box.
        "ETag": make_etag(store.version, type(store).__name__, extension, query),
        "Cache-Control": CACHE_CONTROL,
        "Link": f'<{LICENCE}>; rel="license"',
    }
    if extension in _INLINE:
        headers["Vary"] = "Accept"
        if parse_quality_values(request.headers.get("accept", "")).get(format_.media_type, 0) > 0:
            return headers
    name = file_name(selection, store.as_of)
    headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return headers


def _responses(format_: Format) -> dict[int | str, dict[str, Any]]:
    """Return a download's responses for its OpenAPI description."""
    is_json = format_.media_type == "application/geo+json"
    schema = {"type": "object"} if is_json else {"type": "string", "format": "binary"}
    media_type = format_.media_type.partition(";")[0]
    responses: dict[int | str, dict[str, Any]] = {
        200: {
            "description": f"The selection as {format_.name}",
            "content": {media_type: {"schema": schema}},
        },
        400: {
            "description": "A parameter that does not exist, or a value that is not allowed",
            "content": PROBLEM_CONTENT,
        },
    }
    if format_.extension in _OPEN_CHUNKS:
        return responses
    return responses | {
        422: {"description": "A value that the format can't hold", "content": PROBLEM_CONTENT},
        503: {
            "description": "Too many files are being written; Retry-After says when to try again",
            "content": PROBLEM_CONTENT,
        },
    }


for _format in FORMATS.values():
    router.add_api_route(
        f"/partnerships.{_format.extension}",
        _chunked_download(_format) if _format.extension in _OPEN_CHUNKS else _file_download(_format),
        methods=["GET"],
        name=f"partnerships.{_format.extension}",
        summary=f"Download a selection as {_format.name}",
        description="The partnerships of a selection, with their sources, as docs/downloads.md describes it.",
        response_class=Response,
        responses=_responses(_format),
        openapi_extra=describe_parameters(),
    )
