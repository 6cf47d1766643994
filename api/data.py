"""The data of a selection: GeoJSON, facets, and the columns that the viewer's scripts read."""

import dataclasses
import hashlib
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.problems import PROBLEM
from api.selections import StrictSelection, describe_parameters
from geodata import Selection
from geodata.names import slug

router = APIRouter(tags=["data"])

GEOJSON = "application/geo+json"


def _answers(description: str, media_type: str) -> dict[int | str, dict[str, Any]]:
    """Return a data route's answers for its OpenAPI description."""
    problem = "A parameter that does not exist, or a value that is not allowed"
    return {
        200: {"description": description, "content": {media_type: {"schema": {"type": "object"}}}},
        400: {"description": problem, "content": {PROBLEM: {"schema": {"type": "object"}}}},
    }


@router.get(
    "/partnerships.geojson",
    summary="Download a selection as GeoJSON",
    response_class=Response,
    responses=_answers("A FeatureCollection of lines", GEOJSON),
    openapi_extra=describe_parameters(),
)
async def geojson(request: Request, selection: StrictSelection) -> Response:
    """The partnerships as lines (RFC 7946). A client that accepts application/geo+json gets it inline."""
    dataset = request.app.state.dataset
    tag = _tag(dataset.version, selection.query())
    if response := _not_modified(request, tag):
        return response
    facets = dataset.facets(selection)
    body = request.app.state.geojson.write(
        dataset.select(selection), numberMatched=facets.total, undatedLeftOut=facets.undated_left_out
    )
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", "Access-Control-Allow-Origin": "*"}
    if GEOJSON not in request.headers.get("accept", ""):
        headers["Content-Disposition"] = (
            f'attachment; filename="{file_name(selection, dataset.as_of)}.geojson"'
        )
    return Response(body, media_type=GEOJSON, headers=headers)


@router.get(
    "/facets",
    summary="Count a selection",
    response_class=Response,
    responses=_answers("Counts by country, status, kind, prefecture and year", "application/json"),
    openapi_extra=describe_parameters(pages=True),
)
async def facets(request: Request, selection: StrictSelection) -> Response:
    """How many partnerships each value of each filter gives, under all the other filters."""
    dataset = request.app.state.dataset
    tag = _tag(dataset.version, "facets", selection.query())
    if response := _not_modified(request, tag):
        return response
    counts = dataclasses.asdict(dataset.facets(selection))
    body = orjson.dumps({"version": dataset.version, **counts}, option=orjson.OPT_NON_STR_KEYS)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return Response(body, media_type="application/json", headers=headers)


@router.get("/map.json", include_in_schema=False)
async def columns(request: Request) -> Response:
    """The whole dataset as columns, for the viewer's scripts; the address names the version."""
    dataset = request.app.state.dataset
    tag = _tag(dataset.version, "columns")
    if response := _not_modified(request, tag):
        return response
    current = request.query_params.get("v") == dataset.version
    headers = {"ETag": tag, "Cache-Control": "public, max-age=31536000, immutable" if current else "no-cache"}
    return Response(request.app.state.columns, media_type="application/json", headers=headers)


def file_name(selection: Selection, as_of: str) -> str:
    """Return a file name that says the selection and the date of the data: `shimai-country-us-2026-04`."""
    parts = [part for name, value in selection.parameters() for part in (name, slug(value) or "words")]
    return "-".join(["shimai", *parts, as_of])[:120].strip("-")


def _tag(*parts: str) -> str:
    return '"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20] + '"'


def _not_modified(request: Request, tag: str) -> Response | None:
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers={"ETag": tag}) if tag in known or "*" in known else None
