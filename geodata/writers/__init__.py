"""Writers: a selection becomes a file."""

from geodata.writers.export import CREDIT, LICENCE, Export
from geodata.writers.formats import FORMATS, Format, Writer
from geodata.writers.geojson import GeoJsonWriter

__all__ = ["CREDIT", "FORMATS", "LICENCE", "Export", "Format", "GeoJsonWriter", "Writer"]
