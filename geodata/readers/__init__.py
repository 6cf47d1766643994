"""Files as people have them become streams of rows: CSV, workbooks, GeoJSON, GeoParquet, Wikidata."""

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
