"""`/map.json` and `/map-events.json`: the dataset as columns, for the map's scripts."""

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentDataset, DatasetManager
from api.errors import problem
from api.middleware.conditional import make_etag, not_modified
from viewer import encode_event_columns

router = APIRouter(tags=["data"])


@router.get("/map.json", include_in_schema=False)
async def map_columns(request: Request, dataset: CurrentDataset) -> Response:
    """The columns of a version (`v`), that in force if not given.

    A page requests its own version, since its row numbers refer to these columns. If another process serves a
    newer version that this one hasn't loaded yet, the response is 503 and scripts retry.
    """
    manager: DatasetManager = request.app.state.dataset_manager
    version = request.query_params.get("v") or dataset.version
    columns = manager.columns(version)
    if columns is None:
        retry = {"Retry-After": "1", "Cache-Control": "no-store"}
        return problem(503, f"Version {version[:40]} of the data isn't served here, or not yet.", retry)
    headers = {
        "ETag": make_etag(version, "columns"),
        "Cache-Control": _cache_control("v" in request.query_params),
    }
    if (unchanged := not_modified(request, headers, "application/json")) is not None:
        return unchanged
    return Response(columns, media_type="application/json", headers=headers)


@router.get("/map-events.json", include_in_schema=False)
def event_columns(request: Request, dataset: CurrentDataset) -> Response:
    """The columns of the events, which name partnerships by id: those in force will do for any version."""
    is_named = request.query_params.get("v") == dataset.version
    headers = {"ETag": make_etag(dataset.version, "event columns"), "Cache-Control": _cache_control(is_named)}
    if (unchanged := not_modified(request, headers, "application/json")) is not None:
        return unchanged
    return Response(encode_event_columns(dataset), media_type="application/json", headers=headers)


def _cache_control(names_version: bool) -> str:
    return "public, max-age=31536000, immutable" if names_version else "no-cache"
