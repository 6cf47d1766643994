"""Connections to a database; errors of its driver become DatabaseUnavailableError, without a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg import conninfo, errors
from psycopg.rows import TupleRow

from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError

Connection = psycopg.Connection[TupleRow]

SECONDS_TO_CONNECT: Final = 5
NOTHING_YET: Final = "nothing has been published here yet; shimai import --data publishes"
_SHAPE: Final = "this is no address of a database; write postgresql://user:password@host:port/name"


def connect(address: DatabaseAddress) -> Connection:
    """Return a connection in autocommit mode.

    Raises DatabaseUnavailableError.
    """
    options = connection_options(address)
    with translate_errors(address):
        return psycopg.connect(address.url, autocommit=True, **options)


def connection_options(address: DatabaseAddress) -> dict[str, Any]:
    """Return the connection options beyond the address. Raises DatabaseUnavailableError if malformed."""
    try:
        given = conninfo.conninfo_to_dict(address.url)
    except psycopg.ProgrammingError:
        raise DatabaseUnavailableError(address, _SHAPE) from None
    if "@" in str(given.get("host")):  # The end of a password, which errors would show as a host's name.
        raise DatabaseUnavailableError(address, f"{_SHAPE}, and @ in a password as %40")
    options = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "shimai"}
    return {name: value for name, value in options.items() if name not in given} | {"client_encoding": "UTF8"}


@contextmanager
def translate_errors(address: DatabaseAddress, missing: str = NOTHING_YET) -> Iterator[None]:
    """Raise DatabaseUnavailableError in place of connection errors and other errors caused by the database.

    missing: the reason given if a table does not exist.
    """
    try:
        yield
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        raise DatabaseUnavailableError(address, missing) from None
    except (psycopg.OperationalError, psycopg.InterfaceError, errors.InsufficientPrivilege) as error:
        raise DatabaseUnavailableError(address, _one_line_message(error, address)) from None


def _one_line_message(error: psycopg.Error, address: DatabaseAddress) -> str:
    message = "; ".join(line.strip() for line in str(error).splitlines() if line.strip())
    password = conninfo.conninfo_to_dict(address.url).get("password")
    return message.replace(str(password), "***") if password else message
