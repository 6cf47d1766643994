"""Responses with a page of features, or with one feature, for all backends."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import orjson
from fastapi import HTTPException, Response

from api.ogc.context import OgcContext
from api.ogc.crs import CRS84, EPSG4326
from api.ogc.formats import GEOJSON, HTML, JSON
from api.ogc.links import Link, documents
from geodata import SelectionError
from geodata.model.shipped import read_merged_ids
from viewer import UnknownPartnershipError
from viewer.pages.ogc import ItemsPage, render_feature, render_items

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 10_000
ITEM_FORMATS: Final = {"json": GEOJSON, "html": HTML}


@dataclass(frozen=True, slots=True)
class FeaturePage:
    """A page of a collection's features, as GeoJSON.

    matched: how many pass all filters. undated_left_out: how many more would pass if their dates were known
    to fit. Both None if not counted. next_token: what `after` is on the next page; "" where there is none.
    """

    collection: str
    features: Sequence[bytes]
    matched: int | None
    undated_left_out: int | None
    next_token: str


def read_limit(text: str | None) -> int:
    """Return how many features a page has; above the maximum it is the maximum.

    OGC API - Features 1.0.1, /req/core/fc-limit-response-1. Raises SelectionError for no number, and for 0.
    """
    if text is None:
        return DEFAULT_LIMIT
    if not re.fullmatch(r"0*[1-9][0-9]{0,17}", text):
        raise SelectionError("limit", text[:200], f"a whole number from 1; a page has at most {MAX_LIMIT}")
    return min(int(text), MAX_LIMIT)


def page_response(context: OgcContext, page: FeaturePage, *, northing_first: bool) -> Response:
    """Return a page of features."""
    following = {"after": page.next_token} if page.next_token else None
    if context.is_page:
        return context.page(_render(context, page, following))
    links = [*context.self_links, _collection_link(context, page.collection)]
    if following:
        links.append(
            Link(
                "next", context.url(context.path, **{**context.parameters, **following, "f": "json"}), GEOJSON
            )
        )
    return context.respond(_collect(page, links), GEOJSON, links, _crs_header(northing_first=northing_first))


def feature_response(
    context: OgcContext, collection: str, id_: str, feature: bytes, *, has_page: bool, northing_first: bool
) -> Response:
    """Return a feature; has_page: whether the viewer has a page of it."""
    if context.is_page:
        return context.page(render_feature(collection, _properties(feature), context.render_context))
    links = [*context.self_links, _collection_link(context, collection)]
    if has_page:
        page = context.render_context.absolute(
            context.render_context.data(f"/partnerships/{quote(id_, safe='')}")
        )
        links.append(Link("canonical", page, HTML))
    body = feature[:-1] + b',"links":' + orjson.dumps(documents(links)) + b"}"
    return context.respond(body, GEOJSON, links, _crs_header(northing_first=northing_first))


def missing_feature(collection: str, id_: str) -> Exception:
    """Return the error for an id that no feature has; that of a merged partnership leads to another one."""
    if collection == "partnerships" and id_ in read_merged_ids():
        return UnknownPartnershipError(id_)
    return HTTPException(404)


def _collect(page: FeaturePage, links: Sequence[Link]) -> bytes:
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    members = {
        "timeStamp": now,
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "undatedLeftOut": page.undated_left_out,
        "links": documents(links),
    }
    head = orjson.dumps({name: value for name, value in members.items() if value is not None})[1:-1]
    return b'{"type":"FeatureCollection",' + head + b',"features":[' + b",".join(page.features) + b"]}"


def _collection_link(context: OgcContext, collection: str) -> Link:
    return Link("collection", context.url(f"/ogc/collections/{collection}", f="json"), JSON)


def _crs_header(*, northing_first: bool) -> dict[str, str]:
    return {"Content-Crs": f"<{EPSG4326 if northing_first else CRS84}>"}


def _properties(feature: bytes) -> dict[str, Any]:
    properties: dict[str, Any] = orjson.loads(feature)["properties"]
    return properties


def _render(context: OgcContext, page: FeaturePage, following: dict[str, str] | None) -> str:
    first = {name: value for name, value in context.parameters.items() if name != "after"}
    return render_items(
        ItemsPage(
            name=page.collection,
            features=[_properties(feature) for feature in page.features],
            matched=page.matched,
            undated_left_out=page.undated_left_out,
            query=context.query(f="html"),
            first_query=urlencode({**first, "f": "html"}) if "after" in context.parameters else None,
            next_query=context.query(f="html", **following) if following else None,
        ),
        context.render_context,
    )
