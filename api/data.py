"""The data of a selection: GeoJSON, facets, and the columns that the viewer's scripts read."""

import dataclasses
import re
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.etags import is_known, tag_of
from api.problems import PROBLEM
from api.published import Current
from api.selections import StrictSelection, UnpagedSelection, describe_parameters
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
async def geojson(request: Request, edition: Current, selection: StrictSelection) -> Response:
    """The partnerships as lines (RFC 7946). A client that accepts application/geo+json gets it inline."""
    dataset = edition.dataset
    headers = {
        "ETag": tag_of(dataset.version, selection.query()),
        "Cache-Control": "no-cache",
        "Vary": "Accept",
    }
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    facets = dataset.facets(selection)
    body = edition.geojson.write(
        dataset.select(selection), numberMatched=facets.total, undatedLeftOut=facets.undated_left_out
    )
    if not _accepts(request.headers.get("accept", ""), GEOJSON):
        name = file_name(selection, dataset.as_of)
        headers["Content-Disposition"] = f'attachment; filename="{name}.geojson"'
    return Response(body, media_type=GEOJSON, headers=headers)


@router.get(
    "/facets",
    summary="Count a selection",
    response_class=Response,
    responses=_answers("Counts by country, status, kind, prefecture and year", "application/json"),
    openapi_extra=describe_parameters(paged=False),
)
async def facets(request: Request, edition: Current, selection: UnpagedSelection) -> Response:
    """How many partnerships each value of each filter gives, under all the other filters."""
    dataset = edition.dataset
    tag = tag_of(dataset.version, "facets", selection.query())
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    counts = dataclasses.asdict(dataset.facets(selection))
    body = orjson.dumps({"version": dataset.version, **counts}, option=orjson.OPT_NON_STR_KEYS)
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


def file_name(selection: Selection, as_of: str) -> str:
    """Return a file name that says the selection and the date of the data: `shimai-country-us-2026-04`."""
    parts = [part for name, value in selection.parameters() for part in (name, slug(value) or "words")]
    return "-".join(["shimai", *parts, as_of])[:120].strip("-")


def _accepts(header: str, media_type: str) -> bool:
    """Tell whether an Accept header (RFC 9110) names a media type, and not to refuse it."""
    for part in header.lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        if name == media_type:
            return not any(re.fullmatch(r"q=0(\.0*)?", one) for one in parameters)
    return False
