"""The flat table of events: GeoJSON's properties in the same order, then the point; written as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import orjson
import pandas as pd

from geodata.writers.event_geojson import EVENT_PROPERTIES, event_columns, event_points
from geodata.writers.export import CREDIT, LICENCE
from geodata.writers.spreadsheet_text import escape_formula

if TYPE_CHECKING:
    from geodata.dataset.events import Events
    from geodata.writers.event_export import EventExport

_NUMBERS: Final = {"year": "Int64", "participants": "Int64"}


def event_table(events: Events) -> pd.DataFrame:
    """Return one row for each event with EVENT_PROPERTIES, and `lon` and `lat` in degrees.

    Lists are texts with `;` between their values, `sources` is JSON, a list of `{title, url, date}`; what is
    unknown is missing.
    """
    table = _attributes(events)
    points = gpd.GeoSeries(event_points(events.frame), crs="OGC:CRS84")
    table["lon"], table["lat"] = points.x, points.y
    return table


def event_layer(events: Events) -> gpd.GeoDataFrame:
    """Return the same with the points as `geometry` (lon/lat, WGS 84)."""
    return gpd.GeoDataFrame(
        _attributes(events), geometry=gpd.GeoSeries(event_points(events.frame), crs="OGC:CRS84")
    )


def event_csv(export: EventExport) -> bytes:
    """Return events as CSV (RFC 4180) in UTF-8 with a byte order mark; each row repeats the credit.

    Text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    table = event_table(export.events)
    credit = f"{CREDIT}; {LICENCE}; version {export.version}, as of {export.as_of or 'unknown'}"
    table["credit"] = pd.Series(credit, index=table.index, dtype="string")
    texts: list[str] = table.select_dtypes("string").columns.tolist()
    for column in texts:
        table[column] = table[column].map(escape_formula, na_action="ignore")
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _attributes(events: Events) -> pd.DataFrame:
    columns = event_columns(events.frame)
    columns["sources"] = [orjson.dumps(sources).decode() for sources in columns["sources"]]
    columns = {
        name: [";".join(value) if isinstance(value, list) else value for value in values]
        for name, values in columns.items()
    }
    return pd.DataFrame(
        {name: pd.Series(columns[name], dtype=_NUMBERS.get(name, "string")) for name in EVENT_PROPERTIES}
    )
