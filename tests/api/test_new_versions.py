"""The server follows its data folder: without a restart, and without a request that fails."""

import asyncio
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.dataset_manager import DatasetManager
from geodata.stores.versions import publish
from tests.support.labelled_data import labelled_tables, write_plain_folder
from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND, becomes_true, run_in_background, server_process, serving

PATIENCE = 30
"""Seconds until a version must be served; it takes one or two."""


class Reader:
    """Asks for the data again and again, and notes the label of every answer."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._news = threading.Condition()
        self._stopped = False
        self.seen: list[str] = []
        self.wrong: list[str] = []
        self.responses = 0

    def read(self) -> None:
        paths = ("/partnerships.geojson", "/healthz", "/", "/embed")
        with httpx.Client(base_url=self._server) as client:
            while not self._stopped:
                try:
                    self._note(*(client.get(path) for path in paths))
                except httpx.HTTPError as error:
                    self.wrong.append(repr(error))

    def _note(self, download: httpx.Response, *others: httpx.Response) -> None:
        labels = {feature["properties"]["note"] for feature in download.json()["features"]}
        labels |= {
            source["title"]
            for feature in download.json()["features"]
            for source in feature["properties"]["sources"]
        }
        with self._news:
            self.responses += 1 + len(others)
            self.wrong += [str(response) for response in (download, *others) if response.status_code != 200]
            if len(labels) != 1:
                self.wrong.append(f"an answer of {len(labels)} versions")
            elif not self.seen or labels != {self.seen[-1]}:
                self.seen += labels
            self._news.notify_all()

    def wait_for(self, label: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.seen[-1:] == [label], PATIENCE), (label, self.seen)

    def stop(self) -> None:
        self._stopped = True


def version_when_it_is_not(server: str, old: str) -> str:
    """Return the version that is served as soon as it is another one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (version := httpx.get(f"{server}/healthz").json()["version"]) != old:
            return version
    raise TimeoutError(old)


@dataclass(frozen=True)
class Following:
    """A server, and the folder whose data it follows."""

    folder: Path
    address: str

    def serve(self, label: str) -> str:
        """Publish data with a label, wait until they are served, and return their version."""
        version = publish(self.folder, labelled_tables(label)).partition("-")[2]
        assert becomes_true(lambda: httpx.get(f"{self.address}/healthz").json()["version"] == version)
        return version


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Following]:
    folder = tmp_path_factory.mktemp("followed")
    publish(folder, labelled_tables("first"))
    with serving("--data", str(folder)) as address:
        yield Following(folder, address)


def test_new_versions_are_served_in_order_and_no_request_fails(following):
    following.serve("0")
    with run_in_background(Reader(following.address)) as reader:
        reader.wait_for("0")
        for number in (1, 2, 3):
            publish(following.folder, labelled_tables(str(number)))
            reader.wait_for(str(number))
        for number in (4, 5, 6, 7, 8, 9):
            publish(following.folder, labelled_tables(str(number)))
        reader.wait_for("9")
    assert reader.wrong == []
    assert reader.seen == sorted(reader.seen)
    assert reader.seen[:4] == ["0", "1", "2", "3"]
    assert reader.responses > 100


