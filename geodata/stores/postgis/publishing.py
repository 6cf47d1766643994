"""Publishing: a new version comes into force in one transaction."""

import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

import geopandas as gpd
import psycopg
from psycopg import sql

from geodata.dataset.dataset import Dataset
from geodata.dataset.tables import TextTables
from geodata.stores.address import DatabaseAddress
from geodata.stores.digests import digest, short_digest
from geodata.stores.encoding import encode_tables, require_same
from geodata.stores.postgis.connecting import Connection
from geodata.stores.postgis.locking import exclusively
from geodata.stores.postgis.migrating import migrate
from geodata.stores.postgis.partitions import TABLES, fill_partitions, partition
from geodata.stores.postgis.reading import Version, read_contents, version_in_force

MAX_VERSIONS: Final = 3
"""Number of newest versions that are not removed, for going back by hand; the one in force always stays."""
CHANNEL: Final = "shimai_published"
"""The channel that servers LISTEN to; the payload is the name of the version that came into force."""
_PART_BYTES: Final = 1 << 20

_log = logging.getLogger(__name__)


def publish(address: DatabaseAddress, tables: TextTables) -> str:
    """Publish tables as a new version of a database and return its name.

    Nothing changes if an equal, queryable version is in force. On an error the version in force stays.

    Raises DataError if the tables cannot be read back without errors, DatabaseBusyError if another import
    does not finish, DatabaseUnavailableError if the database does not accept them.
    """
    contents = encode_tables(tables)
    with exclusively(address) as connection:
        migrate(connection, address)
        before = version_in_force(connection)
        is_same = before is not None and before.is_queryable and before.digest == digest(contents)
        if before and is_same and read_contents(connection, before) == contents:
            return before.name
        dataset = Dataset.of(require_same(contents, tables))
        files = ((name, (content,)) for name, content in contents.items())
        version = put_in_force(connection, files, (dataset.frame,))
        remove_old(connection)
        return version.name


def put_in_force(
    connection: Connection, files: Iterable[tuple[str, Iterable[bytes]]], frames: Iterable[gpd.GeoDataFrame]
) -> Version:
    """Store files (each an iterable of chunks) and frames as a new version, in force, and notify servers.

    The files come in the order of their digest.
    """
    with connection.transaction():
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        number = _next_number(connection)
        digest_ = _copy_files(connection, number, files)
        partnerships, as_of = fill_partitions(connection, number, frames)
        connection.execute(
            "INSERT INTO shimai.versions (number, digest, as_of, partnerships) VALUES (%s, %s, %s, %s)",
            (number, digest_, as_of, partnerships),
        )
        since = connection.execute(
            "INSERT INTO shimai.in_force (number) VALUES (%s)"
            " ON CONFLICT (only_one) DO UPDATE SET number = excluded.number"
            " RETURNING extract(epoch FROM since)::float8",
            (number,),
        ).fetchone()
        version = Version(number, digest_, as_of, partnerships, *(since or ()))
        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, version.name))
    return version


def remove_old(connection: Connection) -> None:
    """Remove all but the newest versions; one that is still being read is left for the next publication."""
    rows = connection.execute(
        "SELECT number FROM shimai.versions WHERE number NOT IN (SELECT number FROM shimai.in_force)"
        " AND number NOT IN (SELECT number FROM shimai.versions ORDER BY number DESC LIMIT %s)",
        (MAX_VERSIONS,),
    ).fetchall()
    for (number,) in rows:
        with suppress(psycopg.errors.LockNotAvailable), connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '5s'")
            for table in TABLES:
                connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(partition(table, number)))
            connection.execute("DELETE FROM shimai.versions WHERE number = %s", (number,))


def _next_number(connection: Connection) -> int:
    found = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM shimai.versions").fetchone()
    return int(found[0]) if found else 1


def _copy_files(connection: Connection, number: int, files: Iterable[tuple[str, Iterable[bytes]]]) -> str:
    together = hashlib.sha256()
    command = "COPY shimai.files (number, name, part, content) FROM STDIN (FORMAT binary)"
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.set_types(("int4", "text", "int4", "bytea"))
        for name, contents in files:
            part = 0
            for content in contents:
                together.update(content)
                for begin in range(0, len(content), _PART_BYTES):
                    copy.write_row((number, name, part, content[begin : begin + _PART_BYTES]))
                    part += 1
    return short_digest(together)
