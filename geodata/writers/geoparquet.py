"""GeoParquet 1.1: the flat table with the lines as its geometry."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.writers.geojson import CREDIT, rounded_lines
from geodata.writers.table import flat_table

if TYPE_CHECKING:
    from geodata.dataset import Dataset


def write_geoparquet(dataset: Dataset) -> bytes:
    """Return a selection as GeoParquet.

    `version`, `as_of` and `credit` stand in its metadata, which pandas gives back as `attrs`.
    """
    lines = gpd.GeoSeries(rounded_lines(dataset.frame), crs="OGC:CRS84")
    frame = gpd.GeoDataFrame(flat_table(dataset).drop(columns="wkt"), geometry=lines)
    frame.attrs = {"version": dataset.version, "as_of": dataset.as_of, "credit": CREDIT}
    content = io.BytesIO()
    frame.to_parquet(content, index=False)
    return content.getvalue()
