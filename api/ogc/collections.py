"""The collections: what is in them, where, and when."""

from typing import Any, Final

import numpy as np
from fastapi import APIRouter, Request, Response

from api.ogc.asked import Asked, find_table
from api.ogc.crs import ALL, CRS84
from api.ogc.formats import GEOJSON, HTML, JSON, SCHEMA
from api.ogc.links import Link, documents
from api.published import Current
from geodata.features import COLLECTIONS, FeatureTable
from geodata.writers import CREDIT, LICENCE
from viewer.ogc import CollectionPage, collection_words, render_collection, render_collections

router = APIRouter()

QUERYABLES: Final = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
TILED: Final = ("partnerships",)
"""The collections that have vector tiles."""


@router.get("/collections", include_in_schema=False)
def collections(request: Request, edition: Current) -> Response:
    """All collections."""
    asked = Asked.read(request, edition)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_collections(COLLECTIONS, asked.setting))
    described = [_describe(edition.collections.table(name), asked) for name in COLLECTIONS]
    return asked.document(
        {"links": documents(asked.own_links), "crs": list(ALL), "collections": described},
    )


@router.get("/collections/{collection}", include_in_schema=False)
def collection(request: Request, edition: Current, collection: str) -> Response:
    """One collection."""
    asked = Asked.read(request, edition)
    table = find_table(edition, collection)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_collection(page_of(table), asked.setting))
    return asked.document(_describe(table, asked))


def page_of(table: FeatureTable) -> CollectionPage:
    """Return what a page says of a collection."""
    names = tuple(queryable.name for queryable in table.queryables)
    return CollectionPage(table.name, len(table), names, table.name in TILED)


def _describe(table: FeatureTable, asked: Asked) -> dict[str, Any]:
    path = f"/ogc/collections/{table.name}"
    words = collection_words(table.name, asked.setting)
    if asked.path == path:
        own = asked.own_links
    else:
        own = [
            Link("self", asked.url(path, f="json"), JSON),
            Link("alternate", asked.url(path, f="html"), HTML),
        ]
    tiles = [Link(TILESETS, asked.url(f"{path}/tiles", f="json"), JSON)] if table.name in TILED else []
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
        "id": table.name,
        "title": words.title,
        "description": words.description,
        "attribution": CREDIT,
        "itemType": "feature",
        "extent": _extent(table),
        "crs": list(ALL),
        "storageCrs": CRS84,
        "links": documents(links),
    }


def _extent(table: FeatureTable) -> dict[str, Any]:
    box = table.extents.around(range(len(table)))
    spatial = {"spatial": {"bbox": [[round(edge, 6) for edge in box]], "crs": CRS84}} if box else {}
    if table.earliest is None:
        return spatial
    first = str(np.datetime64(table.earliest, "D"))
    trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
    return spatial | {"temporal": {"interval": [[f"{first}T00:00:00Z", None]], "trs": trs}}
