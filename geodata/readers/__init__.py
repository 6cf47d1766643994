"""Readers: CSV, workbooks, GeoJSON, GeoParquet and Wikidata results become streams of rows."""

from geodata.readers.mapping import MappingError, read_mapping
from geodata.readers.open_reader import open_reader
from geodata.readers.row import FIELDS, ColumnMapping, Reading, Row, SkippedRow

__all__ = [
    "FIELDS",
    "ColumnMapping",
    "MappingError",
    "Reading",
    "Row",
    "SkippedRow",
    "open_reader",
    "read_mapping",
]
