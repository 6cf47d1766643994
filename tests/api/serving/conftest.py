"""Fixtures of the tests of the server process."""

from pathlib import Path

import pytest

from geodata.stores.versions import publish
from tests.support.labelled_data import labelled_tables

NOTE_LENGTH = 2_000_000
"""Characters of each of four notes: more than the buffers of a connection hold."""


@pytest.fixture(scope="session")
def large_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data of which a download does not fit into the buffers of a connection."""
    folder = tmp_path_factory.mktemp("large")
    publish(folder, labelled_tables("x" * NOTE_LENGTH))
    return folder
