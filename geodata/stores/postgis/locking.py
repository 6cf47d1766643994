"""One writer at a time, on any host: an advisory lock that ends with its connection."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from psycopg import errors, sql

from geodata.stores.address import DatabaseAddress, DatabaseBusyError
from geodata.stores.postgis.connecting import Connection, connect, translate_errors

WAIT_SECONDS: Final = 60.0
_LOCK: Final = 0x7368696D6169
_inside = threading.local()

_log = logging.getLogger(__name__)


@contextmanager
def exclusively(address: DatabaseAddress, seconds: float = WAIT_SECONDS) -> Iterator[Connection]:
    """Lock out all other writers of a database and yield the connection that holds the lock.

    Reentrant for the same thread. Raises DatabaseBusyError if another writer holds the lock for longer than
    `seconds`, DatabaseUnavailableError if the database cannot be reached.
    """
    held = getattr(_inside, "held", None)
    if held is not None and held[0] == address:
        yield held[1]
        return
    with translate_errors(address), connect(address) as connection:
        _lock(connection, address, seconds)
        _inside.held = (address, connection)
        try:
            yield connection
        finally:
            _inside.held = held


def _lock(connection: Connection, address: DatabaseAddress, seconds: float) -> None:
    taken = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
    if taken == (True,):
        return
    _log.warning("%s: another import is writing here; waiting for it", address)
    connection.execute(sql.SQL("SET lock_timeout = {}").format(int(seconds * 1000)))
    try:
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
    except errors.LockNotAvailable:
        raise DatabaseBusyError(address, seconds) from None
    connection.execute("RESET lock_timeout")
