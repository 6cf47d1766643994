"""`/map.json`: the dataset as columns, for the map's scripts."""

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentDataset, DatasetManager
from api.errors import problem
from api.middleware.conditional import make_etag, not_modified

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
    names_version = "v" in request.query_params
    headers = {
        "ETag": make_etag(version, "columns"),
        "Cache-Control": "public, max-age=31536000, immutable" if names_version else "no-cache",
    }
    if (unchanged := not_modified(request, headers, "application/json")) is not None:
        return unchanged
    return Response(columns, media_type="application/json", headers=headers)
