"""The data of a selection: facets, and the columns that the viewer's scripts read."""

import dataclasses

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.etags import FRESH, is_known, tag_of
from api.problems import PROBLEM_CONTENT
from api.published import Current, Edition, InMemoryOrStored
from api.selections import UnpagedSelection, describe_parameters

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
    if isinstance(edition, Edition):
        counts = edition.dataset.facets(selection)
    else:
        counts = await run_in_threadpool(edition.facets, selection)
    members = {"version": edition.version, **dataclasses.asdict(counts)}
    body = orjson.dumps(members, option=orjson.OPT_NON_STR_KEYS)
    return Response(body, media_type="application/json", headers=headers)


@router.get("/map.json", include_in_schema=False)
async def columns(request: Request, edition: Current) -> Response:
    """The whole dataset as columns, for the viewer's scripts; the address names the version.

    A page keeps its version: what stands in it are positions in its own columns.
    """
    version = request.query_params.get("v", "")
    asked = request.app.state.published.columns(version)
    headers = {
        "ETag": tag_of(version if asked else edition.dataset.version, "columns"),
        "Cache-Control": "public, max-age=31536000, immutable" if asked else "no-cache",
    }
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(asked or edition.columns, media_type="application/json", headers=headers)
