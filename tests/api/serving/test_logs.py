"""Logs as JSON lines: one for each request, found by its id; client addresses only where they are wanted."""

import json
import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.serving.logging import AccessFormatter
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_text_tables
from geodata.stores.versions import publish
from tests.support.server import ServerProcess, server_process


@dataclass(frozen=True)
class Written:
    """A server whose log is JSON lines, and the folder of its data, which are those that ship."""

    server: ServerProcess
    folder: Path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder = tmp_path_factory.mktemp("data")
    publish(folder, read_text_tables(shipped_data()))
    with server_process("--log", "json", "--data", str(folder)) as server:
        yield Written(server, folder)


def lines(server: ServerProcess, request_id: str) -> list[dict[str, Any]]:
    """Return what was logged of a request, as soon as its answer is."""

    def is_there(said: list[str]) -> bool:
        return any(request_id in one and '"api.access"' in one for one in said)

    said = server.wait_for(is_there)
    return [json.loads(one) for one in said if request_id in one]


def test_each_answer_is_one_line_with_its_request_route_status_bytes_and_duration(written):
    server = written.server
    path = "/partnerships/osaka-27100-milan-it?lang=ja&utm_source=x"
    response = httpx.get(server.address + path, headers={"Accept-Encoding": "identity"})
    (line,) = lines(server, response.headers["x-request-id"])
    assert line | {"milliseconds": 0, "time": ""} == {
        "time": "",
        "level": "info",
        "logger": "api.access",
        "message": "request",
        "request_id": response.headers["x-request-id"],
        "method": "GET",
        "path": "/partnerships/osaka-27100-milan-it",
        "query": "lang=ja&utm_source=x",
        "route": "/partnerships/{id}",
        "status": 200,
        "bytes": len(response.content),
        "milliseconds": 0,
    }
    assert 0 < line["milliseconds"] < 30_000
    assert line["time"].endswith("+00:00")


def test_a_given_request_id_is_that_of_the_line(written):
    server = written.server
    httpx.get(f"{server.address}/nosuch", headers={"X-Request-ID": "edge-1"})
    (line,) = lines(server, "edge-1")
    assert (line["status"], line["route"]) == (404, "none")


def test_nothing_in_a_request_makes_a_second_line_or_names_its_client(written):
    server = written.server
    response = httpx.get(
        f"{server.address}/a%0A%7B%22level%22%3A%22error%22%7D%0D%0A%1b%5B31m?q=%0A%7B%7D",
        headers={"User-Agent": "secret-agent", "Cookie": "a=secret", "Authorization": "Bearer secret"},
    )
    (line,) = lines(server, response.headers["x-request-id"])
    assert line["path"] == '/a\n{"level":"error"}\r\n\x1b[31m'
    assert "secret" not in json.dumps(line)
    assert "127.0.0.1" not in json.dumps(line)


def test_clients_are_named_where_that_is_asked_for():
    with server_process("--log", "json-clients") as server:
        response = httpx.get(f"{server.address}/healthz", headers={"X-Forwarded-For": "192.0.2.1"})
        (line,) = lines(server, response.headers["x-request-id"])
        assert line["client"] == "192.0.2.1"


def test_everything_that_is_said_is_a_json_line(written):
    (written.folder / "CURRENT").write_text("../..")
    said = written.server.wait_for(lambda said: any("can't be read" in one for one in said))
    for one in said:
        line = json.loads(one)
        assert {"time", "level", "logger", "message"} <= line.keys()
    (fault,) = [json.loads(one) for one in said if "can't be read" in one]
    assert (fault["level"], fault["logger"]) == ("error", "api.dataset_manager")


def test_as_text_a_request_is_one_line_with_its_id():
    fields = {"method": "GET", "path": "/a\nb", "query": "c=d", "status": 200, "milliseconds": 1.5}
    record = logging.makeLogRecord({**fields, "client": "192.0.2.1", "correlation_id": "an-id"})
    assert AccessFormatter().format(record) == '192.0.2.1 [an-id] "GET /a\\nb?c=d" 200 1.5 ms'


def test_as_text_answers_are_not_on_standard_error():
    with server_process() as server:
        httpx.get(f"{server.address}/healthz")
    assert not any("healthz" in one for one in server.log_lines)


def test_quiet_logs_hold_no_line_an_answer_but_when_it_starts_and_stops():
    with server_process("--log", "quiet") as server:
        httpx.get(f"{server.address}/facets")
        httpx.get(f"{server.address}/nosuch")
        server.process.send_signal(signal.SIGTERM)
        said = server.wait_for(lambda lines: any("shutdown completed" in line for line in lines))
    assert not any("/facets" in line or "/nosuch" in line for line in said)
