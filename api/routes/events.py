"""Events: the page, GeoJSON, CSV and the Atom feed of a selection of them."""

from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentDataset, LoadedDataset
from api.dependencies import PageContext, describe_event_parameters, strict_event_selection
from api.errors import PROBLEM_CONTENT
from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from api.routes.file_names import file_name
from geodata import Dataset
from geodata.query.event_selection import EventSelection
from geodata.writers import LICENCE
from geodata.writers.event_export import EventExport
from geodata.writers.event_geojson import event_collection
from geodata.writers.event_table import event_csv
from viewer import FEED_MEDIA_TYPE, event_chips, event_title, write_event_feed

router = APIRouter(tags=["data"])

FEED_LENGTH: Final = 100
"""The number of entries of a feed without a `limit` parameter."""


def _responses(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": "The events of a selection", "content": {media_type: {}}},
        400: {
            "description": "A parameter that does not exist, or a value that is not allowed",
            "content": PROBLEM_CONTENT,
        },
    }


@router.get(
    "/events.geojson",
    summary="Download events as GeoJSON",
    response_class=Response,
    responses=_responses("application/geo+json"),
    openapi_extra=describe_event_parameters(),
)
def geojson(request: Request, dataset: CurrentDataset) -> Response:
    """The events of a selection, the newest first, as docs/downloads.md describes them."""
    return _download(request, dataset, "geojson", "application/geo+json", event_collection)


@router.get(
    "/events.csv",
    summary="Download events as CSV",
    response_class=Response,
    responses=_responses("text/csv"),
    openapi_extra=describe_event_parameters(),
)
def csv(request: Request, dataset: CurrentDataset) -> Response:
    """The same as a table."""
    return _download(request, dataset, "csv", "text/csv; charset=utf-8", event_csv)


@router.get(
    "/events.atom",
    summary="Subscribe to events",
    response_class=Response,
    responses=_responses("application/atom+xml"),
    openapi_extra=describe_event_parameters(with_language=True),
)
def atom(request: Request, dataset: CurrentDataset, context: PageContext) -> Response:
    """The newest events of a selection as an Atom feed (RFC 4287), in the reader's language."""
    selection = strict_event_selection(request, also=("lang",))
    loaded: LoadedDataset = request.state.loaded
    headers = {
        "ETag": make_etag(
            dataset.version, "events.atom", context.origin, context.root, context.lang, selection.query()
        ),
        "Cache-Control": CACHE_CONTROL,
        "Content-Language": context.lang,
        "Vary": "Accept-Language",
    }
    if (unchanged := not_modified(request, headers, FEED_MEDIA_TYPE)) is not None:
        return unchanged
    shown = selection.model_copy(update={"limit": selection.limit or FEED_LENGTH})
    changed = parsedate_to_datetime(loaded.last_modified.decode()).astimezone(UTC)
    title = event_title(event_chips(selection, context), context)
    body = write_event_feed(
        EventExport.of(dataset, shown), title, changed.strftime("%Y-%m-%dT%H:%M:%SZ"), context
    )
    return Response(body, media_type=FEED_MEDIA_TYPE, headers=headers)


def _download(
    request: Request,
    dataset: Dataset,
    extension: str,
    media_type: str,
    encode: Callable[[EventExport], bytes],
) -> Response:
    selection: EventSelection = strict_event_selection(request)
    name = file_name(selection, dataset.as_of, "shimai-events")
    headers = {
        "ETag": make_etag(dataset.version, "events", extension, selection.query()),
        "Cache-Control": CACHE_CONTROL,
        "Link": f'<{LICENCE}>; rel="license"',
        "Content-Disposition": f'attachment; filename="{name}.{extension}"',
    }
    if (unchanged := not_modified(request, headers, media_type)) is not None:
        return unchanged
    return Response(encode(EventExport.of(dataset, selection)), media_type=media_type, headers=headers)
