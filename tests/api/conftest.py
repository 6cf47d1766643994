"""Two servers of the same data: one that asks a database, one that has read all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import publish
from geodata.stores.versions import publish as publish_in_folder
from tests.postgis import PostgisServer
from tests.serving import serving


@pytest.fixture(scope="session")
def stored(postgis: PostgisServer) -> Iterator[str]:
    """A server that loads nothing."""
    url = postgis.new_database()
    publish(DatabaseAddress(url), read_text_tables(shipped_data()))
    with serving("--data", url, "--load", "0") as server:
        yield server


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the same data in a folder."""
    folder: Path = tmp_path_factory.mktemp("folder")
    publish_in_folder(folder, read_text_tables(shipped_data()))
    with serving("--data", str(folder)) as server:
        yield server
