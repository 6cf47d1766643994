"""Names become places, pairs of places become lines, lines become a dataset. Knows no HTTP and no HTML."""

from geodata.dataset import Dataset, load
from geodata.facets import Facets
from geodata.faults import DataError, DataFault
from geodata.geocoder import Ambiguous, Resolution, Unknown, geocode
from geodata.place import Place
from geodata.selection import Selection, SelectionError

__all__ = [
    "Ambiguous",
    "DataError",
    "DataFault",
    "Dataset",
    "Facets",
    "Place",
    "Resolution",
    "Selection",
    "SelectionError",
    "Unknown",
    "geocode",
    "load",
]
