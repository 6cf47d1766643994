"""The filters under /ogc that a store takes: those that are a selection's, too. The others are refused."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import HTTPException, Request

from api.dataset_manager import UnansweredError
from api.ogc.context import Asked
from api.ogc.crs import CRS84, is_northing_first
from api.ogc.filters import filter_names
from geodata import Selection, SelectionError
from geodata.features import COLLECTIONS, PARTNERSHIP, parse_edges, parse_equals
from geodata.query.interval import Interval, parse_interval
from geodata.stores.protocol import Store

COLLECTION: Final = "partnerships"
_EQUALS: Final = {
    "country": "country",
    "status": "status",
    "kind": "kind",
    "prefecture_code": "prefecture",
    "municipality_code": "municipality",
}
"""The properties by which a selection filters, too, with its names for them."""
QUERYABLES: Final = tuple(queryable for queryable in PARTNERSHIP if queryable.name in _EQUALS)
GENERAL: Final = ("bbox", "bbox-crs", "datetime")
FILTERS: Final = (*GENERAL, *_EQUALS)
LACKING: Final = tuple(name for name in filter_names(PARTNERSHIP) if name not in FILTERS)
"""The filters that there are in memory alone."""
_INSTEAD: Final = {
    "collection": f"there is /ogc/collections/{COLLECTION}",
    "sortby": "features come in the order of their ids; /partnerships.geojson takes sortby",
    "crs": f"coordinates are in {CRS84}",
}
_FILTERS_INSTEAD: Final = f"take {', '.join(FILTERS)}; or /partnerships.geojson, which takes words, too"


def refuse(store: Store, parameter: str, value: str) -> UnansweredError:
    """Return the refusal of a parameter, with what can be asked for instead."""
    return UnansweredError(
        store.partnership_count, parameter, value[:200], _INSTEAD.get(parameter, _FILTERS_INSTEAD)
    )


def require_stored(store: Store, collection: str) -> None:
    """Raise UnansweredError for a collection that there is in memory alone, HTTPException 404 for none."""
    if collection not in COLLECTIONS:
        raise HTTPException(404)
    if collection != COLLECTION:
        raise refuse(store, "collection", collection)


def read_asked(
    request: Request,
    store: Store,
    parameters: Sequence[str],
    offered: Mapping[str, str],
    lacking: Sequence[str] = (),
) -> Asked:
    """Take a request as `Asked.read` does; UnansweredError for what is lacking beside data in memory."""
    for name, value in request.query_params.multi_items():
        if name in lacking:
            raise refuse(store, name, value)
    asked = Asked.read(request, store, parameters, offered)
    crs = asked.parameters.get("crs")
    if is_northing_first("crs", crs):
        raise refuse(store, "crs", str(crs))
    return asked


def read_filters(parameters: Mapping[str, str]) -> tuple[Selection, Interval | None]:
    """Return the filters of a request, with days where they aren't a year. Raises SelectionError."""
    northing_first = is_northing_first("bbox-crs", parameters.get("bbox-crs"))
    kept: dict[str, Any] = {}
    if (box := parameters.get("bbox")) is not None:
        kept["bbox"] = parse_edges(box, northing_first=northing_first)
    times = parameters.get("datetime")
    days = parse_interval("datetime", times) if times is not None else None
    if days is not None and days.whole_year is not None:
        # Years are counted beforehand.
        kept["year"], days = days.whole_year, None
    for queryable in QUERYABLES:
        if (text := parameters.get(queryable.name)) is not None:
            if "\0" in text:
                raise SelectionError(queryable.name, text[:200], "text without U+0000")
            kept[_EQUALS[queryable.name]] = parse_equals(queryable, text).values
    # Not validated again: a municipality of no known code is no mistake here, it has no features.
    return Selection().model_copy(update=kept), days
