"""A database as a repository; it notifies when its data change."""

import asyncio
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Final

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from geodata.dataset.tables import TextTables
from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError
from geodata.stores.postgis.connecting import connect, connection_options, translate_errors
from geodata.stores.postgis.locking import exclusively
from geodata.stores.postgis.publishing import CHANNEL, publish
from geodata.stores.postgis.reading import read_database_texts, read_version, version_in_force
from geodata.stores.postgis.store import Database, PostgisStore

_NOTIFY_TIMEOUT: Final = 30.0
"""The version in force is checked after this time in any case: a connection can be dead without an error."""
_RETRY_SECONDS: Final = 1.0
_OLDER: Final = "what is in force was published by an older Shimai; import it again with this one"


class DatabaseRepository:
    """A database, with a LISTEN connection that is reopened whenever it is lost."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._listening: psycopg.AsyncConnection[TupleRow] | None = None

    def is_empty(self) -> bool:
        with translate_errors(self._address), connect(self._address) as connection:
            return version_in_force(connection) is None

    def text_tables(self) -> TextTables:
        return read_database_texts(self._address)

    def exclusively(self) -> AbstractContextManager[object]:
        return exclusively(self._address)

    def publish(self, tables: TextTables) -> str:
        return publish(self._address, tables)

    def fingerprint(self) -> tuple[object, ...]:
        version = read_version(self._address)
        return version.number, version.digest

    def changed_at(self) -> float:
        return read_version(self._address).since

    def is_atomic(self) -> bool:
        return True

    def store(self, min_partnerships: int) -> PostgisStore | None:
        version = read_version(self._address)
        if version.partnership_count <= min_partnerships:
            return None
        if not version.is_queryable:
            raise DatabaseUnavailableError(self._address, _OLDER)
        return PostgisStore(self._database, version)

    async def wait(self) -> None:
        """Return when a version comes into force, after a timeout, and after each new connection.

        A version that was published while no connection listened is so noticed after reconnecting.
        """
        try:
            if self._listening is None:
                self._listening = await self._listen()
                return
            async for _ in self._listening.notifies(timeout=_NOTIFY_TIMEOUT, stop_after=1):
                return
        except psycopg.Error:
            await self._disconnect()
            await asyncio.sleep(_RETRY_SECONDS)
        except asyncio.CancelledError:
            await self._disconnect()
            raise

    @cached_property
    def _database(self) -> Database:
        return Database(self._address)

    async def _listen(self) -> psycopg.AsyncConnection[TupleRow]:
        connection = await psycopg.AsyncConnection.connect(
            self._address.url, autocommit=True, **connection_options(self._address)
        )
        try:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
        except BaseException:
            await connection.close()
            raise
        return connection

    async def _disconnect(self) -> None:
        if self._listening is not None:
            await self._listening.close()
        self._listening = None
