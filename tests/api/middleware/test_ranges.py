"""Ranges of bytes: parts of downloads, as FlatGeobuf's readers, GDAL and DuckDB fetch them."""

import concurrent.futures

import httpx
import pytest

from tests.support.http import get

FORMATS = ("geojson", "csv", "xlsx", "gpkg", "kml", "parquet", "fgb", "geojsonl")


@pytest.fixture(scope="module", params=FORMATS)
def download(server: str, request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A path and its whole content."""
    path = f"/partnerships.{request.param}?country=PW"
    return path, get(server, path, **{"Accept-Encoding": "identity"}).content


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=100-", slice(100, None)), ("bytes=-7", slice(-7, None))],
)
def test_a_part_is_that_part_of_the_whole(server, download, asked, part):
    path, whole = download
    response = get(server, path, Range=asked)
    assert response.status_code == 206
    assert response.content == whole[part]
    first, last = range(len(whole))[part][0], range(len(whole))[part][-1]
    assert response.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"
    assert response.headers["content-length"] == str(len(whole[part]))
    assert "content-encoding" not in response.headers


def test_a_download_says_that_it_can_be_had_in_parts(server, download):
    path, whole = download
    head = httpx.head(server + path, headers={"Accept-Encoding": "identity"})
    assert head.headers["accept-ranges"] == "bytes"
    assert head.headers["content-length"] == str(len(whole))


def test_a_part_beyond_the_end_is_refused_with_the_length(server, download):
    path, whole = download
    response = get(server, path, Range=f"bytes={len(whole)}-")
    assert response.status_code == 416
    assert response.headers["content-range"] == f"bytes */{len(whole)}"
    assert response.content == b""


@pytest.mark.parametrize("asked", ["bytes=5-3", "bytes=a-b", "lines=0-9", "bytes=0-1,5-6", "bytes="])
def test_what_is_no_single_range_gets_the_whole_or_416(server, asked):
    response = get(server, "/partnerships.fgb?country=PW", Range=asked)
    assert response.status_code == (416 if asked == "bytes=5-3" else 200)


def test_only_a_current_client_gets_a_part(server):
    path = "/partnerships.fgb?country=PW"
    modified = get(server, path).headers["last-modified"]
    assert get(server, path, **{"Range": "bytes=0-9", "If-Range": modified}).status_code == 206
    for other in ('W/"0"', "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert get(server, path, **{"Range": "bytes=0-9", "If-Range": other}).status_code == 200


def test_a_page_has_no_parts(server):
    response = get(server, "/about", Range="bytes=0-9")
    assert response.status_code == 200
    assert "accept-ranges" not in response.headers


def test_fifty_who_ask_for_one_file_at_once_all_get_it(server):
    with concurrent.futures.ThreadPoolExecutor(50) as clients:
        path = "/partnerships.xlsx?prefecture=01,02,03,04"
        responses = list(clients.map(lambda _: get(server, path), range(50)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1
