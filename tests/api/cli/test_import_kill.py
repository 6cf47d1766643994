"""`shimai import` is killed at any moment: the server goes on with whole data, the next import succeeds."""

import csv
import random
import signal
import subprocess
import threading
import time
from functools import cache
from pathlib import Path

import httpx
import pandas as pd
import pytest

import geodata
from tests.support.fuzzing import max_examples
from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND, run_in_background, serving

pytestmark = pytest.mark.slow


KILLS = max_examples(4, 20)
ROWS = 300
LAST_PART = 0.4
"""Of a run, in which every second kill falls: there the new version is written and put in force."""


class Reader:
    """Asks a server for all its data again and again, and notes what is not one whole version."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._stopped = threading.Event()
        self.labels: set[str] = set()
        self.wrong: list[str] = []
        self.responses = 0

    def read(self) -> None:
        with httpx.Client(base_url=self._server, timeout=30) as client:
            while not self._stopped.wait(0.05):
                try:
                    self._note(client.get("/partnerships.geojson"), client.get("/facets"))
                except httpx.HTTPError as error:
                    self.wrong.append(repr(error))

    def _note(self, *responses: httpx.Response) -> None:
        self.responses += len(responses)
        self.wrong += [str(response) for response in responses if response.status_code != 200]
        features = responses[0].json()["features"]
        labels = {feature["properties"]["note"] for feature in features}
        if len(labels) != 1 or len(features) != ROWS:
            self.wrong.append(f"{len(features)} partnerships of {sorted(labels)}")
        self.labels |= labels

    def stop(self) -> None:
        self._stopped.set()


@cache
def known() -> pd.DataFrame:
    """Real partnerships, no two of the same places."""
    frame = geodata.load().frame
    return frame.drop_duplicates(["municipality_code", "country", "partner"]).head(ROWS)


def write_list(path: Path, label: str) -> None:
    """Write a list of real partnerships whose every row bears a label."""
    fields = ("id", "municipality_code", "partner", "partner_admin1", "partner_level", "country", "kind")
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow([*fields, "partner_lon", "partner_lat", "note"])
        for row in known().itertuples():
            *_, line = getattr(row.geometry, "geoms", [row.geometry])
            *_, point = line.coords
            writer.writerow([*(getattr(row, field) for field in fields), *point, label])


def start_import(path: Path, data: Path) -> subprocess.Popen[bytes]:
    command = [*SHIMAI_COMMAND, "import", str(path), "--data", str(data), "--fresh"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def label_in_force(data: Path) -> str:
    dataset = geodata.load(data)
    assert len(dataset) == ROWS
    (label,) = set(dataset.frame["note"])
    return str(label)


def test_kill_9_at_many_moments_of_an_import_and_no_request_fails(tmp_path):
    data, path = tmp_path / "data", tmp_path / "list.csv"
    write_list(path, "run 0")
    began = time.monotonic()
    assert start_import(path, data).wait() == 0
    whole_run = time.monotonic() - began
    assert label_in_force(data) == "run 0"

    moments = random.Random(2026)  # noqa: S311 - to be repeated, not to be secret
    killed = 0
    with serving("--data", str(data)) as server, run_in_background(Reader(server)) as reader:
        for number in range(1, KILLS + 1):
            before = label_in_force(data)
            write_list(path, f"run {number}")
            earliest = whole_run * (1 - LAST_PART) if number % 2 else 0.0
            child = start_import(path, data)
            try:
                child.wait(timeout=moments.uniform(earliest, whole_run))
            except subprocess.TimeoutExpired:
                child.kill()
                killed += child.wait() == -signal.SIGKILL
            assert label_in_force(data) in (before, f"run {number}")
            if number % (KILLS // 2) == 0:
                assert start_import(path, data).wait() == 0
                assert label_in_force(data) == f"run {number}"
    assert reader.wrong == []
    assert reader.responses > KILLS
    assert "run 0" in reader.labels
    assert killed >= KILLS // 2
    assert [entry.name for entry in (data / "versions").iterdir() if entry.name.startswith(".")] == []
