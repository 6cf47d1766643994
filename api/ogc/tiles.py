"""Vector tiles of the partnerships: the list of tilesets, the one there is, and its tiles."""

import re
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from api.ogc.backend import CurrentBackend
from api.ogc.collection_info import require_tiled
from api.ogc.context import OgcContext
from api.ogc.formats import HTML, JSON, TILE
from api.ogc.links import Link, documents
from geodata.features.tiles import MAX_ZOOM, is_tile
from viewer.pages.ogc import collection_words, render_tileset

router = APIRouter()

SCHEME: Final = "WebMercatorQuad"
_SCHEME_URI: Final = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{SCHEME}"
_SCHEME_REL: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
_CRS: Final = "http://www.opengis.net/def/crs/EPSG/0/3857"
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


@router.get("/collections/{collection}/tiles", include_in_schema=False)
def tilesets(request: Request, backend: CurrentBackend, collection: str) -> Response:
    """The tilesets of a collection."""
    require_tiled(collection)
    context = OgcContext.parse(request, backend.store)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(_render(context, collection))
    return context.document(
        {"links": documents(context.self_links), "tilesets": [_summary(context, collection)]}
    )


@router.get(f"/collections/{{collection}}/tiles/{SCHEME}", include_in_schema=False)
def tileset(request: Request, backend: CurrentBackend, collection: str) -> Response:
    """The tileset: its scheme, its zooms, what is in its tiles, and their addresses."""
    require_tiled(collection)
    context = OgcContext.parse(request, backend.store)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(_render(context, collection))
    limits = [
        {
            "tileMatrix": str(zoom),
            "minTileRow": 0,
            "maxTileRow": 2**zoom - 1,
            "minTileCol": 0,
            "maxTileCol": 2**zoom - 1,
        }
        for zoom in range(MAX_ZOOM + 1)
    ]
    links = [*context.self_links, _tile_link(context, collection), Link(_SCHEME_REL, _SCHEME_URI, JSON)]
    layer = {
        "id": collection,
        "dataType": "vector",
        "geometryDimension": 1,
        "propertiesSchema": {"type": "object", "properties": backend.tile_fields()},
    }
    return context.document(
        _summary(context, collection)
        | {"links": documents(links), "tileMatrixSetLimits": limits, "layers": [layer]},
    )


@router.get(
    f"/collections/{{collection}}/tiles/{SCHEME}/{{zoom}}/{{column}}/{{row}}", include_in_schema=False
)
async def tile(
    request: Request, backend: CurrentBackend, collection: str, zoom: str, column: str, row: str
) -> Response:
    """A tile with the features that pass all filters; 204 where there is none."""
    require_tiled(collection)
    context, draw = await backend.tiles(request, collection)
    if not all(map(_NUMBER.fullmatch, (zoom, column, row))) or not is_tile(int(zoom), int(column), int(row)):
        raise HTTPException(404)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    executor = backend.tile_executor(request)
    drawn = await executor.run(lambda: draw(int(zoom), int(column), int(row)))
    response = context.respond(drawn, TILE, [])
    if not drawn:
        response.status_code = 204
        del response.headers["content-type"]
        del response.headers["content-length"]
    return response


def _tile_link(context: OgcContext, collection: str) -> Link:
    address = context.url(f"/ogc/collections/{collection}/tiles/{SCHEME}")
    return Link("item", f"{address}/{{tileMatrix}}/{{tileCol}}/{{tileRow}}", TILE, templated=True)


def _summary(context: OgcContext, collection: str) -> dict[str, Any]:
    path = f"/ogc/collections/{collection}/tiles/{SCHEME}"
    links = [
        Link("self", context.url(path, f="json"), JSON),
        Link("alternate", context.url(path, f="html"), HTML),
        _tile_link(context, collection),
    ]
    return {
        "title": collection_words(collection, context.render_context).title,
        "dataType": "vector",
        "crs": _CRS,
        "tileMatrixSetURI": _SCHEME_URI,
        "links": documents(links),
    }


def _render(context: OgcContext, collection: str) -> str:
    template = context.url(f"/ogc/collections/{collection}/tiles/{SCHEME}") + "/{z}/{x}/{y}"
    return render_tileset(collection, template, context.path, context.render_context)
