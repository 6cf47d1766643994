"""The collections: what is in them, where, and when."""

from typing import Any, Final

import numpy as np
from fastapi import APIRouter, Request, Response

from api.dataset_manager import Edition, InMemoryOrStored
from api.ogc.collection_info import Offered, offered, offered_names
from api.ogc.context import Asked, find_table
from api.ogc.crs import CRS84
from api.ogc.formats import GEOJSON, HTML, JSON, SCHEMA
from api.ogc.links import Link, documents
from geodata.stores.protocol import Store
from geodata.writers import CREDIT, LICENCE
from viewer.pages.ogc import CollectionPage, collection_words, render_collection, render_collections

router = APIRouter()

QUERYABLES: Final = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
_EARTH: Final = {"spatial": {"bbox": [[-180.0, -90.0, 180.0, 90.0]], "crs": CRS84}}
"""What is known of where things are, where no one has looked at all of them."""


@router.get("/collections", include_in_schema=False)
def collections(request: Request, data: InMemoryOrStored) -> Response:
    """All collections."""
    asked = Asked.read(request, data)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_collections(offered_names(data), asked.setting))
    described = [_describe(offered(data, name), asked) for name in offered_names(data)]
    return asked.document(
        {"links": documents(asked.own_links), "crs": described[0]["crs"], "collections": described},
    )


@router.get("/collections/{collection}", include_in_schema=False)
def collection(request: Request, data: InMemoryOrStored, collection: str) -> Response:
    """One collection."""
    asked = Asked.read(request, data)
    found = offered(data, collection)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_collection(page_of(found), asked.setting))
    return asked.document(_describe(found, asked))


def page_of(collection: Offered) -> CollectionPage:
    """Return what a page says of a collection."""
    return CollectionPage(
        collection.name,
        collection.features,
        tuple(queryable.name for queryable in collection.queryables),
        has_tiles=collection.has_tiles,
        takes_cql2="filter" in collection.filters,
    )


def _describe(collection: Offered, asked: Asked) -> dict[str, Any]:
    path = f"/ogc/collections/{collection.name}"
    words = collection_words(collection.name, asked.setting)
    if asked.path == path:
        own = asked.own_links
    else:
        own = [
            Link("self", asked.url(path, f="json"), JSON),
            Link("alternate", asked.url(path, f="html"), HTML),
        ]
    tiles = [Link(TILESETS, asked.url(f"{path}/tiles", f="json"), JSON)] if collection.has_tiles else []
    links = [
        *own,
        # Without a query: GDAL adds /id to it.
        Link("items", asked.url(f"{path}/items"), GEOJSON, words.title),
        Link("items", asked.url(f"{path}/items", f="html"), HTML, words.title),
        Link(QUERYABLES, asked.url(f"{path}/queryables", f="json"), SCHEMA),
        *tiles,
        Link("license", LICENCE, HTML),
    ]
    return {
        "id": collection.name,
        "title": words.title,
        "description": words.description,
        "attribution": CREDIT,
        "itemType": "feature",
        "extent": _extent(asked.data, collection.name),
        "crs": list(collection.systems),
        "storageCrs": CRS84,
        "links": documents(links),
    }


def _extent(data: Edition | Store, name: str) -> dict[str, Any]:
    if not isinstance(data, Edition):
        return _EARTH
    table = find_table(data, name)
    box = table.extents.around(range(len(table)))
    spatial = {"spatial": {"bbox": [[round(edge, 6) for edge in box]], "crs": CRS84}} if box else {}
    if table.earliest is None:
        return spatial
    first = str(np.datetime64(table.earliest, "D"))
    trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
    return spatial | {"temporal": {"interval": [[f"{first}T00:00:00Z", None]], "trs": trs}}
