"""`/facets`: counts of a selection."""

import dataclasses
from functools import partial

import orjson
from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentStore
from api.dependencies import UnpagedSelection, describe_parameters
from api.errors import PROBLEM_CONTENT
from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from api.routes.chunked import query

router = APIRouter(tags=["data"])


@router.get(
    "/facets",
    summary="Count a selection",
    response_class=Response,
    responses={
        200: {
            "description": "Counts by country, status, kind, prefecture and year",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        400: {
            "description": "A parameter that does not exist, or a value that is not allowed",
            "content": PROBLEM_CONTENT,
        },
    },
    openapi_extra=describe_parameters(paged=False),
)
async def facets(request: Request, store: CurrentStore, selection: UnpagedSelection) -> Response:
    """The number of partnerships for each value of each filter, under all other filters."""
    headers = {
        "ETag": make_etag(store.version, "facets", selection.query()),
        "Cache-Control": CACHE_CONTROL,
    }
    if (unchanged := not_modified(request, headers, "application/json")) is not None:
        return unchanged
    counts = await query(store, partial(store.facets, selection))
    members = {"version": store.version, **dataclasses.asdict(counts)}
    body = orjson.dumps(members, option=orjson.OPT_NON_STR_KEYS)
    return Response(body, media_type="application/json", headers=headers)
