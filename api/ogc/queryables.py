"""The properties by which a collection may be filtered, as JSON Schema."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.ogc.backend import CurrentBackend
from api.ogc.collection_info import CollectionInfo
from api.ogc.collections import page_of
from api.ogc.context import OgcContext
from api.ogc.formats import HTML, SCHEMA
from geodata.features import Queryable
from viewer import RenderContext
from viewer.pages.ogc import collection_words, property_title, render_queryables

router = APIRouter()

_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_GEOMETRIES: Final = {"partnerships": "geometry-any"}


@router.get("/collections/{collection}/queryables", include_in_schema=False)
def queryables(request: Request, backend: CurrentBackend, collection: str) -> Response:
    """The properties of a collection that filters may name."""
    context = OgcContext.parse(request, backend.store, formats={"json": SCHEMA, "html": HTML})
    found = backend.info(collection)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(render_queryables(page_of(found), context.render_context))
    return context.document(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": context.url(context.path),
            "type": "object",
            "title": collection_words(found.name, context.render_context).title,
            "properties": _properties(found, context.render_context),
            "additionalProperties": False,
        }
    )


def value_schema(queryable: Queryable) -> dict[str, Any]:
    """Return the JSON Schema of one value of a property."""
    match queryable.sort:
        case "integer" | "number":
            return {"type": queryable.sort}
        case "date":
            return {"type": "string", "pattern": _DATE}
    return {"type": "string", **({"enum": list(queryable.values)} if queryable.values else {})}


def _properties(collection: CollectionInfo, context: RenderContext) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for queryable in collection.queryables:
        title = {"title": property_title(queryable.name, context)}
        role = {"x-ogc-role": f"primary-interval-{queryable.period}"} if queryable.period else {}
        if queryable.name == "id":
            role = {"x-ogc-role": "id"}
        properties[queryable.name] = title | value_schema(queryable) | role
    geometry = {
        "title": property_title("geometry", context),
        "format": _GEOMETRIES.get(collection.name, "geometry-point"),
        "x-ogc-role": "primary-geometry",
    }
    return properties | {"geometry": geometry}
