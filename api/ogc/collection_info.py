"""Descriptions of collections: filters, paging, coordinate reference systems."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import HTTPException

from geodata.features import Queryable

DrawTile = Callable[[int, int, int], bytes]
"""Draws a vector tile at a zoom, a column and a row."""

TILED: Final = ("partnerships",)
"""The collections that have vector tiles."""


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """A collection and what requests for its items take.

    filters: the parameters that filter it, besides its `queryables`. paging: the other parameters. crs: the
    URIs of the coordinate reference systems of responses.
    """

    name: str
    feature_count: int
    queryables: tuple[Queryable, ...]
    filters: tuple[str, ...]
    paging: tuple[str, ...]
    crs: tuple[str, ...]

    @property
    def has_tiles(self) -> bool:
        return self.name in TILED


def require_tiled(collection: str) -> None:
    """Raise HTTPException 404 for a collection without vector tiles."""
    if collection not in TILED:
        raise HTTPException(404)
