"""Features: a page of those that pass filters, and one by its id."""

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

import numpy as np
import orjson
from fastapi import APIRouter, HTTPException, Request, Response

from api.ogc.asked import Asked, find_table
from api.ogc.crs import CRS84, EPSG4326, is_northing_first
from api.ogc.filters import filter_names, read_query
from api.ogc.formats import GEOJSON, HTML, JSON
from api.ogc.links import Link, documents
from api.published import Current
from geodata import SelectionError
from geodata.features import FeatureTable, Matches, Page, parse_sort_keys
from viewer.ogc import ItemsPage, render_feature, render_items

router = APIRouter()

PAGE: Final = 100
LARGEST_PAGE: Final = 10_000
PAGING: Final = ("limit", "after", "sortby", "crs")
_OFFERED: Final = {"json": GEOJSON, "html": HTML}


@router.get("/collections/{collection}/items", include_in_schema=False)
def items(request: Request, edition: Current, collection: str) -> Response:
    """Features that pass all filters, a page at a time."""
    table = find_table(edition, collection)
    asked = Asked.read(request, edition, (*filter_names(table), *PAGING), _OFFERED)
    northing_first = is_northing_first("crs", asked.parameters.get("crs"))
    limit = _read_limit(asked.parameters.get("limit"))
    sortby = asked.parameters.get("sortby")
    keys = parse_sort_keys(sortby, table.queryables) if sortby is not None else ()
    matches = table.match(read_query(table, asked.parameters))
    page = table.page(matches, keys, asked.parameters.get("after", ""), limit)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    following = {"after": page.next_token} if page.next_token else None
    if asked.is_page:
        return asked.page(_render(asked, table, matches, page, following))
    links = [*asked.own_links, _collection_link(asked, table)]
    if following:
        links.append(
            Link("next", asked.url(asked.path, **{**asked.parameters, **following, "f": "json"}), GEOJSON)
        )
    body = _collect(table.encoded(page.rows.tolist(), northing_first=northing_first), matches, links)
    return asked.answer(body, GEOJSON, links, _crs_header(northing_first=northing_first))


@router.get("/collections/{collection}/items/{id}", include_in_schema=False)
def item(request: Request, edition: Current, collection: str, id: str) -> Response:  # noqa: A002
    """One feature."""
    table = find_table(edition, collection)
    asked = Asked.read(request, edition, ("crs",), _OFFERED)
    northing_first = is_northing_first("crs", asked.parameters.get("crs"))
    row = table.row_of(id)
    if row is None:
        raise HTTPException(404)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    (feature,) = table.encoded([row], northing_first=northing_first)
    if asked.is_page:
        return asked.page(render_feature(table.name, _properties(feature), asked.setting))
    links = [*asked.own_links, _collection_link(asked, table)]
    if table.name == "partnerships":
        page = asked.setting.absolute(asked.setting.data(f"/partnerships/{quote(id, safe='')}"))
        links.append(Link("canonical", page, HTML))
    body = feature[:-1] + b',"links":' + orjson.dumps(documents(links)) + b"}"
    return asked.answer(body, GEOJSON, links, _crs_header(northing_first=northing_first))


def _read_limit(text: str | None) -> int:
    if text is None:
        return PAGE
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= LARGEST_PAGE:
        raise SelectionError("limit", text[:200], f"a whole number from 1 to {LARGEST_PAGE}")
    return int(text)


def _collect(features: Sequence[bytes], matches: Matches, links: Sequence[Link]) -> bytes:
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    members = {
        "timeStamp": now,
        "numberMatched": int(np.count_nonzero(matches.mask)),
        "numberReturned": len(features),
        "undatedLeftOut": matches.undated_left_out,
        "links": documents(links),
    }
    head = orjson.dumps(members)[1:-1]
    return b'{"type":"FeatureCollection",' + head + b',"features":[' + b",".join(features) + b"]}"


def _collection_link(asked: Asked, table: FeatureTable) -> Link:
    return Link("collection", asked.url(f"/ogc/collections/{table.name}", f="json"), JSON)


def _crs_header(*, northing_first: bool) -> dict[str, str]:
    return {"Content-Crs": f"<{EPSG4326 if northing_first else CRS84}>"}


def _properties(feature: bytes) -> dict[str, Any]:
    properties: dict[str, Any] = orjson.loads(feature)["properties"]
    return properties


def _render(
    asked: Asked, table: FeatureTable, matches: Matches, page: Page, following: dict[str, str] | None
) -> str:
    first = {name: value for name, value in asked.parameters.items() if name != "after"}
    return render_items(
        ItemsPage(
            name=table.name,
            features=[_properties(feature) for feature in table.encoded(page.rows.tolist())],
            matched=int(np.count_nonzero(matches.mask)),
            undated_left_out=matches.undated_left_out,
            query=asked.query(f="html"),
            first_query=urlencode({**first, "f": "html"}) if "after" in asked.parameters else None,
            next_query=asked.query(f="html", **following) if following else None,
        ),
        asked.setting,
    )
