"""Caching: ETags, dates, content encodings and the response cache."""

import gzip
import os
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import brotli
import httpx
import pytest
import zstandard

from api.middleware.compression import choose_encoding
from api.middleware.conditional import release
from api.middleware.response_cache import CachedResponse, ResponseCache
from geodata.stores.versions import publish
from tests.support.labelled_data import labelled_tables
from tests.support.server import serving

BODIES = (
    "/partnerships.geojson",
    "/partnerships.geojson?country=PE",
    "/partnerships.geojsonl?country=PE",
    "/partnerships.csv?country=PE",
    "/facets",
    "/ogc/collections/partnerships/items?country=PE&f=json",
    "/openapi.json",
    "/sitemap.xml",
    "/robots.txt",
    "/static/js/map/layer.js",
    "/figure.svg?country=PE",
    "/ogc/collections/partnerships/tiles/WebMercatorQuad/0/0/0?f=mvt",
)
PAGES = ("/", "/embed?country=PE", "/table", "/about", "/countries/PE", "/municipalities/27100", "/compare")
DECODERS = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


def get_raw(address: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """Return an answer and its body as it was sent."""
    with httpx.stream("GET", address, headers=headers) as response:
        return response, b"".join(response.iter_raw())


@pytest.mark.parametrize("path", [*BODIES, *PAGES])
def test_whoever_has_an_answer_gets_304_without_it(server, path):
    first = httpx.get(server + path)
    assert first.status_code == 200
    again = httpx.get(server + path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers.get("vary") == first.headers.get("vary")
    assert "content-security-policy" not in again.headers, "it would shut out the scripts of the page kept"
    dated = httpx.get(server + path, headers={"If-Modified-Since": first.headers["last-modified"]})
    assert (dated.status_code, dated.content) == (304, b"")


@pytest.mark.parametrize("path", ["/partnerships.geojson?country=PE", "/", "/facets"])
def test_whoever_has_an_older_answer_gets_the_whole(server, path):
    for known in (
        {"If-None-Match": '"older"'},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        # Where both are given, the tag counts (RFC 9110, section 13.1.3).
        {"If-None-Match": '"older"', "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"},
    ):
        response = httpx.get(server + path, headers=known)
        assert (response.status_code, len(response.content) > 100) == (200, True)


@pytest.mark.parametrize(
    "path",
    ["/partnerships/unknown", "/countries/ZZ", "/figure.svg?partnership=unknown", "/sitemap.xml?part=9999"],
)
def test_a_page_that_does_not_exist_matches_no_etag(server, path):
    assert httpx.get(server + path, headers={"If-None-Match": "*"}).status_code == 404


def test_any_etag_matches_what_exists(server):
    for path in ("/", "/facets", "/partnerships.csv"):
        assert httpx.get(server + path, headers={"If-None-Match": "*"}).status_code == 304


def test_a_page_in_another_language_is_another_answer(server):
    english = httpx.get(f"{server}/about", headers={"Accept-Language": "en"})
    known = {"If-None-Match": english.headers["etag"], "Accept-Language": "ja"}
    assert httpx.get(f"{server}/about", headers=known).status_code == 200


@pytest.mark.parametrize("encoding", list(DECODERS))
@pytest.mark.parametrize("path", [*BODIES[:5], "/", "/static/js/map/layer.js"])
def test_text_is_sent_in_the_encoding_that_the_client_accepts(server, path, encoding):
    response, sent = get_raw(server + path, **{"Accept-Encoding": encoding})
    plain, whole = get_raw(server + path, **{"Accept-Encoding": "identity"})
    assert response.headers["content-encoding"] == encoding
    assert "accept-encoding" in response.headers["vary"].lower()
    assert "accept-encoding" in plain.headers["vary"].lower()
    assert "content-encoding" not in plain.headers
    if path != "/":  # Two answers of a page differ by their nonces.
        assert DECODERS[encoding](sent) == whole
    assert len(sent) < len(whole) * 0.7


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (b"", ""),
        (b"gzip", "gzip"),
        (b"gzip, deflate, br, zstd", "zstd"),
        (b"br;q=1.0, gzip;q=0.8", "br"),
        (b"gzip;q=1.0, br;q=0.5", "gzip"),
        (b"gzip;q=0", ""),
        (b"*", "zstd"),
        (b"*;q=0.5, zstd;q=0", "br"),
        (b"identity;q=1, gzip;q=0.5", ""),
        (b"GZIP", "gzip"),
        (b"gzip;q=x", ""),
        (b"deflate", ""),
    ],
)
def test_the_encoding_is_the_one_that_the_client_likes_best(accepted, chosen):
    assert choose_encoding(accepted) == chosen


