"""A connection by which requests come as they like: many at once, in any pieces, for anything."""

import gzip
import re
import socket
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.fuzzing import max_examples

PATHS = (
    "/partnerships.geojson?country=PW",
    "/partnerships.geojson?country=DE",
    "/partnerships.geojson?country=XX",
    "/partnerships.geojsonl?country=PW",
    "/partnerships.csv?country=PW",
    "/figure.svg?country=PW",
    "/facets?country=DE",
    "/map.json",
    "/static/vendor/leaflet/leaflet.js",
    "/about?lang=en",
    "/nosuch",
)
MAY_BE_REPEATED = ("link", "vary")
NONCE = re.compile(rb'nonce="[^"]*"')


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    encoding: str
    has_it: bool

    def headers(self, tag: str) -> dict[str, str]:
        known = {"If-None-Match": tag} if self.has_it and tag else {}
        return {"Accept-Encoding": self.encoding, **known}

    def written(self, host: str, tag: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers(tag).items()]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Came:
    """An answer: its status, its headers by their names in small letters, and its body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    def content(self) -> bytes:
        """Return what is in the body, but for what is another each time."""
        is_packed = self.body and self.headers.get("content-encoding") == "gzip"
        return NONCE.sub(b"", gzip.decompress(self.body) if is_packed else self.body)


requests = st.builds(
    Asked,
    st.sampled_from(["GET", "GET", "GET", "HEAD"]),
    st.sampled_from(PATHS),
    st.sampled_from(["identity", "gzip"]),
    st.booleans(),
)


@pytest.fixture(scope="module")
def tags(server) -> dict[str, str]:
    return {path: httpx.get(server + path).headers.get("etag", "") for path in PATHS}


def read(stream: BinaryIO, method: str) -> Came:
    """Read one answer, and no byte of the next."""
    status = int(stream.readline().split()[1])
    headers: dict[str, str] = {}
    while line := stream.readline().rstrip(b"\r\n").decode():
        name, _, value = line.partition(": ")
        assert name.lower() not in headers or name.lower() in MAY_BE_REPEATED
        headers[name.lower()] = value
    if method == "HEAD" or status in (204, 304):
        return Came(status, headers, b"")
    if "content-length" in headers:
        return Came(status, headers, stream.read(int(headers["content-length"])))
    assert headers.get("transfer-encoding") == "chunked", "nothing tells where it ends"
    body = b""
    while size := int(stream.readline(), 16):
        body += stream.read(size)
        assert stream.readline() == b"\r\n"
    assert stream.readline() == b"\r\n"
    return Came(status, headers, body)


@given(sent=st.lists(requests, min_size=1, max_size=12), cuts=st.lists(st.integers(0, 3000), max_size=6))
@settings(max_examples=max_examples(40, 1000), deadline=None)
def test_each_request_is_answered_in_its_turn_as_if_it_were_the_only_one(server, tags, sent, cuts):
    parts = urlsplit(server)
    raw = b"".join(one.written(parts.netloc, tags[one.path]) for one in sent)
    ends = [*sorted(cut for cut in cuts if cut < len(raw)), len(raw)]
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for begin, end in zip([0, *ends], ends, strict=False):
            connection.sendall(raw[begin:end])
        with connection.makefile("rb") as stream:
            came = [read(stream, one.method) for one in sent]
    for one, response in zip(sent, came, strict=True):
        headers = one.headers(tags[one.path])
        alone = httpx.request(one.method, server + one.path, headers=headers)
        assert response.status == alone.status_code
        assert response.headers.get("content-type") == alone.headers.get("content-type")
        assert response.headers.get("etag") == alone.headers.get("etag")
        assert response.content() == NONCE.sub(b"", alone.content)
