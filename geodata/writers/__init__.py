"""What a selection is written as."""

from geodata.writers.export import CREDIT, LICENCE, Extract
from geodata.writers.formats import FORMATS, Format, Writer
from geodata.writers.geojson import GeoJsonWriter

__all__ = ["CREDIT", "FORMATS", "LICENCE", "Extract", "Format", "GeoJsonWriter", "Writer"]
