"""Where data are kept: a folder's path, or a database's address, whose password is never shown."""

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
    """A database that can't be reached, refuses, takes too long, or holds nothing yet.

    `address` is its address, `reason` why in one line; neither holds a password.
    """

    def __init__(self, address: DatabaseAddress, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class DatabaseBusyError(TimeoutError):
    """Another process has been publishing to a database for longer than one waits."""

    def __init__(self, address: DatabaseAddress, seconds: float) -> None:
        super().__init__(
            f"{address}: another import has been writing here for {seconds:g} seconds; "
            "nothing was changed, try again when it is done"
        )
        self.address = address


def database_address(given: object) -> DatabaseAddress | None:
    """Return the database that an address names; None for anything else, such as a folder's path."""
    if isinstance(given, DatabaseAddress):
        return given
    is_address = isinstance(given, str) and given.startswith(_SCHEMES)
    return DatabaseAddress(str(given)) if is_address else None


def data_address(given: Path | DatabaseAddress | str | None) -> DataAddress | None:
    """Return the database or the folder that a text names; None for nothing."""
    if given is None:
        return None
    return database_address(given) or Path(str(given))
