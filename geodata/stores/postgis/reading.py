"""Reading the version in force: the published files, byte for byte."""

from dataclasses import dataclass

from geodata.dataset.tables import Tables, TextTables
from geodata.stores.address import DatabaseAddress, DatabaseUnavailableError
from geodata.stores.current import FILES, OPTIONAL_FILES
from geodata.stores.encoding import parse_tables, parse_text_tables
from geodata.stores.postgis.connecting import NOTHING_YET, Connection, connect, translate_errors


@dataclass(frozen=True, slots=True)
class Version:
    """A published version.

    digest: of its files. as_of: the newest date of its sources. since: when it came into force, in seconds
    since 1970. is_queryable: whether the tables that queries read have a partition of it; without one, it can
    only be loaded into memory.
    """

    number: int
    digest: str
    as_of: str
    partnership_count: int
    since: float
    is_queryable: bool = True

    @property
    def name(self) -> str:
        """The name that an import prints, in the form of a folder's version name."""
        return f"{self.number:06}-{self.digest}"


def version_in_force(connection: Connection) -> Version | None:
    """Return the version in force, or None if nothing has been published."""
    schema = connection.execute("SELECT to_regclass('shimai.in_force')").fetchone()
    if schema == (None,):
        return None
    found = connection.execute(
        "SELECT number, digest, as_of, partnerships, extract(epoch FROM since)::float8,"
        " to_regclass('shimai.partnership_index_' || number) IS NOT NULL "
        "FROM shimai.in_force JOIN shimai.versions USING (number)"
    ).fetchone()
    return None if found is None else Version(*found)


def read_version(address: DatabaseAddress) -> Version:
    """Return the version in force. Raises DatabaseUnavailableError where there is none."""
    with translate_errors(address), connect(address) as connection:
        version = version_in_force(connection)
    if version is None:
        raise DatabaseUnavailableError(address, NOTHING_YET)
    return version


def read_contents(connection: Connection, version: Version) -> dict[str, bytes]:
    """Return the content of the files of a version."""
    contents = {}
    for file in (*FILES, *OPTIONAL_FILES):
        parts = connection.execute(
            "SELECT content FROM shimai.files WHERE number = %s AND name = %s ORDER BY part",
            (version.number, file),
            binary=True,
        )
        content = [part for (part,) in parts]
        if content or file in FILES:
            contents[file] = b"".join(content)
    return contents


def read_database(address: DatabaseAddress) -> Tables:
    """Read and check the tables in force.

    Raises DatabaseUnavailableError where there are none, DataError where they break the contract.
    """
    return parse_tables(_contents_in_force(address))


def read_database_texts(address: DatabaseAddress) -> TextTables:
    """Read the tables in force with all their columns, to be changed and published again."""
    return parse_text_tables(_contents_in_force(address))


def _contents_in_force(address: DatabaseAddress) -> dict[str, bytes]:
    with translate_errors(address), connect(address) as connection:
        # All statements see one snapshot, whatever is published or removed meanwhile.
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        version = version_in_force(connection)
        if version is None:
            raise DatabaseUnavailableError(address, NOTHING_YET)
        return read_contents(connection, version)
