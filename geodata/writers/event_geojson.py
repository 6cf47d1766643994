"""Events as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
import pandas as pd
import shapely

from geodata.writers.geojson import credit_members, encode_features

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from geodata.writers.event_export import EventExport

EVENT_PROPERTIES: Final = (
    "id", "date", "date_end", "year", "kind", "status", "title", "title_ja", "municipality_codes",
    "municipalities", "municipalities_ja", "partnerships", "partners", "countries", "country_names",
    "country_names_ja", "place", "place_name", "place_name_ja", "place_country", "venue", "located_by",
    "participants", "sources",
)  # fmt: skip
EVENT_LISTS: Final = (
    "municipality_codes", "municipalities", "municipalities_ja", "partnerships", "partners", "countries",
    "country_names", "country_names_ja",
)  # fmt: skip
_UNKNOWN_IF_EMPTY: Final = (
    "date_end", "place", "place_name", "place_name_ja", "place_country", "venue", "located_by",
)  # fmt: skip
_DECIMALS: Final = 6


def event_columns(frame: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return the GeoJSON properties of events as columns of plain values, None if unknown."""
    return {name: _plain_values(frame, name) for name in EVENT_PROPERTIES}


def event_points(frame: gpd.GeoDataFrame) -> npt.NDArray[Any]:
    """Return the points rounded to 6 decimals; None for an event without one."""
    points: npt.NDArray[Any] = shapely.set_precision(frame.geometry.to_numpy(), 10**-_DECIMALS)
    return points


def event_collection(export: EventExport) -> bytes:
    """Return the events of an export as a FeatureCollection; an event without a place has no geometry."""
    frame = export.events.frame
    features = encode_features(event_points(frame), event_columns(frame))
    members = credit_members(export.version, export.as_of) | {
        "selection": export.selection.query(),
        "numberMatched": export.matched,
        "numberReturned": len(export.events),
    }
    head = b'{"type":"FeatureCollection",' + orjson.dumps(members)[1:-1]
    return head + b',"features":[' + b",".join(features) + b"]}"


def _plain_values(frame: gpd.GeoDataFrame, name: str) -> list[Any]:
    if name == "year":
        return [int(year) for year in frame["first_year"]]
    if name == "participants":
        return [None if pd.isna(count) else int(count) for count in frame[name]]
    values = frame[name].tolist()
    return [value or None for value in values] if name in _UNKNOWN_IF_EMPTY else values
