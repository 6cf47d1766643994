"""The descriptions of the collections."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.ogc.backend import Backend, CurrentBackend
from api.ogc.collection_info import CollectionInfo
from api.ogc.context import OgcContext
from api.ogc.crs import CRS84
from api.ogc.formats import GEOJSON, HTML, JSON, SCHEMA
from api.ogc.links import Link, documents
from geodata.writers import CREDIT, LICENCE
from viewer.pages.ogc import CollectionPage, collection_words, render_collection, render_collections

router = APIRouter()

QUERYABLES: Final = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"


@router.get("/collections", include_in_schema=False)
def collections(request: Request, backend: CurrentBackend) -> Response:
    """All collections."""
    context = OgcContext.parse(request, backend.store)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(render_collections(backend.collections, context.render_context))
    described = [_describe(backend, backend.info(name), context) for name in backend.collections]
    return context.document(
        {"links": documents(context.self_links), "crs": described[0]["crs"], "collections": described},
    )


@router.get("/collections/{collection}", include_in_schema=False)
def collection(request: Request, backend: CurrentBackend, collection: str) -> Response:
    """One collection."""
    context = OgcContext.parse(request, backend.store)
    found = backend.info(collection)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(render_collection(page_of(found), context.render_context))
    return context.document(_describe(backend, found, context))


def page_of(collection: CollectionInfo) -> CollectionPage:
    """Return the content of a collection's HTML page."""
    return CollectionPage(
        collection.name,
        collection.feature_count,
        tuple(queryable.name for queryable in collection.queryables),
        has_tiles=collection.has_tiles,
        takes_cql2="filter" in collection.filters,
    )


def _describe(backend: Backend, collection: CollectionInfo, context: OgcContext) -> dict[str, Any]:
    path = f"/ogc/collections/{collection.name}"
    words = collection_words(collection.name, context.render_context)
    if context.path == path:
        own = context.self_links
    else:
        own = [
            Link("self", context.url(path, f="json"), JSON),
            Link("alternate", context.url(path, f="html"), HTML),
        ]
    tiles = [Link(TILESETS, context.url(f"{path}/tiles", f="json"), JSON)] if collection.has_tiles else []
    links = [
        *own,
        # Without a query: GDAL adds /id to it.
        Link("items", context.url(f"{path}/items"), GEOJSON, words.title),
        Link("items", context.url(f"{path}/items", f="html"), HTML, words.title),
        Link(QUERYABLES, context.url(f"{path}/queryables", f="json"), SCHEMA),
        *tiles,
        Link("license", LICENCE, HTML),
    ]
    return {
        "id": collection.name,
        "title": words.title,
        "description": words.description,
        "attribution": CREDIT,
        "itemType": "feature",
        "extent": backend.extent(collection.name),
        "crs": list(collection.crs),
        "storageCrs": CRS84,
        "links": documents(links),
    }
