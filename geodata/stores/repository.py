"""Where data are kept, be it a folder or a database: read, published and watched in the same words."""

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

_SECONDS_BETWEEN_LOOKS: Final = 1.0


class Keeper(Protocol):
    """A place where data are kept."""

    def is_empty(self) -> bool:
        """Tell whether nothing has been published there yet."""

    def text_tables(self) -> TextTables:
        """Read what is in force with all its columns. Raises DataError, OSError."""

    def exclusively(self) -> AbstractContextManager[object]:
        """Keep all other writers out. Raises TimeoutError where another doesn't end."""

    def publish(self, tables: TextTables) -> str:
        """Put tables in force, all at once or not at all, and return the version's name.

        Raises DataError, OSError.
        """

    def fingerprint(self) -> tuple[object, ...]:
        """Return what differs after any change of what is in force. Raises OSError."""

    def changed_at(self) -> float:
        """Return when what is in force was last changed, in seconds since 1970. Raises OSError, DataError."""

    def changes_at_once(self) -> bool:
        """Tell whether all that is in force changes in one moment."""

    def store(self, more_than: int) -> Store | None:
        """Return a store of what is in force if it holds more ties than that; else it is better read whole.

        Raises OSError.
        """

    async def wait(self) -> None:
        """Return when it is worth looking whether anything has changed."""


class FolderKeeper:
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

    def changes_at_once(self) -> bool:
        return is_versioned(self._folder)

    def store(self, more_than: int) -> Store | None:
        return None

    async def wait(self) -> None:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)


def keeper_of(data: DataAddress) -> Keeper:
    """Return who keeps the data at an address."""
    if isinstance(data, DatabaseAddress):
        from geodata.stores.postgis import DatabaseKeeper  # Its driver is only read where one is used.

        return DatabaseKeeper(data)
    return FolderKeeper(data)
