"""The OpenAPI 3.0 description at /ogc/api, for GIS clients, and as a page."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.errors import PROBLEM
from api.middleware.request_limits import REFUSALS
from api.ogc.backend import Backend, CurrentBackend
from api.ogc.collection_info import CollectionInfo
from api.ogc.context import OgcContext
from api.ogc.formats import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, TILE
from api.ogc.parameters import property_parameters, references, shared_parameters, tile_parameters
from api.ogc.tiles import SCHEME
from api.routes.docs import render_docs
from geodata.writers import LICENCE
from viewer.pages.ogc import collection_words, landing_words

router = APIRouter()

_WRONG: Final = {
    "400": {"$ref": "#/components/responses/Wrong"},
    "414": {"$ref": "#/components/responses/Wrong"},
    "431": {"$ref": "#/components/responses/TooLarge"},
}
_ABSENT: Final = {"404": {"$ref": "#/components/responses/Absent"}}


@router.get("/api", include_in_schema=False)
def description(request: Request, backend: CurrentBackend) -> Response:
    """The description of the interface."""
    context = OgcContext.parse(request, backend.store, formats={"json": OPENAPI, "html": HTML})
    if context.is_page:
        return Response(
            render_docs("/ogc/api?f=json", context.render_context), media_type="text/html; charset=utf-8"
        )
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    return context.document(_describe(backend, context))


def _describe(backend: Backend, context: OgcContext) -> dict[str, Any]:
    collections = [backend.info(name) for name in backend.collections]
    words = landing_words(context.render_context)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": words.title,
            "description": words.description,
            "version": context.store.version,
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": context.url("/ogc")}],
        "paths": _paths(collections, context),
        "components": {
            "parameters": shared_parameters(backend.collections, collections[0].crs),
            "responses": {
                "Wrong": _problem("A parameter that does not exist, or a value that is not allowed"),
                "TooLarge": REFUSALS[431],
                "Absent": _problem("There is nothing at this address"),
            },
            "schemas": _schemas(),
        },
    }


def _paths(collections: Sequence[CollectionInfo], context: OgcContext) -> dict[str, Any]:
    tiles = f"/collections/{{collection}}/tiles/{SCHEME}"
    return {
        "/": _get("landing", "The landing page", "Landing"),
        "/conformance": _get("conformance", "What the interface conforms to", "Conformance"),
        "/api": _get("description", "This description", "Object", media=OPENAPI),
        "/collections": _get("collections", "All collections", "Collections"),
        "/collections/{collection}": _get("collection", "One collection", "Collection", "collection"),
        "/collections/{collection}/queryables": _get(
            "queryables", "The properties for filters", "Object", "collection", media=SCHEMA
        ),
        **{f"/collections/{one.name}/items": _items(one, context) for one in collections},
        "/collections/{collection}/items/{id}": _get(
            "feature", "One feature", "Feature", "collection", "id", "crs", media=GEOJSON
        ),
        "/collections/{collection}/tiles": _get("tilesets", "The tilesets", "Object", "tiled"),
        tiles: _get("tileset", "The tileset and the addresses of its tiles", "Object", "tiled"),
        f"{tiles}/{{tileMatrix}}/{{tileCol}}/{{tileRow}}": _tile(collections[0]),
    }


def _get(operation: str, summary: str, schema: str, *parameters: str, media: str = JSON) -> dict[str, Any]:
    content = {
        media: {"schema": {"$ref": f"#/components/schemas/{schema}"}},
        HTML: {"schema": {"type": "string"}},
    }
    absent = _ABSENT if parameters else {}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": ["ogc"],
            "parameters": references(*parameters, "f", "lang"),
            "responses": {"200": {"description": summary, "content": content}, **_WRONG, **absent},
        }
    }


def _items(collection: CollectionInfo, context: OgcContext) -> dict[str, Any]:
    words = collection_words(collection.name, context.render_context)
    path = _get(
        f"{collection.name}Items",
        words.title,
        "FeatureCollection",
        *collection.paging,
        *collection.filters,
        media=GEOJSON,
    )
    path["get"]["description"] = words.description
    path["get"]["parameters"] += property_parameters(collection.queryables)
    del path["get"]["responses"]["404"]
    return path


def _tile(collection: CollectionInfo) -> dict[str, Any]:
    path = _get("tile", "A vector tile", "Object", "tiled", *collection.filters)
    get = path["get"]
    get["parameters"] += [*tile_parameters(), *property_parameters(collection.queryables)]
    get["responses"]["200"]["content"] = {TILE: {"schema": {"type": "string", "format": "binary"}}}
    get["responses"]["204"] = {"description": "There is nothing in this tile"}
    get["responses"]["503"] = _problem("Too many tiles are being drawn; Retry-After says when to try again")
    return path


def _problem(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _object(required: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": required | more}


def _schemas() -> dict[str, Any]:
    """Return the schemas of the responses, as far as clients rely on them."""
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    links = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
    texts = {"type": "array", "items": text}

    def kind(*names: str) -> dict[str, Any]:
        return {"type": "string", "enum": list(names)}

    return {
        "Object": {"type": "object"},
        "Link": _object({"rel": text, "href": text, "type": text}, title=text, templated={"type": "boolean"}),
        "Landing": _object({"title": text, "description": text, "links": links}, attribution=text),
        "Conformance": _object({"conformsTo": texts}, links=links),
        "Collection": _object(
            {"id": text, "title": text, "description": text, "links": links},
            extent={"type": "object"},
            itemType=text,
            crs=texts,
            storageCrs=text,
            attribution=text,
        ),
        "Collections": _object(
            {
                "links": links,
                "collections": {"type": "array", "items": {"$ref": "#/components/schemas/Collection"}},
            },
            crs=texts,
        ),
        "Geometry": {
            **_object(
                {
                    "type": kind("Point", "LineString", "MultiLineString"),
                    "coordinates": {"type": "array", "items": {}},
                }
            ),
            "nullable": True,
        },
        "Feature": _object(
            {
                "type": kind("Feature"),
                "id": text,
                "geometry": {"$ref": "#/components/schemas/Geometry"},
                "properties": {"type": "object"},
            },
            links=links,
        ),
        "FeatureCollection": _object(
            {
                "type": kind("FeatureCollection"),
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            },
            links=links,
            timeStamp={"type": "string", "format": "date-time"},
            numberMatched=count,
            numberReturned=count,
            undatedLeftOut=count,
        ),
        "Problem": _object(
            {"type": text, "title": text, "status": count, "detail": text},
            parameter=text,
            value=text,
            allowed=text,
        ),
    }
