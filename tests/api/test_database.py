"""The server and the commands with a database: it is followed at once, and its faults are survived."""

import asyncio
import logging
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import geodata
from api.cli.main import main
from api.dataset_manager import DatasetManager
from api.settings import Settings
from geodata.stores import versions
from geodata.stores.address import DatabaseAddress
from geodata.stores.postgis import publish
from tests.support.labelled_data import labelled_tables
from tests.support.postgis_server import PASSWORD
from tests.support.server import SHIMAI_COMMAND, server_process, serving

LIST = "自治体名,提携先,国名,提携年月日\n札幌市,ミュンヘン市,ドイツ,昭和47年8月28日\n"
PATIENCE = 30
"""Seconds until a version must be served, once it can be."""


def seconds_until_served(server: str, version: str) -> float:
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE:
        if httpx.get(f"{server}/healthz").json()["version"] == version:
            return time.monotonic() - began
    raise TimeoutError(version)


def test_a_version_is_served_about_a_second_after_it_was_published_in_the_database(database):
    publish(DatabaseAddress(database), labelled_tables("old"))
    with serving("--data", database) as server:
        for label in ("one", "two", "three"):
            name = publish(DatabaseAddress(database), labelled_tables(label))
            assert seconds_until_served(server, name.partition("-")[2]) < 3
            notes = {
                feature["properties"]["note"]
                for feature in httpx.get(f"{server}/partnerships.geojson").json()["features"]
            }
            assert notes == {label}


def test_answers_and_their_tags_are_the_same_from_a_database_and_from_a_folder(database, tmp_path):
    publish(DatabaseAddress(database), labelled_tables("one"))
    versions.publish(tmp_path, labelled_tables("one"))
    with serving("--data", database) as ours, serving("--data", str(tmp_path)) as theirs:
        for path in ("/facets", "/partnerships.geojson?sortby=-signed", "/map.json", "/partnerships.csv"):
            one, other = httpx.get(ours + path), httpx.get(theirs + path)
            assert one.headers["etag"] == other.headers["etag"]
            assert one.content == other.content


def test_several_workers_read_a_database_that_wants_a_password(database):
    publish(DatabaseAddress(database), labelled_tables("one"))
    with server_process("--data", database, "--workers", "2") as server:
        server.wait_for(lambda said: sum("Started worker-" in one for one in said) == 2, timeout=120)
        responses = [httpx.get(f"{server.address}/partnerships.geojson") for _ in range(8)]
    assert {response.status_code for response in responses} == {200}
    assert len({(response.content, response.headers["etag"]) for response in responses}) == 1


def test_an_import_into_an_empty_database_begins_with_the_data_that_ship(database, tmp_path):
    (tmp_path / "a.csv").write_text(LIST, encoding="utf-8")
    words = ["import", str(tmp_path / "a.csv"), "--data", database]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    assert "published as version 000001-" in done.stdout
    assert PASSWORD not in done.output
    assert len(geodata.load(database)) == len(geodata.load())
    again = CliRunner().invoke(main, words)
    assert again.stdout.splitlines()[-1] == done.stdout.splitlines()[-1]


def test_counts_and_exports_are_those_of_the_database(database, tmp_path):
    publish(DatabaseAddress(database), labelled_tables("one"))
    done = CliRunner().invoke(main, ["stats", "--data", database])
    assert done.stdout.startswith("4 partnerships of ")
    out = tmp_path / "all.csv"
    assert CliRunner().invoke(main, ["export", str(out), "--data", database]).exit_code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5


def test_a_server_does_not_start_on_a_database_that_cannot_be_reached(database):
    wrong = database.replace(PASSWORD, "another-password")
    command = [*SHIMAI_COMMAND, "serve", "--port", "0", "--data", wrong]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert done.stderr.count("password authentication failed") == 1
    assert "another-password" not in done.stdout + done.stderr


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_the_setting_takes_an_address_and_does_not_show_its_password(monkeypatch, scheme):
    monkeypatch.setenv(
        "SHIMAI_DATA", f"{scheme}://me:{PASSWORD}@db.example:5433/partnerships?sslmode=require"
    )
    settings = Settings()
    assert str(settings.data) == "postgresql://me@db.example:5433/partnerships"
    assert PASSWORD not in repr(settings)


@pytest.mark.parametrize("name", ["123", "null", "[]", "data"])
def test_the_setting_takes_a_folder_of_any_name(monkeypatch, name):
    monkeypatch.setenv("SHIMAI_DATA", name)
    assert Settings().data == Path(name)


def test_what_was_read_is_served_while_the_database_is_down_and_the_next_version_when_it_is_back(
    stoppable_postgis,
):
    url = stoppable_postgis.new_database()
    old = publish(DatabaseAddress(url), labelled_tables("old")).partition("-")[2]
    with serving("--data", url) as server:
        stoppable_postgis.stop()
        for path in ("/", "/facets", "/partnerships.geojson", "/healthz"):
            assert httpx.get(server + path).status_code == 200
        assert httpx.get(f"{server}/healthz").json()["version"] == old
        stoppable_postgis.start()
        new = publish(DatabaseAddress(url), labelled_tables("new")).partition("-")[2]
        seconds_until_served(server, new)
        stoppable_postgis.stop()
        stoppable_postgis.start()
        newer = publish(DatabaseAddress(url), labelled_tables("newer")).partition("-")[2]
        seconds_until_served(server, newer)


def look(manager: DatasetManager, times: int = 1) -> None:
    async def several() -> None:
        for _ in range(times):
            await manager.check()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, several()).result()


def test_an_outage_is_logged_once_each_time_and_without_the_password(stoppable_postgis, caplog):
    url = stoppable_postgis.new_database()
    publish(DatabaseAddress(url), labelled_tables("old"))
    manager = DatasetManager(DatabaseAddress(url))
    for outages in (1, 2):
        stoppable_postgis.stop()
        look(manager, times=3)
        faults = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
        assert len(faults) == outages
        assert "Connection refused" in faults[-1]
        stoppable_postgis.start()
        look(manager)
    assert PASSWORD not in caplog.text
