"""Migrations: numbered SQL files, each applied once."""

from importlib.resources import files

from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError
from geodata.stores.postgis.connecting import Connection


def migrate(connection: Connection, address: DatabaseAddress) -> None:
    """Apply missing migrations in order, in one transaction; the caller holds the writers' lock.

    Raises DatabaseUnavailableError if the database has a migration that this program does not know.
    """
    with connection.transaction():
        connection.execute("CREATE SCHEMA IF NOT EXISTS shimai")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS shimai.migrations (name text PRIMARY KEY,"
            " applied timestamptz NOT NULL DEFAULT now())"
        )
        applied = {name for (name,) in connection.execute("SELECT name FROM shimai.migrations")}
        available = _migrations()
        if newer := applied - available.keys():
            raise DatabaseUnavailableError(
                address,
                f"it has a migration of another Shimai ({max(newer)}); use that one, or another database",
            )
        for name, commands in available.items():
            if name not in applied:
                connection.execute(commands)
                connection.execute("INSERT INTO shimai.migrations (name) VALUES (%s)", (name,))


def _migrations() -> dict[str, bytes]:
    """Return the SQL of each migration by its name, in order."""
    folder = files("geodata.stores.postgis") / "migrations"
    found = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda one: one.name
    )
    return {file.name.removesuffix(".sql"): file.read_bytes() for file in found}
