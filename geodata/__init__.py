"""Names become places, pairs of places become lines, lines become a dataset. Knows no HTTP and no HTML."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset
    from geodata.geocoding.geocoder import Ambiguous, Resolution, Unknown, geocode
    from geodata.loading import load
    from geodata.model.errors import DataError, ValidationIssue
    from geodata.model.place import Place
    from geodata.query.facets import Facets
    from geodata.query.filters import SelectionError
    from geodata.query.selection import Selection

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

_MODULES: Final = {
    "Ambiguous": "geocoding.geocoder",
    "DataError": "model.errors",
    "Dataset": "dataset.dataset",
    "Facets": "query.facets",
    "Place": "model.place",
    "Resolution": "geocoding.geocoder",
    "Selection": "query.selection",
    "SelectionError": "query.filters",
    "Unknown": "geocoding.geocoder",
    "ValidationIssue": "model.errors",
    "geocode": "geocoding.geocoder",
    "load": "loading",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use: not every command needs geopandas, which takes a second."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    """Return the names in this module, those included that are imported on first use."""
    return sorted({*globals(), *__all__})
