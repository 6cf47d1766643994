"""Features: a page of those that pass filters, and one by its id."""

from typing import Final

import numpy as np
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.dataset_manager import Edition, InMemoryOrStored
from api.ogc import database_backend
from api.ogc.context import Asked, find_table
from api.ogc.crs import is_northing_first
from api.ogc.features import OFFERED, FoundPage, answer_feature, answer_page, read_limit
from api.ogc.filters import filter_names, read_query
from geodata.features import parse_sort_keys

router = APIRouter()

PAGING: Final = ("limit", "after", "sortby", "crs")


@router.get("/collections/{collection}/items", include_in_schema=False)
async def items(request: Request, data: InMemoryOrStored, collection: str) -> Response:
    """Features that pass all filters, a page at a time."""
    if isinstance(data, Edition):
        return await run_in_threadpool(_items, request, data, collection)
    return await database_backend.items(request, data, collection)


@router.get("/collections/{collection}/items/{id}", include_in_schema=False)
async def item(request: Request, data: InMemoryOrStored, collection: str, id: str) -> Response:  # noqa: A002
    """One feature."""
    if isinstance(data, Edition):
        return await run_in_threadpool(_item, request, data, collection, id)
    return await database_backend.item(request, data, collection, id)


def _items(request: Request, edition: Edition, collection: str) -> Response:
    table = find_table(edition, collection)
    asked = Asked.read(request, edition, (*filter_names(table.queryables), *PAGING), OFFERED)
    northing_first = is_northing_first("crs", asked.parameters.get("crs"))
    limit = read_limit(asked.parameters.get("limit"))
    sortby = asked.parameters.get("sortby")
    keys = parse_sort_keys(sortby, table.queryables) if sortby is not None else ()
    matches = table.match(read_query(table, asked.parameters))
    page = table.page(matches, keys, asked.parameters.get("after", ""), limit)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    found = FoundPage(
        collection=table.name,
        features=table.encoded(page.rows.tolist(), northing_first=northing_first),
        matched=int(np.count_nonzero(matches.mask)),
        undated_left_out=matches.undated_left_out,
        next_token=page.next_token,
    )
    return answer_page(asked, found, northing_first=northing_first)


def _item(request: Request, edition: Edition, collection: str, id_: str) -> Response:
    table = find_table(edition, collection)
    asked = Asked.read(request, edition, ("crs",), OFFERED)
    northing_first = is_northing_first("crs", asked.parameters.get("crs"))
    row = table.row_of(id_)
    if row is None:
        raise HTTPException(404)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    (feature,) = table.encoded([row], northing_first=northing_first)
    has_page = table.name == "partnerships"
    return answer_feature(asked, table.name, id_, feature, has_page=has_page, northing_first=northing_first)
