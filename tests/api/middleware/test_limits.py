"""What one client may send and hold: the rest is refused, and the others are served meanwhile."""

import re
import resource
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.support.http import connect, read_to_end, send_raw
from tests.support.server import becomes_true, serving

PATIENCE = 1.0
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def impatient() -> Iterator[str]:
    """A server that waits a second for the head of a request."""
    with serving("--request-timeout", str(PATIENCE)) as address:
        yield address


def test_an_address_that_is_too_long_is_a_problem(server):
    response = httpx.get(f"{server}/facets?q=" + "a" * 33_000)
    assert (response.status_code, response.headers["content-type"]) == (414, "application/problem+json")
    assert response.json()["detail"] == "The address is longer than 32768 bytes."
    assert httpx.get(f"{server}/facets?q=" + "a" * 32_000).status_code == 400


def test_too_many_parameters_are_a_problem(server):
    response = httpx.get(f"{server}/facets?" + "&".join(["country=US"] * 1001))
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert response.json()["detail"] == "The address has more than 1000 parameters."
    assert httpx.get(f"{server}/facets?" + "&".join(["country=US"] * 1000)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_a_large_body_is_refused_unread_and_its_connection_closed(server, method):
    raw = f"{method} /facets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
    said = send_raw(server, raw.encode())
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nconnection: close\r\n" in said.lower()


def test_a_body_of_unknown_length_is_refused(server):
    raw = b"GET /facets HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    assert send_raw(server, raw).startswith(b"HTTP/1.1 411 ")


def test_http_1_0_needs_no_host_as_health_checks_have_none(server):
    assert send_raw(server, b"OPTIONS /healthz HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 405 ")
    assert send_raw(server, b"GET /healthz HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 ")
    robots = send_raw(server, b"GET /robots.txt HTTP/1.0\r\n\r\n")
    assert f"Sitemap: {server}/sitemap.xml".encode() in robots
    refused = send_raw(server, b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert refused.startswith(b"HTTP/1.1 400 ")
    assert b"HTTP/1.1 requires a Host header." in refused


def test_a_small_body_is_passed_over(server):
    assert httpx.request("GET", f"{server}/healthz", content=b"x" * 1000).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_are_refused_and_told_which_are_allowed(server, method):
    for path in ("/", "/facets", "/partnerships.csv", "/ogc", "/readyz", "/metrics", "/static/icon.svg"):
        response = httpx.request(method, server + path)
        assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD"), path
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 500_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 101 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000,
    ],
    ids=["address", "header", "header in one piece", "many headers", "without end"],
)
def test_a_head_that_is_too_large_is_refused(server, head):
    assert send_raw(server, head).startswith(b"HTTP/1.1 431 ")
    assert httpx.get(f"{server}/healthz").status_code == 200


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100, b"HTTP/1.1 400 "),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"HTTP/1.1 411 ",
        ),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            b"HTTP/1.1 400 ",
        ),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", b"HTTP/1.1 400 "),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n", b"HTTP/1.1 400 "),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b""),
    ],
    ids=["tls", "two lengths", "unequal lengths", "space before a colon", "folded", "http2"],
)
def test_what_two_servers_could_read_differently_is_refused(server, raw, refusal):
    response = send_raw(server, raw)
    assert response.startswith(refusal)
    assert b"HTTP/1.1 200 " not in response


@pytest.mark.parametrize("begun", [b"", b"GET /healthz HTTP/1.1\r\nHost: local"])
def test_a_connection_that_does_not_finish_its_head_is_closed(impatient, begun):
    began = time.monotonic()
    said = send_raw(impatient, begun)
    assert PATIENCE * 0.9 < time.monotonic() - began < PATIENCE + 5
    assert said == b""


def test_a_client_that_sends_a_byte_now_and_then_wins_no_time(impatient):
    began = time.monotonic()
    with connect(impatient) as connection:
        connection.settimeout(0.05)
        is_closed = False
        for byte in (bytes([one]) for one in b"GET / HTTP/1.1\r\nX: " + b"a" * 10_000):
            try:
                connection.sendall(byte)
                is_closed = connection.recv(1000) == b""
                break
            except TimeoutError:
                continue
            except ConnectionError:
                is_closed = True
                break
        assert is_closed
    assert time.monotonic() - began < PATIENCE + 5


