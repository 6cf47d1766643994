"""The formats in which a selection is taken away: routes, commands, links and the docs follow this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from geodata.writers.comma_separated import write_csv
from geodata.writers.flatgeobuf import write_flatgeobuf
from geodata.writers.geojson import write_geojson, write_geojson_lines
from geodata.writers.geopackage import write_geopackage
from geodata.writers.geoparquet import write_geoparquet
from geodata.writers.kml import write_kml
from geodata.writers.workbook import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.extract import Extract


class Writer(Protocol):
    """Writes a selection to a path where there is no file yet; the path has the format's ending.

    Raises DataError where the format can't hold a value.
    """

    def __call__(self, extract: Extract, path: Path) -> None: ...


@dataclass(frozen=True)
class Format:
    """A format: the ending of its files without the dot, its name, its media type and its writer."""

    ending: str
    name: str
    media_type: str
    write: Writer


FORMATS: Final = {
    one.ending: one
    for one in (
        Format("geojson", "GeoJSON", "application/geo+json", write_geojson),
        Format("csv", "CSV", "text/csv; charset=utf-8", write_csv),
        Format(
            "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
        ),
        Format("gpkg", "GeoPackage", "application/geopackage+sqlite3", write_geopackage),
        Format("kml", "KML", "application/vnd.google-earth.kml+xml", write_kml),
        Format("parquet", "GeoParquet", "application/vnd.apache.parquet", write_geoparquet),
        Format("fgb", "FlatGeobuf", "application/flatgeobuf", write_flatgeobuf),
        Format("geojsonl", "GeoJSONL", "application/x-ndjson", write_geojson_lines),
    )
}
"""By ending; what most people want comes first."""
