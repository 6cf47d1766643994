"""What tests of several packages share."""

import csv
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import publish
from geodata.stores.versions import publish as publish_in_folder
from tests.postgis import PostgisServer, missing_tool
from tests.serving import serving

# No test speaks TLS, and to read whom to trust takes a client longer than to ask a server on this machine.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "{{7*7}}{% raw %}",
    '"onmouseover="alert(3)',
    "<img src=x onerror=alert(4)>",
    "${alert(5)}`",
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server of the shipped data."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def postgis() -> Iterator[PostgisServer]:
    """A PostgreSQL server with PostGIS."""
    if reason := missing_tool():
        skip_or_fail(f"{reason}; tests/postgis/install-postgis installs it")
    with PostgisServer() as server:
        yield server


@pytest.fixture(scope="session")
def stored(postgis: PostgisServer) -> Iterator[str]:
    """A server that loads nothing."""
    url = postgis.new_database()
    publish(DatabaseAddress(url), read_text_tables(shipped_data()))
    with serving("--data", url, "--max-in-memory", "0") as server:
        yield server


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the same data in a folder."""
    folder: Path = tmp_path_factory.mktemp("folder")
    publish_in_folder(folder, read_text_tables(shipped_data()))
    with serving("--data", str(folder)) as server:
        yield server


@pytest.fixture
def database(postgis: PostgisServer) -> str:
    """The address of an empty database with PostGIS."""
    return postgis.new_database()


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped data, in which every text column of the first rows holds hostile values."""
    folder = tmp_path_factory.mktemp("hostile")
    shipped = files("geodata") / "data"
    free_text = {
        "partnerships.csv": ("signed_as", "partner_ja", "partner_seat", "note"),
        "sources.csv": ("title",),
        "places.csv": ("name", "name_ja", "origin"),
    }
    for name, columns in free_text.items():
        with (shipped / name).open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                row[column] = HOSTILE[(number + place) % len(HOSTILE)] + row[column]
        with (folder / name).open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return folder


def skip_or_fail(reason: str) -> None:
    """Skip a test for want of a tool; where `CI=true` promises every tool, fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
