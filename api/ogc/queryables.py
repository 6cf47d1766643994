"""The properties by which a collection may be filtered, as JSON Schema."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.dataset_manager import InMemoryOrStored
from api.ogc.collection_info import Offered, offered
from api.ogc.collections import page_of
from api.ogc.context import Asked
from api.ogc.formats import HTML, SCHEMA
from geodata.features import Queryable
from viewer import RenderContext
from viewer.pages.ogc import collection_words, property_title, render_queryables

router = APIRouter()

_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_GEOMETRIES: Final = {"partnerships": "geometry-any"}


@router.get("/collections/{collection}/queryables", include_in_schema=False)
def queryables(request: Request, data: InMemoryOrStored, collection: str) -> Response:
    """The properties of a collection that filters may name."""
    asked = Asked.read(request, data, offered={"json": SCHEMA, "html": HTML})
    found = offered(data, collection)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_queryables(page_of(found), asked.setting))
    return asked.document(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": asked.url(asked.path),
            "type": "object",
            "title": collection_words(found.name, asked.setting).title,
            "properties": _properties(found, asked.setting),
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


def _properties(collection: Offered, setting: RenderContext) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for queryable in collection.queryables:
        title = {"title": property_title(queryable.name, setting)}
        role = {"x-ogc-role": f"primary-interval-{queryable.period}"} if queryable.period else {}
        if queryable.name == "id":
            role = {"x-ogc-role": "id"}
        properties[queryable.name] = title | value_schema(queryable) | role
    geometry = {
        "title": property_title("geometry", setting),
        "format": _GEOMETRIES.get(collection.name, "geometry-point"),
        "x-ogc-role": "primary-geometry",
    }
    return properties | {"geometry": geometry}
