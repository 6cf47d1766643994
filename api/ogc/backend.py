"""The backend of the collections: memory, with all filters, or a database, with some."""

from typing import Annotated, Any, Protocol

from fastapi import Depends, Request, Response

from api.dataset_manager import CurrentStore
from api.executor import BoundedExecutor
from api.ogc.collection_info import CollectionInfo, DrawTile
from api.ogc.context import OgcContext
from api.ogc.database_backend import DatabaseBackend
from api.ogc.memory_backend import MemoryBackend
from geodata.stores.protocol import Store


class Backend(Protocol):
    """Handles requests for collections, items and tiles of one version of the data.

    A collection that doesn't exist raises HTTPException 404, one that a database doesn't support
    UnsupportedByDatabaseError.
    """

    store: Store
    conformance: tuple[str, ...]
    """The conformance classes, by their URIs."""
    collections: tuple[str, ...]
    """The names of the collections."""

    def info(self, collection: str) -> CollectionInfo:
        """Describe a collection."""

    def extent(self, collection: str) -> dict[str, Any]:
        """Return the extent of a collection in space and time, as OGC API - Features writes it."""

    async def items(self, request: Request, collection: str) -> Response:
        """Return a page of features that pass all filters."""

    async def item(self, request: Request, collection: str, id_: str) -> Response:
        """Return a feature."""

    async def tiles(self, request: Request, collection: str) -> tuple[OgcContext, DrawTile]:
        """Return the parsed request for a tile, and what draws it at a zoom, a column and a row."""

    def tile_executor(self, request: Request) -> BoundedExecutor:
        """Return where tiles are drawn."""

    def tile_fields(self) -> dict[str, Any]:
        """Return the JSON Schemas of the properties in tiles, by their names."""


def open_backend(store: Store) -> Backend:
    """Return the backend of a store."""
    return DatabaseBackend(store) if store.collections is None else MemoryBackend(store, store.collections)


async def current_backend(store: CurrentStore) -> Backend:
    """Return the backend of the version of the data that a request uses."""
    return open_backend(store)


CurrentBackend = Annotated[Backend, Depends(current_backend)]
