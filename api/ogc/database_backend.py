"""Features and tiles from a store, where the partnerships are too many for memory."""

from collections.abc import Callable
from functools import partial
from typing import Final

import orjson
from fastapi import HTTPException, Request, Response

from api.executor import Pool
from api.ogc.context import Asked
from api.ogc.database_filters import (
    COLLECTION,
    FILTERS,
    LACKING,
    read_asked,
    read_filters,
    require_stored,
)
from api.ogc.features import OFFERED, FoundPage, answer_feature, answer_page, read_limit
from api.ogc.formats import TILE
from geodata import Selection, SelectionError
from geodata.features import read_token
from geodata.query.interval import Interval
from geodata.stores.protocol import SelectionCount, Store

PAGING: Final = ("limit", "after", "crs")


async def items(request: Request, store: Store, collection: str) -> Response:
    """Return a page of those that pass filters, in the order of their ids."""
    require_stored(store, collection)
    asked = read_asked(request, store, (*FILTERS, *PAGING), OFFERED, (*LACKING, "sortby"))
    limit, after = read_limit(asked.parameters.get("limit")), _read_after(asked.parameters.get("after"))
    filters = read_filters(asked.parameters)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    pool: Pool = request.app.state.asking
    return await pool.do(
        lambda: answer_page(asked, _find_page(store, *filters, after, limit), northing_first=False)
    )


async def item(request: Request, store: Store, collection: str, id_: str) -> Response:
    """Return one by its id."""
    require_stored(store, collection)
    asked = read_asked(request, store, ("crs",), OFFERED)
    pool: Pool = request.app.state.asking
    feature = await pool.do(partial(store.feature, id_))
    if feature is None:
        raise HTTPException(404)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    return answer_feature(asked, COLLECTION, id_, feature, has_page=False, northing_first=False)


def tile(request: Request, store: Store) -> tuple[Asked, Callable[[int, int, int], bytes]]:
    """Return a request for a tile as it was understood, and what draws it at a zoom, a column and a row."""
    asked = read_asked(request, store, FILTERS, {"mvt": TILE}, LACKING)
    selection, days = read_filters(asked.parameters)
    return asked, partial(store.tile, selection, days=days)


def _find_page(
    store: Store, selection: Selection, days: Interval | None, after: str, limit: int
) -> FoundPage:
    count = store.count_if_quick(selection, days=days)
    features = store.page_after(selection, after, limit + 1, days=days)
    shown = features[:limit]
    last = orjson.loads(shown[-1])["id"] if len(features) > limit else None
    if count is None and days is None and not selection.has_date_filter and not after and last is None:
        # Without a filter of dates nothing is left out for its dates, and there is no other page.
        count = SelectionCount(len(shown), 0)
    return FoundPage(
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
        raise SelectionError("after", token[:200], "what a link to the next page holds")
    return id_
