"""A database as a place where data are kept, and that says when they change."""

import asyncio
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Final

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from geodata.dataset.tables import TextTables
from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError
from geodata.stores.postgis.connecting import connect, connection_options, reaching
from geodata.stores.postgis.locking import exclusively
from geodata.stores.postgis.publishing import CHANNEL, publish
from geodata.stores.postgis.reading import read_database_texts, read_version, version_in_force
from geodata.stores.postgis.store import Database, PostgisStore

_SECONDS_WITHOUT_NEWS: Final = 30.0
"""After so long it is looked at anyway: a connection may be dead without anyone having noticed."""
_SECONDS_BETWEEN_TRIES: Final = 1.0
_OLDER: Final = "what is in force was published by an older Shimai; import it again with this one"


class DatabaseKeeper:
    """A database; it is listened to through a connection that is made anew whenever it is lost."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._listening: psycopg.AsyncConnection[TupleRow] | None = None

    def is_empty(self) -> bool:
        with reaching(self._address), connect(self._address) as connection:
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

    def changes_at_once(self) -> bool:
        return True

    def store(self, more_than: int) -> PostgisStore | None:
        version = read_version(self._address)
        if version.ties <= more_than:
            return None
        if not version.can_be_asked:
            raise DatabaseUnavailableError(self._address, _OLDER)
        return PostgisStore(self._database, version)

    async def wait(self) -> None:
        """Return at once when a version comes into force, after a while otherwise, and after each connection.

        What was published while nobody listened is so seen as soon as somebody does.
        """
        try:
            if self._listening is None:
                self._listening = await self._listen()
                return
            async for _ in self._listening.notifies(timeout=_SECONDS_WITHOUT_NEWS, stop_after=1):
                return
        except psycopg.Error:
            await self._hang_up()
            await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
        except asyncio.CancelledError:
            await self._hang_up()
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

    async def _hang_up(self) -> None:
        if self._listening is not None:
            await self._listening.close()
        self._listening = None
