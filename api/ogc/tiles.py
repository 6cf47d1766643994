"""Vector tiles of the partnerships: the list of tilesets, the one there is, and its tiles."""

import asyncio
import re
from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from api.dataset_manager import Edition, InMemoryOrStored
from api.executor import Pool
from api.ogc import database_backend
from api.ogc.collection_info import require_tiled
from api.ogc.context import Asked, find_table
from api.ogc.filters import filter_names, read_query
from api.ogc.formats import HTML, JSON, TILE
from api.ogc.links import Link, documents
from geodata.features.tiles import MAX_ZOOM, is_tile, layer_fields
from geodata.stores.protocol import Store
from viewer.pages.ogc import collection_words, render_tileset

router = APIRouter()

SCHEME: Final = "WebMercatorQuad"
_SCHEME_URI: Final = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{SCHEME}"
_SCHEME_REL: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
_CRS: Final = "http://www.opengis.net/def/crs/EPSG/0/3857"
_STANDS_FOR: Final = {
    "type": "number",
    "description": "for about how many lines this one is drawn, where a tile has too many near it",
}
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


@router.get("/collections/{collection}/tiles", include_in_schema=False)
def tilesets(request: Request, data: InMemoryOrStored, collection: str) -> Response:
    """The tilesets of a collection."""
    require_tiled(collection)
    asked = Asked.read(request, data)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(_render(asked, collection))
    return asked.document({"links": documents(asked.own_links), "tilesets": [_summary(asked, collection)]})


@router.get(f"/collections/{{collection}}/tiles/{SCHEME}", include_in_schema=False)
def tileset(request: Request, data: InMemoryOrStored, collection: str) -> Response:
    """The tileset: its scheme, its zooms, what is in its tiles, and their addresses."""
    require_tiled(collection)
    asked = Asked.read(request, data)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(_render(asked, collection))
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
    links = [*asked.own_links, _tile_link(asked, collection), Link(_SCHEME_REL, _SCHEME_URI, JSON)]
    layer = {
        "id": collection,
        "dataType": "vector",
        "geometryDimension": 1,
        "propertiesSchema": {"type": "object", "properties": _fields(data)},
    }
    return asked.document(
        _summary(asked, collection)
        | {"links": documents(links), "tileMatrixSetLimits": limits, "layers": [layer]},
    )


@router.get(
    f"/collections/{{collection}}/tiles/{SCHEME}/{{zoom}}/{{column}}/{{row}}", include_in_schema=False
)
async def tile(
    request: Request, data: InMemoryOrStored, collection: str, zoom: str, column: str, row: str
) -> Response:
    """A tile with the features that pass all filters; 204 where there is none."""
    require_tiled(collection)
    pool: Pool
    if isinstance(data, Edition):
        asked, draw = await asyncio.to_thread(_tile, request, data, collection)
        pool = request.app.state.tiling
    else:
        asked, draw = database_backend.tile(request, data)
        pool = request.app.state.asking
    if not all(map(_NUMBER.fullmatch, (zoom, column, row))) or not is_tile(int(zoom), int(column), int(row)):
        raise HTTPException(404)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    drawn = await pool.do(lambda: draw(int(zoom), int(column), int(row)))
    answer = asked.answer(drawn, TILE, [])
    if not drawn:
        answer.status_code = 204
        del answer.headers["content-type"]
        del answer.headers["content-length"]
    return answer


def _tile(
    request: Request, edition: Edition, collection: str
) -> tuple[Asked, Callable[[int, int, int], bytes]]:
    table = find_table(edition, collection)
    asked = Asked.read(request, edition, filter_names(table.queryables), {"mvt": TILE})
    query = read_query(table, asked.parameters)

    def draw(zoom: int, column: int, row: int) -> bytes:
        return edition.collections.tiles.draw(zoom, column, row, table.match(query).mask)

    return asked, draw


def _fields(data: Edition | Store) -> dict[str, Any]:
    return layer_fields() | ({} if isinstance(data, Edition) else {"stands_for": _STANDS_FOR})


def _tile_link(asked: Asked, collection: str) -> Link:
    address = asked.url(f"/ogc/collections/{collection}/tiles/{SCHEME}")
    return Link("item", f"{address}/{{tileMatrix}}/{{tileCol}}/{{tileRow}}", TILE, templated=True)


def _summary(asked: Asked, collection: str) -> dict[str, Any]:
    path = f"/ogc/collections/{collection}/tiles/{SCHEME}"
    links = [
        Link("self", asked.url(path, f="json"), JSON),
        Link("alternate", asked.url(path, f="html"), HTML),
        _tile_link(asked, collection),
    ]
    return {
        "title": collection_words(collection, asked.setting).title,
        "dataType": "vector",
        "crs": _CRS,
        "tileMatrixSetURI": _SCHEME_URI,
        "links": documents(links),
    }


def _render(asked: Asked, collection: str) -> str:
    template = asked.url(f"/ogc/collections/{collection}/tiles/{SCHEME}") + "/{z}/{x}/{y}"
    return render_tileset(collection, template, asked.path, asked.setting)
