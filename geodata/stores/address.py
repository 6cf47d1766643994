"""Addresses of data: the path of a folder, or the URL of a database, whose password is never shown."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_SCHEMES: Final = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """A PostgreSQL database, `postgresql://user:password@host:port/name`; as text without its password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        try:
            parts = urlsplit(self.url)
            at = f"{parts.username}@" if parts.username else ""
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return "postgresql://..."
        return f"postgresql://{at}{parts.hostname or ''}{port}{parts.path}"


DataAddress = Path | DatabaseAddress


class DatabaseUnavailableError(ConnectionError):
    """A database that cannot be reached, refuses, times out, or holds no data yet.

    `address` is its address, `reason` why in one line; neither holds a password.
    """

    def __init__(self, address: DatabaseAddress, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class DatabaseBusyError(TimeoutError):
    """Another process holds the writers' lock of a database for too long."""

    def __init__(self, address: DatabaseAddress, seconds: float) -> None:
        super().__init__(
            f"{address}: another import has been writing here for {seconds:g} seconds; "
            "nothing was changed, try again when it is done"
        )
        self.address = address


def database_address(given: object) -> DatabaseAddress | None:
    """Return the database of a URL; None for anything else, such as a folder's path."""
    if isinstance(given, DatabaseAddress):
        return given
    is_address = isinstance(given, str) and given.startswith(_SCHEMES)
    return DatabaseAddress(str(given)) if is_address else None


def data_address(given: Path | DatabaseAddress | str | None) -> DataAddress | None:
    """Return the database or the folder that a text names; None for None."""
    if given is None:
        return None
    return database_address(given) or Path(str(given))
