"""The flat table of an export: GeoJSON's properties in the same order, then the endpoints and the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import orjson
import pandas as pd
import shapely

from geodata.writers.geojson import PROPERTIES, property_columns, rounded_lines

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset

_NUMBERS: Final = {"signed_year": "Int64", "ended_year": "Int64", "distance_km": "float64"}


def flat_table(dataset: Dataset) -> pd.DataFrame:
    """Return one row for each partnership with PROPERTIES, the endpoints and `wkt`.

    Text, except years (Int64), kilometres and degrees (float64); unknown dates and years are missing.
    `sources` is JSON, a list of `{title, url, date}`; `wkt` the line in WGS 84, longitude first, split at the
    antimeridian.
    """
    table = _attributes(dataset)
    table["wkt"] = pd.Series(
        shapely.to_wkt(rounded_lines(dataset.frame), rounding_precision=6), dtype="string"
    )
    return table


def line_table(dataset: Dataset) -> gpd.GeoDataFrame:
    """Return the table with the lines as `geometry` (lon/lat, WGS 84) instead of `wkt`."""
    lines = gpd.GeoSeries(rounded_lines(dataset.frame), crs="OGC:CRS84")
    return gpd.GeoDataFrame(_attributes(dataset), geometry=lines)


def _attributes(dataset: Dataset) -> pd.DataFrame:
    columns = property_columns(dataset.frame)
    columns["sources"] = [orjson.dumps(sources).decode() for sources in columns["sources"]]
    types = {name: _NUMBERS.get(name, "string") for name in PROPERTIES}
    table = pd.DataFrame({name: pd.Series(columns[name], dtype=types[name]) for name in PROPERTIES})
    for end in ("municipality", "partner"):
        places = dataset.places.loc[dataset.frame[f"{end}_place"].tolist()]
        for axis in ("lon", "lat"):
            table[f"{end}_{axis}"] = places[axis].to_numpy(dtype=float)
    return table