@pytest.mark.parametrize("path", ["/partnerships.xlsx?country=PE", "/figure.png?country=PE&width=90"])
def test_what_is_compressed_in_itself_is_sent_as_it_is(server, path):
    response, sent = get_raw(server + path, **{"Accept-Encoding": "zstd, br, gzip"})
    assert "content-encoding" not in response.headers
    assert len(sent) == int(response.headers["content-length"])


def test_a_body_that_is_streamed_is_encoded_whole(server):
    response, sent = get_raw(f"{server}/partnerships.kml", **{"Accept-Encoding": "gzip"})
    assert "content-length" not in response.headers
    assert zlib.decompress(sent, wbits=31).rstrip().endswith(b"</kml>")


def test_head_tells_the_length_of_what_get_sends(server):
    address = f"{server}/partnerships.geojson?country=PE"
    for encoding in ("gzip", "identity"):
        head_response = httpx.head(address, headers={"Accept-Encoding": encoding})
        _, sent = get_raw(address, **{"Accept-Encoding": encoding})
        assert (int(head_response.headers["content-length"]), head_response.content) == (len(sent), b"")


def test_an_answer_is_the_same_byte_by_byte_each_time_it_is_asked_for(server):
    address = f"{server}/partnerships.geojson?country=FR&year=2001"
    accepts = ("gzip", "zstd", "identity", "gzip", "zstd", "identity", "br", "br")
    with ThreadPoolExecutor(8) as threads:
        responses = list(
            threads.map(lambda one: (one, get_raw(address, **{"Accept-Encoding": one})[1]), accepts * 3)
        )
    for encoding in set(accepts):
        assert len({body for one, body in responses if one == encoding}) == 1


def test_a_part_of_a_file_may_be_asked_for(server):
    whole = httpx.get(f"{server}/static/js/map/layer.js", headers={"Accept-Encoding": "identity"}).content
    part = httpx.get(f"{server}/static/js/map/layer.js", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, whole[:10])


def test_a_static_file_under_another_mark_is_not_kept_for_ever(server):
    response = httpx.get(f"{server}/static/js/map/layer.js?v=00000000")
    assert response.headers["cache-control"] == "no-cache"


def test_data_may_be_shown_from_a_cache_while_it_looks_for_newer_ones(server):
    head_response = httpx.get(f"{server}/facets").headers["cache-control"]
    assert head_response == "public, max-age=60, stale-while-revalidate=600"


def test_other_software_has_other_etags(tmp_path):
    for package in ("api", "viewer", "geodata"):
        (tmp_path / package).mkdir()
    page = tmp_path / "viewer" / "page.html"
    digests = []
    for content in ("<p>one</p>", "<p>two</p>"):
        page.write_text(content)
        release.cache_clear()
        digests.append(release(tmp_path))
    assert digests[0] != digests[1]


def url(path: str) -> tuple[str, bytes | None, str, bytes]:
    return "http", b"localhost", path, b""


def test_kept_answers_make_room_for_others():
    cache = ResponseCache(max_bytes=24_000)
    response = CachedResponse(200, [(b"etag", b'"1"')], b"x" * 900)
    for path in "abcd":
        cache.put(url(path), {}, response)
    assert cache.get(url("a"), {}) == response
    cache.put(url("e"), {}, response)
    found = [path for path in "abcde" if cache.get(url(path), {}) is not None]
    assert found == ["a", "c", "d", "e"]


