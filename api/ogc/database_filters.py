"""The filters under /ogc that a database supports: those of a selection. The others are refused."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import HTTPException, Request

from api.errors import UnsupportedByDatabaseError
from api.ogc.context import OgcContext
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
"""Properties that a selection filters by, with its names for them."""
QUERYABLES: Final = tuple(queryable for queryable in PARTNERSHIP if queryable.name in _EQUALS)
GENERAL: Final = ("bbox", "bbox-crs", "datetime")
FILTERS: Final = (*GENERAL, *_EQUALS)
UNSUPPORTED: Final = tuple(name for name in filter_names(PARTNERSHIP) if name not in FILTERS)
"""The filters that only data in memory support."""
_INSTEAD: Final = {
    "collection": f"there is /ogc/collections/{COLLECTION}",
    "sortby": "features come in the order of their ids; /partnerships.geojson takes sortby",
    "crs": f"coordinates are in {CRS84}",
}
_FILTERS_INSTEAD: Final = f"take {', '.join(FILTERS)}; or /partnerships.geojson, which takes words, too"


def _unsupported(store: Store, parameter: str, value: str) -> UnsupportedByDatabaseError:
    return UnsupportedByDatabaseError(
        store.partnership_count, parameter, value[:200], _INSTEAD.get(parameter, _FILTERS_INSTEAD)
    )


def require_collection(store: Store, collection: str) -> None:
    """Raise UnsupportedByDatabaseError for a collection of data in memory, HTTPException 404 for none."""
    if collection not in COLLECTIONS:
        raise HTTPException(404)
    if collection != COLLECTION:
        raise _unsupported(store, "collection", collection)


def parse_context(
    request: Request,
    store: Store,
    parameters: Sequence[str],
    formats: Mapping[str, str],
    unsupported: Sequence[str] = (),
) -> OgcContext:
    """Parse a request as OgcContext.parse does; UnsupportedByDatabaseError for what only memory supports."""
    for name, value in request.query_params.multi_items():
        if name in unsupported:
            raise _unsupported(store, name, value)
    context = OgcContext.parse(request, store, parameters, formats)
    crs = context.parameters.get("crs")
    if is_northing_first("crs", crs):
        raise _unsupported(store, "crs", str(crs))
    return context


def read_filters(parameters: Mapping[str, str]) -> tuple[Selection, Interval | None]:
    """Return the filters of a request, with days where they aren't a year. Raises SelectionError."""
    northing_first = is_northing_first("bbox-crs", parameters.get("bbox-crs"))
    fields: dict[str, Any] = {}
    if (box := parameters.get("bbox")) is not None:
        fields["bbox"] = parse_edges(box, northing_first=northing_first)
    times = parameters.get("datetime")
    days = parse_interval("datetime", times) if times is not None else None
    if days is not None and days.whole_year is not None:
        # The database has counts by year.
        fields["year"], days = days.whole_year, None
    for queryable in QUERYABLES:
        if (text := parameters.get(queryable.name)) is not None:
            if "\0" in text:
                raise SelectionError(queryable.name, text[:200], "text without U+0000")
            fields[_EQUALS[queryable.name]] = parse_equals(queryable, text).values
    # Not validated again: a code of no municipality is valid here, it has no features.
    return Selection().model_copy(update=fields), days
