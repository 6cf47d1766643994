"""Readers: CSV, workbooks, GeoJSON, GeoParquet and Wikidata results become streams of rows."""

from geodata.readers.event_columns import EVENT_FIELDS
from geodata.readers.event_tables import open_event_table
from geodata.readers.mapping import MappingError, read_mapping
from geodata.readers.open_reader import open_reader
from geodata.readers.row import FIELDS, ColumnMapping, Reading, Remark, Row, SkippedRow

__all__ = [
    "EVENT_FIELDS",
    "FIELDS",
    "ColumnMapping",
    "MappingError",
    "Reading",
    "Remark",
    "Row",
    "SkippedRow",
    "open_event_table",
    "open_reader",
    "read_mapping",
]