def test_the_second_request_of_a_connection_has_no_more_time_than_the_first(impatient):
    began = time.monotonic()
    with connect(impatient) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HT")
        said = read_to_end(connection)
    assert said.startswith(b"HTTP/1.1 200 ")
    assert said.count(b"HTTP/1.1 ") == 1
    assert time.monotonic() - began < PATIENCE + 5


def test_an_answer_may_take_longer_than_a_head(impatient):
    with connect(impatient) as connection:
        connection.sendall(b"GET /figure.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert read_to_end(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("number", "next_"),
    [(1, b"GET /healthz HT"), (2, b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000), (3, b"no HTTP\r\n\r\n")],
    ids=["unfinished", "too large", "malformed"],
)
def test_nothing_is_written_into_an_answer_because_of_what_comes_after_its_request(impatient, number, next_):
    request = b"GET /figure.png?width=%d&dpi=300 HTTP/1.1\r\nHost: localhost\r\n\r\n" % (400 + number)
    with connect(impatient) as connection:
        connection.sendall(request + next_)
        head, _, body = read_to_end(connection).partition(b"\r\n\r\n")
    length = int(re.search(rb"content-length: ([0-9]+)", head)[1])
    assert head.startswith(b"HTTP/1.1 200 ")
    assert body[:length].endswith(b"IEND\xaeB`\x82")
    assert len(body) == length or body[length:].startswith(b"HTTP/1.1 4")


def test_many_small_requests_in_one_go_are_no_large_head(server):
    one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100 + b"\r\n\r\n"
    with connect(server) as connection:
        connection.sendall(
            one * 1000 + b"GET /nosuch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        said = read_to_end(connection)
    assert [said.count(b"HTTP/1.1 200 "), said.count(b"HTTP/1.1 431 ")] == [1000, 0]


@pytest.mark.parametrize("more", [b"\r\n", b"\n"])
def test_bytes_that_begin_no_request_keep_no_connection_open(impatient, more):
    began = time.monotonic()
    with connect(impatient) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
        connection.sendall(more)
        read_to_end(connection)
    assert time.monotonic() - began < PATIENCE + 5


def test_requests_sent_all_at_once_are_answered_in_order(server):
    with connect(server) as connection:
        connection.sendall(
            b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3
            + b"GET /nosuch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        said = read_to_end(connection)
    assert [said.count(b"HTTP/1.1 200 "), said.count(b"HTTP/1.1 404 ")] == [3, 1]
    assert said.rindex(b"HTTP/1.1 200 ") < said.index(b"HTTP/1.1 404 ")


def _room() -> int:
    """Return how many connections this process may open, at most 10,000."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return min(10_000, most - 500)


@pytest.mark.slow
def test_thousands_of_idle_connections_keep_no_one_else_from_being_served():
    wanted = _room()
    with serving("--max-connections", "20000", "--request-timeout", "60") as server, ExitStack() as open_:
        idle = [open_.enter_context(connect(server)) for _ in range(wanted)]
        for number, connection in enumerate(idle):
            if number % 2:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
        began = time.monotonic()
        responses = [httpx.get(server + path) for path in ("/healthz", "/facets", "/", "/partnerships.csv")]
        assert [response.status_code for response in responses] == [200] * 4
        assert time.monotonic() - began < 10
        for connection in (idle[0], idle[-2]):
            connection.sendall(WHOLE)
            assert read_to_end(connection).startswith(b"HTTP/1.1 200 ")
    assert wanted >= 400


def test_beyond_so_many_connections_one_more_waits_and_is_served_once_there_is_room():
    with serving("--max-connections", "10", "--request-timeout", "60") as server:
        with ExitStack() as open_, ExitStack() as waiting:
            for _ in range(20):
                open_.enter_context(connect(server))
            late = waiting.enter_context(connect(server))
            late.sendall(WHOLE)
            late.settimeout(0.5)
            with pytest.raises(TimeoutError):
                late.recv(1)
            open_.close()
            late.settimeout(30)
            assert read_to_end(late).startswith(b"HTTP/1.1 200 ")
        assert becomes_true(lambda: send_raw(server, WHOLE).startswith(b"HTTP/1.1 200 "))
