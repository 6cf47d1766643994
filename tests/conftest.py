"""Fixtures of several packages, and the markers of the tests that need one of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import geodata
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import publish
from geodata.stores.versions import publish as publish_in_folder
from tests.support.hostile_data import write_hostile_data
from tests.support.partnerships_abroad import write_data_with_partnerships_abroad
from tests.support.postgis_server import PostgisServer, missing_tool
from tests.support.server import serving
from tests.support.skipping import skip_or_fail

# No test speaks TLS, and reading the trusted certificates takes a client longer than a local request.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a database, directly or by another fixture."""
    for item in items:
        if "postgis_installed" in getattr(item, "fixturenames", ()):
            item.add_marker("postgis")


@pytest.fixture(scope="session")
def dataset() -> geodata.Dataset:
    """The shipped data."""
    return geodata.load()


@pytest.fixture(scope="session")
def data_abroad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped data and partnerships between places abroad."""
    return write_data_with_partnerships_abroad(tmp_path_factory.mktemp("abroad"))


@pytest.fixture(scope="session")
def dataset_abroad(data_abroad: Path) -> geodata.Dataset:
    """The shipped data and partnerships between places abroad."""
    return geodata.load(data_abroad)


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped data, in which every free-text column holds hostile values."""
    return write_hostile_data(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server of the shipped data."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def folder_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the same data, published into a folder."""
    folder: Path = tmp_path_factory.mktemp("folder")
    publish_in_folder(folder, read_text_tables(shipped_data()))
    with serving("--data", str(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def abroad_server(data_abroad: Path) -> Iterator[str]:
    """A server of the shipped data and partnerships between places abroad."""
    with serving("--data", str(data_abroad)) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_server(hostile_data: Path) -> Iterator[str]:
    """A server of data full of hostile values."""
    with serving("--data", str(hostile_data)) as address:
        yield address


@pytest.fixture(scope="session")
def postgis_installed() -> None:
    """Skip where PostgreSQL or PostGIS is not installed."""
    if reason := missing_tool():
        skip_or_fail(f"{reason}; tests/support/install-postgis installs it")


@pytest.fixture(scope="session")
def postgis(postgis_installed: None) -> Iterator[PostgisServer]:
    """A PostgreSQL server with PostGIS."""
    with PostgisServer() as postgis_server:
        yield postgis_server


@pytest.fixture(scope="module")
def stoppable_postgis(postgis_installed: None) -> Iterator[PostgisServer]:
    """A PostgreSQL server with PostGIS that a test may stop; each leaves it running."""
    with PostgisServer() as postgis_server:
        yield postgis_server


@pytest.fixture
def database(postgis: PostgisServer) -> str:
    """The address of an empty database with PostGIS."""
    return postgis.new_database()


@pytest.fixture(scope="session")
def database_server(postgis: PostgisServer) -> Iterator[str]:
    """A server of the shipped data in a database, of which it loads nothing into memory."""
    url = postgis.new_database()
    publish(DatabaseAddress(url), read_text_tables(shipped_data()))
    with serving("--data", url, "--max-in-memory", "0") as address:
        yield address


@pytest.fixture(
    scope="session", params=["server", pytest.param("database_server", marks=pytest.mark.postgis)]
)
def any_server(request: pytest.FixtureRequest) -> str:
    """A server with its data in memory, and one with its data in a database."""
    address: str = request.getfixturevalue(request.param)
    return address