def test_health_facets_pages_and_tags_all_change_with_the_version(following):
    server = following.address
    paths = ("/facets", "/partnerships.geojson", "/map.json")
    old = following.serve("old")
    tags = [httpx.get(server + path).headers["etag"] for path in paths]
    new = publish(following.folder, labelled_tables("new")).partition("-")[2]
    assert version_when_it_is_not(server, old) == new
    assert httpx.get(f"{server}/facets").json()["version"] == new
    assert f"/map.json?v={new}" in httpx.get(server).text
    for path, tag in zip(paths, tags, strict=True):
        assert httpx.get(server + path, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_sent_before_the_change_still_gets_the_columns_it_was_made_with(following):
    server = following.address
    old, new = following.serve("before"), following.serve("after")
    for version, label in ((old, "before"), (new, "after")):
        columns = httpx.get(f"{server}/map.json?v={version}")
        assert columns.json()["version"] == version
        assert set(columns.json()["partnerships"]["note"]) == {label}
        assert "immutable" in columns.headers["cache-control"]
    plain = httpx.get(f"{server}/map.json")
    assert (plain.json()["version"], plain.headers["cache-control"]) == (new, "no-cache")
    unknown = httpx.get(f"{server}/map.json?v=nosuch")
    assert (unknown.status_code, unknown.headers["retry-after"]) == (503, "1")
    assert unknown.headers["cache-control"] == "no-store"


def test_a_plain_folder_is_followed_too(tmp_path: Path):
    write_plain_folder(tmp_path, "0")
    with serving("--data", str(tmp_path)) as server, run_in_background(Reader(server)) as reader:
        reader.wait_for("0")
        write_plain_folder(tmp_path, "1")
        reader.wait_for("1")
        publish(tmp_path, labelled_tables("2"))
        reader.wait_for("2")
    assert (reader.wrong, reader.seen) == ([], ["0", "1", "2"])


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def run(task: Coroutine[Any, Any, None]) -> None:
    """Run it in a loop of its own: a browser's may be running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, task).result()


def look(manager: DatasetManager, times: int = 3) -> str:
    """Let the watcher look a few times, and return the label of what is served then."""

    async def several() -> None:
        for _ in range(times):
            await manager.check()

    run(several())
    (label,) = set(manager.current.store.dataset.frame["note"])
    return str(label)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("../..", "CURRENT, row 1, column version: '../..': write the name of one folder"),
        ("000009-0123456789ab", "'000009-0123456789ab': no whole version in versions/ has this name"),
        ("", "CURRENT, row 1, column version: ''"),
    ],
)
def test_the_old_version_stays_while_the_new_one_cannot_be_read(tmp_path, caplog, broken, said):
    publish(tmp_path, labelled_tables("old"))
    manager = DatasetManager(tmp_path)
    (tmp_path / "CURRENT").write_text(broken)
    assert look(manager) == "old"
    assert len(faults(caplog)) == 1
    assert said in faults(caplog)[0]
    publish(tmp_path, labelled_tables("mended"))
    assert look(manager) == "mended"
    assert len(faults(caplog)) == 1


def test_faults_in_a_plain_folder_are_said_once_and_what_is_mended_is_served(tmp_path, caplog):
    write_plain_folder(tmp_path, "old")
    manager = DatasetManager(tmp_path)
    whole = (tmp_path / "partnerships.csv").read_bytes()
    (tmp_path / "partnerships.csv").write_bytes(whole.replace(b"sister_city", b"sister"))
    assert look(manager) == "old"
    assert len(faults(caplog)) == 1
    assert "row 2, column kind: 'sister': write one of" in faults(caplog)[0]
    (tmp_path / "partnerships.csv").unlink()
    assert look(manager) == "old"
    assert len(faults(caplog)) == 2
    assert "No such file" in faults(caplog)[1]
    write_plain_folder(tmp_path, "mended")
    assert look(manager) == "mended"
    assert len(faults(caplog)) == 2


def test_data_with_faults_are_read_once_not_at_every_look(tmp_path):
    write_plain_folder(tmp_path, "old")
    manager = DatasetManager(tmp_path)
    file = tmp_path / "partnerships.csv"
    file.write_bytes(file.read_bytes().replace(b"sister_city", b"sister"))
    opened = []
    sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
    assert look(manager, times=5) == "old"
    assert opened.count(str(file)) == 1


def test_thousands_of_faults_do_not_fill_the_log(tmp_path, caplog):
    write_plain_folder(tmp_path, "old")
    manager = DatasetManager(tmp_path)
    rows = "".join(f"s{number},,,\n" for number in range(5000))
    (tmp_path / "sources.csv").write_text("id,title,url,date\n" + rows)
    assert look(manager) == "old"
    assert faults(caplog)[0].count("\n") < 30
    assert faults(caplog)[0].endswith("and 4984 more")


def test_a_file_of_a_plain_folder_that_is_still_being_written_is_left_alone(tmp_path):
    write_plain_folder(tmp_path, "old")
    manager = DatasetManager(tmp_path)
    write_plain_folder(tmp_path, "half written")
    assert look(manager, times=1) == "old"
    write_plain_folder(tmp_path, "written")
    assert look(manager, times=1) == "old"
    assert look(manager, times=1) == "written"


def test_the_data_that_ship_are_not_watched(caplog):
    manager = DatasetManager(None)
    edition = manager.current
    run(manager.watch())
    run(manager.check())
    assert manager.current is edition
    assert faults(caplog) == []


def test_a_server_does_not_start_on_a_folder_whose_version_is_not_whole(tmp_path):
    name = publish(tmp_path, labelled_tables("one"))
    (tmp_path / "versions" / name / "places.csv").unlink()
    done = subprocess.run(
        [*SHIMAI_COMMAND, "serve", "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"CURRENT, row 1, column version: '{name}': no whole version" in done.stderr


def test_a_server_that_watches_stops_cleanly(tmp_path):
    publish(tmp_path, labelled_tables("one"))
    with server_process("--data", str(tmp_path)) as server:
        server.process.terminate()
        server.finish()
    assert any("Granian shutdown completed" in line for line in server.log_lines)
    assert not any("Traceback" in line for line in server.log_lines)
