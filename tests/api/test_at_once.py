"""Answers that are given at once, without a task of their own: in all that one sees they are as any other."""

import http.client
import json
import socket
from contextlib import closing, suppress
from urllib.parse import urlsplit

import httpx
import pytest

from tests.serving import THE_LONG_WAY, running

NEVER_ALIKE = ("x-request-id", "date")


def get(server: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(server + path, headers={"Accept-Encoding": "identity"} | headers, timeout=30)


def told(answer: httpx.Response) -> list[tuple[str, str]]:
    return sorted(pair for pair in answer.headers.multi_items() if pair[0] not in NEVER_ALIKE)


def exchange(server: str, raw: bytes) -> bytes:
    """Return all that comes until the server closes."""
    parts = urlsplit(server)
    said = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(raw)
        with suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                said += piece
    return said


@pytest.mark.parametrize(
    "path",
    [
        "/partnerships.geojson?country=DE",
        "/partnerships.geojson?q=M%C3%BCnchen+Sapporo",
        "/partnerships.geojson?bbox=170,-60,-170,60",
        "/partnerships.geojson?country=AQ",
        "/partnerships.geojsonl?country=PW",
        "/partnerships.geojson?country=XX",
        "/facets?country=DE",
        "/figure.svg?country=PW",
    ],
)
@pytest.mark.parametrize("times", [1, 3])
def test_an_answer_at_once_says_what_the_application_says(server, path, times):
    for _ in range(times):
        at_once = get(server, path)
    asked = get(server, path, **THE_LONG_WAY)
    assert at_once.status_code == asked.status_code
    assert told(at_once) == told(asked)
    assert at_once.content == asked.content


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "br"])
@pytest.mark.parametrize("path", ["/static/vendor/leaflet/leaflet.js", "/map.json", "/partnerships.csv"])
def test_an_encoded_answer_that_is_kept_says_where_it_ends(server, path, encoding):
    parts = urlsplit(server)
    with closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)) as connection:
        for _ in range(4):
            connection.request("GET", path, headers={"Accept-Encoding": encoding})
            answer = connection.getresponse()
            length = answer.headers["content-length"]
            assert answer.headers["content-encoding"] == encoding
            assert not answer.will_close
            body = answer.read()
    assert length == str(len(body))


def test_a_client_that_has_an_answer_gets_304_at_once_with_the_same_headers(server):
    path = "/partnerships.geojson?country=FR"
    tag = get(server, path).headers["etag"]
    first, second = (get(server, path, **{"If-None-Match": tag}) for _ in range(2))
    asked = get(server, path, **THE_LONG_WAY, **{"If-None-Match": tag})
    assert (first.status_code, second.status_code, asked.status_code) == (304, 304, 304)
    assert told(first) == told(second) == told(asked)
    assert first.content == b""


def test_requests_sent_in_one_go_are_answered_in_their_order(server):
    paths = ["/partnerships.geojson?country=PW", "/figure.png?country=PW", "/partnerships.geojson?country=PW",
             "/healthz", *["/partnerships.geojsonl?country=PW"] * 300]  # fmt: skip
    raw = "".join(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n" for path in paths)
    said = exchange(
        server, raw.encode() + b"GET /nosuch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    types = [line.split(b": ")[1] for line in said.split(b"\r\n") if line.startswith(b"content-type: ")]
    assert types[:4] == [b"application/geo+json", b"image/png", b"application/geo+json", b"application/json"]
    assert types[4:-1] == [b"application/x-ndjson"] * 300
    assert said.count(b"HTTP/1.1 200 OK\r\n") == 304
    assert said.count(b"HTTP/1.1 404 Not Found\r\n") == 1


@pytest.mark.parametrize(
    "head", [b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"GET %b HTTP/1.0\r\n\r\n"]
)
def test_a_client_that_wants_no_more_is_told_so_and_let_go(server, head):
    said = exchange(server, head % b"/partnerships.geojson?country=PW")
    assert said.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nconnection: close\r\n" in said
    assert said.endswith(b"]}")


def test_an_answer_at_once_is_counted_and_logged():
    with running("--log", "json") as own:
        answer = get(own.address, "/partnerships.geojson?country=PW", **{"X-Request-ID": "seen-17"})
        counted = get(own.address, "/metrics").text
        own.wait_for(lambda said: any("seen-17" in line for line in said))
        lines = [json.loads(line) for line in own.said if "seen-17" in line]
    assert answer.headers["x-request-id"] == "seen-17"
    labels = '{method="GET",route="/partnerships.geojson",status="2xx"}'
    assert f"shimai_http_requests_total{labels} 1.0" in counted
    assert [(line["path"], line["query"], line["status"], line["bytes"]) for line in lines] == [
        ("/partnerships.geojson", "country=PW", 200, len(answer.content))
    ]
