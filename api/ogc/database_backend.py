"""The collection of partnerships in a database: filters that a selection has too, features by their ids."""

from functools import partial
from typing import Any, Final

import orjson
from fastapi import Request, Response

from api.executor import BoundedExecutor
from api.ogc.collection_info import CollectionInfo, DrawTile
from api.ogc.conformance import DATABASE_CLASSES
from api.ogc.context import OgcContext
from api.ogc.crs import CRS84
from api.ogc.database_filters import (
    COLLECTION,
    FILTERS,
    GENERAL,
    QUERYABLES,
    UNSUPPORTED,
    parse_context,
    read_filters,
    require_collection,
)
from api.ogc.features import (
    ITEM_FORMATS,
    FeaturePage,
    feature_response,
    missing_feature,
    page_response,
    read_limit,
)
from api.ogc.formats import TILE
from geodata import Selection, SelectionError
from geodata.features import read_token
from geodata.features.tiles import layer_fields
from geodata.query.interval import Interval
from geodata.stores.protocol import SelectionCount, Store

_PAGING: Final = ("limit", "after", "crs")
_EARTH: Final = {"spatial": {"bbox": [[-180.0, -90.0, 180.0, 90.0]], "crs": CRS84}}
"""The extent, without reading all features."""
_STANDS_FOR: Final = {
    "type": "number",
    "description": "for about how many lines this one is drawn, where a tile has too many near it",
}


class DatabaseBackend:
    """Queries a store, in the threads for the database."""

    conformance = DATABASE_CLASSES
    collections: tuple[str, ...] = (COLLECTION,)

    def __init__(self, store: Store) -> None:
        self.store = store

    def info(self, collection: str) -> CollectionInfo:
        require_collection(self.store, collection)
        return CollectionInfo(
            collection, self.store.partnership_count, QUERYABLES, GENERAL, _PAGING, (CRS84,)
        )

    def extent(self, collection: str) -> dict[str, Any]:
        return _EARTH

    async def items(self, request: Request, collection: str) -> Response:
        require_collection(self.store, collection)
        context = parse_context(
            request, self.store, (*FILTERS, *_PAGING), ITEM_FORMATS, (*UNSUPPORTED, "sortby")
        )
        limit = read_limit(context.parameters.get("limit"))
        after = _read_after(context.parameters.get("after"))
        selection, days = read_filters(context.parameters)
        if (unchanged := context.not_modified()) is not None:
            return unchanged
        return await _executor(request).run(
            lambda: page_response(
                context, _find_page(self.store, selection, days, after, limit), northing_first=False
            )
        )

    async def item(self, request: Request, collection: str, id_: str) -> Response:
        require_collection(self.store, collection)
        context = parse_context(request, self.store, ("crs",), ITEM_FORMATS)
        feature = await _executor(request).run(partial(self.store.feature, id_))
        if feature is None:
            raise missing_feature(COLLECTION, id_)
        if (unchanged := context.not_modified()) is not None:
            return unchanged
        return feature_response(context, COLLECTION, id_, feature, has_page=False, northing_first=False)

    async def tiles(self, request: Request, collection: str) -> tuple[OgcContext, DrawTile]:
        context = parse_context(request, self.store, FILTERS, {"mvt": TILE}, UNSUPPORTED)
        selection, days = read_filters(context.parameters)
        return context, partial(self.store.tile, selection, days=days)

    def tile_executor(self, request: Request) -> BoundedExecutor:
        return _executor(request)

    def tile_fields(self) -> dict[str, Any]:
        return layer_fields() | {"stands_for": _STANDS_FOR}


def _executor(request: Request) -> BoundedExecutor:
    executor: BoundedExecutor = request.app.state.executors.database
    return executor


def _find_page(
    store: Store, selection: Selection, days: Interval | None, after: str, limit: int
) -> FeaturePage:
    count = store.count_if_quick(selection, days=days)
    features = store.page_after(selection, after, limit + 1, days=days)
    shown = features[:limit]
    last = orjson.loads(shown[-1])["id"] if len(features) > limit else None
    if count is None and days is None and not selection.has_date_filter and not after and last is None:
        # Without a filter of dates none is left out for its dates, and there is no other page.
        count = SelectionCount(len(shown), 0)
    return FeaturePage(
        collection=COLLECTION,
        features=shown,
        matched=count.matched if count else None,
        undated_left_out=count.undated_left_out if count else None,
        next_token=orjson.dumps([last]).decode() if last is not None else "",
    )


def _read_after(token: str | None) -> str:
    if token is None:
        return ""
    (id_,) = read_token(token, 1)
    if not isinstance(id_, str) or "\0" in id_:
        raise SelectionError("after", token[:200], "the value in a link to the next page")
    return id_
