"""Geocoding, geometry and the dataset of partnerships. Knows no HTTP and no HTML."""

from geodata.dataset.dataset import Dataset
from geodata.geocoding.geocoder import Ambiguous, Resolution, Unknown, geocode
from geodata.loading import load
from geodata.model.errors import DataError, ValidationIssue
from geodata.model.place import Place
from geodata.query.facets import Facets
from geodata.query.selection import Selection, SelectionError

__all__ = [
    "Ambiguous",
    "DataError",
    "Dataset",
    "Facets",
    "Place",
    "Resolution",
    "Selection",
    "SelectionError",
    "Unknown",
    "ValidationIssue",
    "geocode",
    "load",
]
