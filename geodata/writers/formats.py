"""The download formats: routes, commands, links and docs follow this list."""

from __future__ import annotations

from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.export import Export


class Writer(Protocol):
    """Writes an export to a path that does not exist yet; the path has the format's extension.

    Raises DataError if the format cannot represent a value.
    """

    def __call__(self, export: Export, path: Path) -> None: ...


@dataclass(frozen=True)
class Format:
    """A format: the extension of its files without the dot, its name and its media type.

    writer: module and function of the writer, imported on first use, since they import large libraries.
    """

    extension: str
    name: str
    media_type: str
    writer: str

    def write(self, export: Export, path: Path) -> None:
        """Write an export to a path."""
        write: Writer = resolve_name(f"geodata.writers.{self.writer}")
        write(export, path)


FORMATS: Final = {
    one.extension: one
    for one in (
        Format("geojson", "GeoJSON", "application/geo+json", "geojson:write_geojson"),
        Format("csv", "CSV", "text/csv; charset=utf-8", "comma_separated:write_csv"),
        Format(
            "xlsx",
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "workbook:write_xlsx",
        ),
        Format("gpkg", "GeoPackage", "application/geopackage+sqlite3", "geopackage:write_geopackage"),
        Format("kml", "KML", "application/vnd.google-earth.kml+xml", "kml:write_kml"),
        Format("parquet", "GeoParquet", "application/vnd.apache.parquet", "geoparquet:write_geoparquet"),
        Format("fgb", "FlatGeobuf", "application/flatgeobuf", "flatgeobuf:write_flatgeobuf"),
        Format("geojsonl", "GeoJSONL", "application/x-ndjson", "geojson:write_geojson_lines"),
    )
}
"""The formats by extension; the most used ones come first."""
