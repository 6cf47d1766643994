"""Collections as they are offered: from memory with all they take, from a store with what that is asked."""

from dataclasses import dataclass
from typing import Final

from fastapi import HTTPException

from api.dataset_manager import Edition
from api.ogc import database_backend, database_filters
from api.ogc.context import find_table
from api.ogc.crs import ALL, CRS84
from api.ogc.filters import GENERAL
from api.ogc.items import PAGING
from geodata.features import COLLECTIONS, Queryable
from geodata.stores.protocol import Store

TILED: Final = ("partnerships",)
"""The collections that have vector tiles."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A collection: how many features it has, and what its requests take.

    filters: the parameters that filter it, but for those named as its `queryables`. paging: the others of its
    items. systems: the coordinate reference systems of its answers, by their URIs.
    """

    name: str
    features: int
    queryables: tuple[Queryable, ...]
    filters: tuple[str, ...] = GENERAL
    paging: tuple[str, ...] = PAGING
    systems: tuple[str, ...] = ALL

    @property
    def has_tiles(self) -> bool:
        return self.name in TILED


def offered_names(data: Edition | Store) -> tuple[str, ...]:
    """Return the names of all collections."""
    return COLLECTIONS if isinstance(data, Edition) else (database_filters.COLLECTION,)


def offered(data: Edition | Store, collection: str) -> Offered:
    """Return a collection.

    Raises HTTPException 404 where there is none of this name, UnansweredError where there is none of it in a
    store.
    """
    if isinstance(data, Edition):
        table = find_table(data, collection)
        return Offered(table.name, len(table), table.queryables)
    database_filters.require_stored(data, collection)
    return Offered(
        name=collection,
        features=data.partnership_count,
        queryables=database_filters.QUERYABLES,
        filters=database_filters.GENERAL,
        paging=database_backend.PAGING,
        systems=(CRS84,),
    )


def require_tiled(collection: str) -> None:
    """Raise HTTPException 404 for a collection without vector tiles."""
    if collection not in TILED:
        raise HTTPException(404)
