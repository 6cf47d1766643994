"""Connections to a database, and its driver's errors as ours: in one line, without a password."""

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
    """Return a connection in which each statement counts by itself.

    Raises DatabaseUnavailableError.
    """
    options = connection_options(address)
    with reaching(address):
        return psycopg.connect(address.url, autocommit=True, **options)


def connection_options(address: DatabaseAddress) -> dict[str, Any]:
    """Return what connections have beyond their address. Raises DatabaseUnavailableError for a wrong one."""
    try:
        given = conninfo.conninfo_to_dict(address.url)
    except psycopg.ProgrammingError:
        raise DatabaseUnavailableError(address, _SHAPE) from None
    if "@" in str(given.get("host")):  # The end of a password, which errors would show as a host's name.
        raise DatabaseUnavailableError(address, f"{_SHAPE}, and @ in a password as %40")
    options = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "shimai"}
    return {name: value for name, value in options.items() if name not in given} | {"client_encoding": "UTF8"}


@contextmanager
def reaching(address: DatabaseAddress, missing: str = NOTHING_YET) -> Iterator[None]:
    """Raise DatabaseUnavailableError for whatever the database and not the caller is to blame for.

    missing: the reason where it lacks a table.
    """
    try:
        yield
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        raise DatabaseUnavailableError(address, missing) from None
    except (psycopg.OperationalError, psycopg.InterfaceError, errors.InsufficientPrivilege) as error:
        raise DatabaseUnavailableError(address, _in_one_line(error, address)) from None


def _in_one_line(error: psycopg.Error, address: DatabaseAddress) -> str:
    said = "; ".join(line.strip() for line in str(error).splitlines() if line.strip())
    password = conninfo.conninfo_to_dict(address.url).get("password")
    return said.replace(str(password), "***") if password else said
