"""Publishing: a new version comes into force in one transaction, all at once or not at all."""

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

KEPT: Final = 3
"""So many versions stay: the newest, to go back to by hand; and always the one in force."""
CHANNEL: Final = "shimai_published"
"""What servers listen to; its message is the name of the version that came into force."""
_PART_BYTES: Final = 1 << 20

_log = logging.getLogger(__name__)


def publish(address: DatabaseAddress, tables: TextTables) -> str:
    """Put three tables in force as a new version of a database, and return its name.

    Where the same is in force already, and can be asked, nothing changes. Raises DataError where the tables
    can't be read back without a fault, DatabaseBusyError where another import doesn't end,
    DatabaseUnavailableError where the database doesn't take them; then what was in force stays.
    """
    contents = encode_tables(tables)
    with exclusively(address) as connection:
        migrate(connection, address)
        before = version_in_force(connection)
        is_same = before is not None and before.can_be_asked and before.digest == digest(contents)
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
    """Store files, each as its parts, and the ties of frames as a new version; then tell it to servers.

    Both may come a part at a time. The files are in the order of their digest.
    """
    with connection.transaction():
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        number = _next_number(connection)
        digest_ = _copy_files(connection, number, files)
        ties, as_of = fill_partitions(connection, number, frames)
        connection.execute(
            "INSERT INTO shimai.versions (number, digest, as_of, ties) VALUES (%s, %s, %s, %s)",
            (number, digest_, as_of, ties),
        )
        since = connection.execute(
            "INSERT INTO shimai.in_force (number) VALUES (%s)"
            " ON CONFLICT (only_one) DO UPDATE SET number = excluded.number"
            " RETURNING extract(epoch FROM since)::float8",
            (number,),
        ).fetchone()
        version = Version(number, digest_, as_of, ties, *(since or ()))
        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, version.name))
    return version


def remove_old(connection: Connection) -> None:
    """Remove all but the newest versions; what is still being read, the next to publish tries again."""
    rows = connection.execute(
        "SELECT number FROM shimai.versions WHERE number NOT IN (SELECT number FROM shimai.in_force)"
        " AND number NOT IN (SELECT number FROM shimai.versions ORDER BY number DESC LIMIT %s)",
        (KEPT,),
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
