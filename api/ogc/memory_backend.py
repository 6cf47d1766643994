"""Collections of a dataset in memory: all of them, with all filters, CQL2 among them."""

import asyncio
from functools import partial
from typing import Any, Final

import numpy as np
from fastapi import HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.executor import BoundedExecutor, Executors
from api.ogc.collection_info import CollectionInfo, DrawTile
from api.ogc.conformance import CLASSES
from api.ogc.context import OgcContext
from api.ogc.crs import ALL, CRS84, is_northing_first
from api.ogc.features import (
    ITEM_FORMATS,
    FeaturePage,
    feature_response,
    missing_feature,
    page_response,
    read_limit,
)
from api.ogc.filters import GENERAL, filter_names, read_query
from api.ogc.formats import TILE
from geodata.features import COLLECTIONS, Collections, FeatureTable, parse_sort_keys
from geodata.features.tiles import layer_fields
from geodata.stores.protocol import Store

_PAGING: Final = ("limit", "after", "sortby", "crs")
_GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


class MemoryBackend:
    """Filters tables in memory."""

    conformance = CLASSES
    collections: tuple[str, ...] = COLLECTIONS

    def __init__(self, store: Store, tables: Collections) -> None:
        self.store = store
        self._tables = tables

    def info(self, collection: str) -> CollectionInfo:
        table = self._table(collection)
        return CollectionInfo(table.name, len(table), table.queryables, GENERAL, _PAGING, ALL)

    def extent(self, collection: str) -> dict[str, Any]:
        table = self._table(collection)
        box = table.extents.around(range(len(table)))
        spatial = {"spatial": {"bbox": [[round(edge, 6) for edge in box]], "crs": CRS84}} if box else {}
        if table.earliest is None:
            return spatial
        first = str(np.datetime64(table.earliest, "D"))
        return spatial | {"temporal": {"interval": [[f"{first}T00:00:00Z", None]], "trs": _GREGORIAN}}

    async def items(self, request: Request, collection: str) -> Response:
        executors: Executors = request.app.state.executors
        return await executors.queries.run(partial(self._items, request, collection))

    async def item(self, request: Request, collection: str, id_: str) -> Response:
        return await run_in_threadpool(self._item, request, collection, id_)

    async def tiles(self, request: Request, collection: str) -> tuple[OgcContext, DrawTile]:
        return await asyncio.to_thread(self._tiles, request, collection)

    def tile_executor(self, request: Request) -> BoundedExecutor:
        executor: BoundedExecutor = request.app.state.executors.tiles
        return executor

    def tile_fields(self) -> dict[str, Any]:
        return layer_fields()

    def _items(self, request: Request, collection: str) -> Response:
        table = self._table(collection)
        context = OgcContext.parse(
            request, self.store, (*filter_names(table.queryables), *_PAGING), ITEM_FORMATS
        )
        northing_first = is_northing_first("crs", context.parameters.get("crs"))
        limit = read_limit(context.parameters.get("limit"))
        sortby = context.parameters.get("sortby")
        keys = parse_sort_keys(sortby, table.queryables) if sortby is not None else ()
        matches = table.match(read_query(table, context.parameters))
        page = table.page(matches, keys, context.parameters.get("after", ""), limit)
        if (unchanged := context.not_modified()) is not None:
            return unchanged
        found = FeaturePage(
            collection=table.name,
            features=table.encoded(page.rows.tolist(), northing_first=northing_first),
            matched=int(np.count_nonzero(matches.mask)),
            undated_left_out=matches.undated_left_out,
            next_token=page.next_token,
        )
        return page_response(context, found, northing_first=northing_first)

    def _item(self, request: Request, collection: str, id_: str) -> Response:
        table = self._table(collection)
        context = OgcContext.parse(request, self.store, ("crs",), ITEM_FORMATS)
        northing_first = is_northing_first("crs", context.parameters.get("crs"))
        row = table.row_of(id_)
        if row is None:
            raise missing_feature(table.name, id_)
        if (unchanged := context.not_modified()) is not None:
            return unchanged
        (feature,) = table.encoded([row], northing_first=northing_first)
        has_page = table.name == "partnerships"
        return feature_response(
            context, table.name, id_, feature, has_page=has_page, northing_first=northing_first
        )

    def _tiles(self, request: Request, collection: str) -> tuple[OgcContext, DrawTile]:
        table = self._table(collection)
        context = OgcContext.parse(request, self.store, filter_names(table.queryables), {"mvt": TILE})
        query = read_query(table, context.parameters)

        def draw(zoom: int, column: int, row: int) -> bytes:
            return self._tables.tiles.draw(zoom, column, row, table.match(query).mask)

        return context, draw

    def _table(self, collection: str) -> FeatureTable:
        for name in COLLECTIONS:
            if name == collection:
                return self._tables.table(name)
        raise HTTPException(404)
