"""The application is plain ASGI: uvicorn serves it as Granian does."""

import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.support.paths import ROOT

RUNNING = re.compile(r"running on (http://\S+)")
PATHS = (
    "/healthz",
    "/partnerships.geojson?country=DE",
    "/partnerships.csv?country=PW",
    "/facets?country=DE",
    "/ogc/collections?f=json",
    "/static/js/layer.js",
    "/facets?country=XX",
    "/nosuch",
)
DIFFERENT = ("date", "x-request-id", "last-modified", "transfer-encoding")


@pytest.fixture(scope="module")
def uvicorn() -> Iterator[str]:
    """The address of a server that runs the application on uvicorn."""
    command = (
        sys.executable,
        "-m",
        "uvicorn",
        "api.app:create_app",
        "--factory",
        "--port",
        "0",
        "--no-server-header",
    )
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        yield next(found[1] for line in process.stderr if (found := RUNNING.search(line)))
        process.terminate()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_uvicorn_and_granian_send_the_same_status_headers_and_body(server, uvicorn, path, encoding, method):
    given, expected = (
        httpx.request(method, address + path, headers={"Accept-Encoding": encoding, "Host": "localhost"})
        for address in (uvicorn, server)
    )

    def headers(response: httpx.Response) -> list[tuple[str, str]]:
        return sorted(pair for pair in response.headers.multi_items() if pair[0] not in DIFFERENT)

    assert given.status_code == expected.status_code
    assert headers(given) == headers(expected)
    if path not in ("/nosuch", "/facets?country=XX"):
        assert given.content == expected.content
