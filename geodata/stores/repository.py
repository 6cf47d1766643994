"""Repositories: a data folder or a database, read, published and watched through one protocol."""

import asyncio
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Protocol

from geodata.dataset.tables import TextTables
from geodata.stores.address import DataAddress, DatabaseAddress
from geodata.stores.current import changed_at, fingerprint, is_versioned
from geodata.stores.folder import read_text_tables
from geodata.stores.protocol import Store
from geodata.stores.versions import exclusively, publish

_POLL_SECONDS: Final = 1.0


class Repository(Protocol):
    """A place where data are published."""

    def is_empty(self) -> bool:
        """Whether nothing has been published yet."""

    def text_tables(self) -> TextTables:
        """Read the tables in force with all their columns. Raises DataError, OSError."""

    def exclusively(self) -> AbstractContextManager[object]:
        """Lock out all other writers. Raises TimeoutError if another writer does not finish."""

    def publish(self, tables: TextTables) -> str:
        """Publish tables atomically and return the version's name.

        Raises DataError, OSError.
        """

    def fingerprint(self) -> tuple[object, ...]:
        """Return a value that changes whenever the data in force change. Raises OSError."""

    def changed_at(self) -> float:
        """Return when the data in force last changed, in seconds since 1970. Raises OSError, DataError."""

    def is_atomic(self) -> bool:
        """Whether the data in force change atomically."""

    def store(self, min_partnerships: int) -> Store | None:
        """Return a store if there are more than `min_partnerships`, else None: load the dataset instead.

        Raises OSError.
        """

    async def wait(self) -> None:
        """Return when the data may have changed and should be checked."""


class FolderRepository:
    """A data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_empty(self) -> bool:
        return all(path.name.startswith(".") for path in self._folder.glob("*"))

    def text_tables(self) -> TextTables:
        return read_text_tables(self._folder)

    def exclusively(self) -> AbstractContextManager[object]:
        return exclusively(self._folder)

    def publish(self, tables: TextTables) -> str:
        return publish(self._folder, tables)

    def fingerprint(self) -> tuple[object, ...]:
        return fingerprint(self._folder)

    def changed_at(self) -> float:
        return changed_at(self._folder)

    def is_atomic(self) -> bool:
        return is_versioned(self._folder)

    def store(self, min_partnerships: int) -> Store | None:
        return None

    async def wait(self) -> None:
        await asyncio.sleep(_POLL_SECONDS)


def open_repository(data: DataAddress) -> Repository:
    """Return the repository at an address."""
    if isinstance(data, DatabaseAddress):
        from geodata.stores.postgis import DatabaseRepository  # Imports the driver only when needed.

        return DatabaseRepository(data)
    return FolderRepository(data)
