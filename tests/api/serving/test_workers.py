"""Several processes serve: one that dies takes no request of another with it, and is replaced."""

import os
import signal
import subprocess
from pathlib import Path

import httpx
import pytest

from geodata.stores.versions import publish
from tests.support.labelled_data import labelled_tables
from tests.support.server import (
    SHIMAI_COMMAND,
    ServerProcess,
    becomes_true,
    metric_value,
    run_in_background,
    server_process,
)

pytestmark = pytest.mark.slow


WORKERS = 2


def started(server: ServerProcess) -> int:
    return sum("Started worker-" in one for one in server.log_lines)


class Asker:
    """Asks again and again, on a new connection each time, and notes what fails."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._stopped = False
        self.responses = 0
        self.failed: list[str] = []

    def read(self) -> None:
        while not self._stopped:
            try:
                httpx.get(f"{self._server}/healthz").raise_for_status()
                self.responses += 1
            except httpx.HTTPError as error:
                self.failed.append(repr(error))

    def stop(self) -> None:
        self._stopped = True


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    publish(folder, labelled_tables("here"))
    options = ("--data", str(folder), "--url", "https://map.example.org", "--log", "json")
    with server_process("--workers", str(WORKERS), *options) as server:
        server.wait_for(lambda said: started(server) == WORKERS, timeout=120)
        yield server


def test_a_killed_worker_is_replaced_and_only_its_own_requests_fail(several):
    before = several.workers()
    assert len(before) == WORKERS
    with run_in_background(Asker(several.address)) as asker:
        assert becomes_true(lambda: asker.responses > 50)
        victim = max(before)
        os.kill(victim, signal.SIGKILL)
        several.wait_for(lambda said: started(several) == WORKERS + 1, timeout=120)
        answered = asker.responses
        assert becomes_true(lambda: asker.responses > answered + 50)
    assert len(asker.failed) <= 1
    after = several.workers()
    assert len(after) == WORKERS
    assert victim not in after
    assert before - {victim} <= after


def test_the_metrics_of_any_worker_are_those_of_all(several):
    line = 'shimai_http_requests_total{method="GET",route="/robots.txt",status="2xx"}'
    before = metric_value(several.address, line)
    for _ in range(20):
        httpx.get(f"{several.address}/robots.txt")
    assert {metric_value(several.address, line) for _ in range(10)} == {before + 20}
    assert metric_value(several.address, "shimai_http_requests_in_progress") == 1


def test_settings_reach_every_worker(several):
    for _ in range(20):
        assert "Sitemap: https://map.example.org/" in httpx.get(f"{several.address}/robots.txt").text
        features = httpx.get(f"{several.address}/partnerships.geojson").json()["features"]
        assert {feature["properties"]["note"] for feature in features} == {"here"}


def test_several_workers_stop_as_one():
    with server_process("--workers", str(WORKERS)) as server:
        server.wait_for(lambda said: started(server) == WORKERS, timeout=120)
        # A worker stops at once when it has begun to serve: so many new connections reach both.
        for _ in range(50):
            httpx.get(f"{server.address}/healthz")
        pids = server.workers()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=30)
        assert becomes_true(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))
    assert not any("Traceback" in one for one in server.log_lines)


def test_data_that_cannot_be_read_keep_several_workers_from_starting_with_a_message(tmp_path):
    publish(tmp_path, labelled_tables("one"))
    (tmp_path / "CURRENT").write_text("../..")
    command = [*SHIMAI_COMMAND, "serve", "--workers", "2", "--port", "0", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "write the name of one folder" in done.stderr
    assert "Traceback" not in done.stderr