def test_a_kept_answer_is_found_by_the_headers_that_it_varies_with():
    cache = ResponseCache()
    for language in (b"en", b"ja"):
        response = CachedResponse(200, [(b"vary", b"Accept-Language")], language)
        cache.put(url("page"), {b"accept-language": language, b"accept": b"a"}, response)
    assert cache.get(url("page"), {b"accept-language": b"ja", b"accept": b"b"}).body == b"ja"
    assert cache.get(url("page"), {b"accept-language": b"de"}) is None


def test_an_answer_that_would_take_all_room_is_not_kept():
    cache = ResponseCache(max_bytes=24_000)
    cache.put(url("a"), {}, CachedResponse(200, [], b"x" * 6001))
    assert cache.get(url("a"), {}) is None


def test_what_is_found_by_too_much_is_not_kept():
    cache = ResponseCache()
    response = CachedResponse(304, [(b"vary", b"Accept")], b"")
    cache.put(url("a" * 2000), {}, response)
    cache.put(url("a"), {b"if-none-match": b"b" * 2000}, response)
    cache.put(url("a"), {b"accept": b"c" * 2000}, response)
    cache.put(url("a"), {b"accept": b"d"}, response)
    assert cache.get(url("a" * 2000), {}) is None
    assert cache.get(url("a"), {b"if-none-match": b"b" * 2000}) is None
    assert cache.get(url("a"), {b"accept": b"c" * 2000}) is None
    assert cache.get(url("a"), {b"accept": b"d"}) is response


def test_what_is_kept_for_who_has_an_answer_is_not_given_to_who_has_not(server):
    address = f"{server}/partnerships.geojson?country=CL&year=1999"
    tag = httpx.get(address).headers["etag"]
    for _ in range(3):
        assert httpx.get(address, headers={"If-None-Match": tag}).status_code == 304
        assert httpx.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
        whole = httpx.get(address)
        assert (whole.status_code, whole.json()["type"]) == (200, "FeatureCollection")
        assert httpx.head(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "twice", "once"),
    [
        ("/facets?country=CA", {"Accept-Encoding": ["br", "identity"]}, {}),
        ("/facets?country=CL", {"Accept-Encoding": ["zstd", "gzip"]}, {"Accept-Encoding": "gzip"}),
        (
            "/ogc/collections",
            {"Accept": ["application/json", "text/html"], "Accept-Language": ["en", "ja"]},
            {"Accept": "text/html", "Accept-Language": "ja"},
        ),
    ],
)  # fmt: skip
def test_who_sends_a_header_twice_spoils_no_answer_for_others(server, path, twice, once):
    plain, _ = get_raw(server + path, **once)
    lines = [(name, value) for name, values in twice.items() for value in values]
    with httpx.Client() as client:
        for _ in range(4):
            client.get(server + path, headers=lines)
    again, _ = get_raw(server + path, **once)
    for name in ("content-type", "content-encoding", "content-language"):
        assert again.headers.get(name) == plain.headers.get(name)


def test_going_back_to_an_older_version_is_a_change(tmp_path):
    first = publish(tmp_path, labelled_tables("first"))
    publish(tmp_path, labelled_tables("second"))
    with serving("--data", str(tmp_path)) as server:
        second = httpx.get(f"{server}/facets")
        (tmp_path / "CURRENT").write_text(f"{first}\n")
        later = time.time() + 5
        os.utime(tmp_path / "CURRENT", (later, later))
        end = time.monotonic() + 30
        while httpx.get(f"{server}/healthz").json()["version"] != first.partition("-")[2]:
            assert time.monotonic() < end
        condition = {"If-Modified-Since": second.headers["last-modified"]}
        assert httpx.get(f"{server}/facets", headers=condition).status_code == 200


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("If-Match", "*", 200),
        ("If-Match", '"another"', 412),
        ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 412),
        ("If-Unmodified-Since", "Thu, 01 Jan 2099 00:00:00 GMT", 200),
        ("If-Unmodified-Since", "yesterday", 200),
    ],
)
def test_a_precondition_that_fails_is_said_again_and_again(server, header, value, status):
    for _ in range(3):  # The response is cached from the second request on.
        response = httpx.get(f"{server}/facets?country=PW", headers={header: value})
        assert response.status_code == status
        assert bool(response.content) is (status == 200)
