"""The store in a PostgreSQL database with PostGIS: publishing, reading and querying."""

from geodata.stores.postgis.locking import exclusively
from geodata.stores.postgis.publishing import publish
from geodata.stores.postgis.reading import Version, read_database, read_database_texts, read_version
from geodata.stores.postgis.repository import DatabaseRepository
from geodata.stores.postgis.store import Database, PostgisStore

__all__ = [
    "Database",
    "DatabaseRepository",
    "PostgisStore",
    "Version",
    "exclusively",
    "publish",
    "read_database",
    "read_database_texts",
    "read_version",
]
