"""GeoParquet 1.1: the flat table with line geometries, in spatially sorted row groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from geodata.writers.table import line_table

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.export import Export

ROWS_A_GROUP: Final = 500
"""Row group size; readers skip the groups whose boxes lie elsewhere."""


def write_geoparquet(export: Export, path: Path) -> None:
    """Write an export as GeoParquet with a box for each line (`bbox`, the covering of GeoParquet 1.1).

    Rows follow a Hilbert curve through the partners, unless the selection is sorted. Metadata are in the file
    metadata, each under its name and once more in `attrs` for pandas.
    """
    frame = line_table(export.dataset)
    if not export.selection.sortby:
        frame = _along_a_curve(frame)
    frame.attrs.update(export.notes)
    frame.to_parquet(path, index=False, write_covering_bbox=True, schema_version="1.1.0")
    table = pq.read_table(path)
    notes = {name.encode(): text.encode() for name, text in export.notes.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **notes})
    pq.write_table(table, path, compression="zstd", row_group_size=ROWS_A_GROUP)


def _along_a_curve(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if frame.empty:
        return frame
    partners = gpd.points_from_xy(frame["partner_lon"], frame["partner_lat"])
    distances = gpd.GeoSeries(partners).hilbert_distance(total_bounds=(-180, -90, 180, 90))
    order = np.argsort(distances.to_numpy(), kind="stable")
    return frame.iloc[order].reset_index(drop=True)
