"""Files as people have them become streams of rows: CSV, workbooks, GeoJSON, GeoParquet, Wikidata."""

from geodata.readers.mapping import MappingError, read_mapping
from geodata.readers.opening import read
from geodata.readers.row import FIELDS, LeftOut, Reading, Row, Understood

__all__ = ["FIELDS", "LeftOut", "MappingError", "Reading", "Row", "Understood", "read", "read_mapping"]
