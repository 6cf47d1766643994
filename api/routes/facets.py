"""The data of a selection: facets, and the columns that the viewer's scripts read."""

import dataclasses

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.dataset_manager import Current, Edition, InMemoryOrStored
from api.dependencies import UnpagedSelection, describe_parameters
from api.errors import PROBLEM_CONTENT, problem
from api.middleware.etags import FRESH, is_known, tag_of
from api.routes.downloads import MAX_ON_EVENT_LOOP

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
async def facets(request: Request, edition: InMemoryOrStored, selection: UnpagedSelection) -> Response:
    """How many partnerships each value of each filter gives, under all the other filters."""
    tag = tag_of(edition.version, "facets", selection.query())
    headers = {"ETag": tag, "Cache-Control": FRESH}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    if not isinstance(edition, Edition):
        counts = await run_in_threadpool(edition.facets, selection)
    elif edition.partnership_count <= MAX_ON_EVENT_LOOP:
        counts = edition.dataset.facets(selection)
    else:
        counts = await run_in_threadpool(edition.dataset.facets, selection)
    members = {"version": edition.version, **dataclasses.asdict(counts)}
    body = orjson.dumps(members, option=orjson.OPT_NON_STR_KEYS)
    return Response(body, media_type="application/json", headers=headers)


@router.get("/map.json", include_in_schema=False)
async def columns(request: Request, edition: Current) -> Response:
    """The whole dataset as columns, for the viewer's scripts; the address names the version.

    A page keeps its version: what stands in it are positions in its own columns. Those of a version that
    another process serves already are here in a moment: 503 until then.
    """
    version = request.query_params.get("v") or edition.version
    asked = request.app.state.published.columns(version)
    if asked is None:
        told = {"Retry-After": "1", "Cache-Control": "no-store"}
        return problem(503, f"Version {version[:40]} of the data isn't served here, or not yet.", told)
    lasting = "v" in request.query_params
    headers = {
        "ETag": tag_of(version, "columns"),
        "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
    }
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(asked, media_type="application/json", headers=headers)
