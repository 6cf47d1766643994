"""Headers of every answer: what a browser may do with it, and that nothing a client sends gets into them."""

import re

import httpx
import pytest

from tests.support.http import get, send_raw
from tests.support.server import serving

PAGES = (
    "/", "/table", "/about", "/compare?country=US,CN", "/partnerships/osaka-27100-san-francisco-us",
    "/municipalities/27100", "/municipalities/27000", "/countries/BR", "/standalone.html", "/docs",
    "/?country=XX", "/countries/XX", "/ogc?f=html", "/ogc/collections?f=html",
    "/ogc/collections/partnerships/items?f=html",
)  # fmt: skip
EMBEDS = ("/embed", "/embed?partnership=osaka-27100-milan-it", "/embed?country=XX")
DATA = (
    "/partnerships.geojson?country=PW", "/partnerships.csv?country=PW", "/partnerships.xlsx?country=PW",
    "/facets", "/map.json", "/figure.svg?country=PW", "/oembed", "/ogc", "/ogc/collections", "/sitemap.xml",
    "/robots.txt", "/openapi.json", "/healthz", "/readyz", "/metrics", "/nosuch", "/facets?nosuch=1",
    "/static/icon.svg", "/static/nosuch.js",
)  # fmt: skip
HTML = {"Accept": "text/html"}


def get_page(server: str, path: str, **headers: str) -> httpx.Response:
    return get(server, path, **HTML | headers)


@pytest.mark.parametrize("path", [*PAGES, *EMBEDS, *DATA])
def test_every_answer_has_the_headers_that_keep_a_browser_safe_and_sets_no_cookie(server, path):
    headers = get_page(server, path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "http:" not in policy
    if headers["content-type"].startswith("image/svg"):
        assert "sandbox" in policy
        assert "script-src" not in policy
    else:
        is_page = headers["content-type"].startswith("text/html")
        assert ("script-src 'self' 'nonce-" in policy) is is_page, "only a page has scripts of its own"
        assert "unsafe" not in policy
        assert "base-uri 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in headers["permissions-policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["x-request-id"])
    assert "set-cookie" not in headers
    assert headers["server"] == "shimai"
    assert "strict-transport-security" not in headers
    assert all(headers.get_list(name) == [value] for name, value in headers.items() if name != "vary")


@pytest.mark.parametrize("path", PAGES)
def test_no_other_site_may_frame_a_page_or_use_it_as_a_part(server, path):
    headers = get_page(server, path).headers
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", EMBEDS)
def test_every_site_may_frame_the_map_alone(server, path):
    headers = get_page(server, path).headers
    assert "x-frame-options" not in headers
    assert "frame-ancestors" not in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("path", DATA)
def test_every_site_may_use_data_and_static_files_but_not_frame_them(server, path):
    headers = get_page(server, path, Accept="*/*").headers
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", [path for path in (*PAGES, *EMBEDS) if "standalone" not in path])
def test_no_page_has_a_script_or_style_of_its_own_without_the_nonce(server, path):
    response = get_page(server, path)
    nonce = re.search("'nonce-([^']+)'", response.headers["content-security-policy"])[1]
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", response.text):
        assert "src=" in tag or f'nonce="{nonce}"' in tag or 'type="application/' in tag, tag
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", response.text)
    assert "javascript:" not in response.text
    assert (
        get_page(server, path).headers["content-security-policy"]
        != response.headers["content-security-policy"]
    )


def test_an_answer_that_is_not_sent_again_keeps_the_policy_that_the_client_has(server):
    tag = get_page(server, "/facets").headers["etag"]
    again = get_page(server, "/facets", **{"If-None-Match": tag})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers
    assert again.headers["x-content-type-options"] == "nosniff"


def test_browsers_are_told_to_stay_with_https_only_where_the_public_comes_by_it(server):
    secure = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    lasting = get_page(server, "/", **secure).headers["strict-transport-security"]
    assert lasting == "max-age=31536000"
    with serving("--url", "https://map.example.org", "--trusted-proxies", "") as known:
        assert get_page(known, "/").headers["strict-transport-security"] == lasting
    with serving("--trusted-proxies", "192.0.2.1") as unknown:
        assert "strict-transport-security" not in get_page(unknown, "/", **secure).headers


HOSTILE = (
    'evil.example"><script>alert(1)</script>',
    "evil.example/path",
    "evil.example?x=",
    "evil.example#",
    "user:pass@evil.example",
    "evil.example:80:80",
    "evil example",
    "-evil.example",
    "",
    "\u00e9vil.example",
)


@pytest.mark.parametrize("host", HOSTILE)
def test_a_host_header_that_is_no_host_is_refused(server, host):
    response = httpx.get(f"{server}/about", headers={"Host": host.encode()})
    assert response.status_code == 400
    assert "evil" not in response.text


@pytest.mark.parametrize(
    "hosts",
    [b"", b"Host: one.example\r\nHost: two.example\r\n", b"Host: one.example\r\nHost: one.example\r\n"],
)
def test_a_request_names_exactly_one_host(server, hosts):
    said = send_raw(server, b"GET /about HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 400 ")


LINKED = (
    "/about", "/partnerships/osaka-27100-milan-it", "/sitemap.xml", "/robots.txt", "/ogc", "/ogc/collections",
    "/?lang=ja",
)  # fmt: skip


@pytest.mark.parametrize("path", LINKED)
def test_with_a_public_address_no_header_gets_into_links(path, public_server):
    forged = {
        "Host": "forged.example",
        "X-Forwarded-Host": "forged.example",
        "X-Forwarded-Server": "forged.example",
        "X-Forwarded-Prefix": "/forged",
        "X-Original-URL": "/forged",
        "X-Rewrite-URL": "/forged",
        "Forwarded": "host=forged.example;proto=http",
        "Origin": "https://forged.example",
        "Referer": "https://forged.example/",
        "Accept-Language": 'ja, forged.example;q=0.9, "><script>alert(1)</script>',
    }
    response = get_page(public_server, path, **forged)
    assert response.status_code == 200
    assert "forged" not in response.text + str(response.headers)
    assert "<script>alert" not in response.text
    assert "https://map.example.org" in response.text


@pytest.fixture(scope="module")
def public_server():
    with serving("--url", "https://map.example.org", "--root", "") as address:
        yield address


def test_without_a_public_address_links_follow_the_host_but_no_forwarded_one(server):
    response = get_page(
        server, "/robots.txt", Host="map.example.org:8443", **{"X-Forwarded-Host": "evil.example"}
    )
    assert "Sitemap: http://map.example.org:8443/sitemap.xml" in response.text


INJECTED = (
    "%0d%0aSet-Cookie:%20a=b",
    "%22;filename=%22evil.exe",
    "%E2%80%AE",
    "..%2f..%2fetc%2fpasswd",
    "%00",
)


@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize("ending", ["geojson", "csv", "xlsx"])
def test_no_query_gets_out_of_a_downloads_file_name(server, injected, ending):
    response = get_page(server, f"/partnerships.{ending}?q={injected}", Accept="*/*")
    if response.status_code == 200:
        assert re.fullmatch(
            rf'attachment; filename="[a-z0-9-]+\.{ending}"', response.headers["content-disposition"]
        )
    else:
        assert response.status_code == 400
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    "injected", ["%0d%0aSet-Cookie:%20a=b", "%3Cscript%3Ealert(1)%3C/script%3E", "%22onload=%22x"]
)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?q=", 200), ("/?lang=", 400), ("/table?sortby=", 400), ("/embed?title=", 200),
        ("/embed?theme=", 400), ("/partnerships/", 404), ("/countries/", 404), ("/municipalities/", 404),
        ("/facets?", 400), ("/ogc/collections/", 404), ("/ogc?f=", 400), ("/sitemap.xml?part=", 404),
        ("/oembed?url=", 400), ("/", 404), ("/?open=", 200), ("/?country=", 400), ("/static/", 404),
    ],
)  # fmt: skip
def test_nothing_in_an_address_becomes_a_header_or_markup(server, path, status, injected):
    response = get_page(server, path + injected)
    assert response.status_code == status
    assert "set-cookie" not in response.headers
    if "json" not in response.headers["content-type"]:
        assert "<script>alert(1)" not in response.text
    assert '"onload="x' not in response.text


@pytest.mark.parametrize("id_", ["a b", "<script>", "a" * 129, "-a", "é", "a\tb"])
def test_a_request_id_that_is_not_well_formed_is_replaced(server, id_):
    response = httpx.get(f"{server}/healthz", headers={"X-Request-ID": id_.encode()})
    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-request-id"])


def test_a_well_formed_request_id_is_kept(server):
    response = httpx.get(f"{server}/healthz", headers={"X-Request-ID": "edge-7:af.01"})
    assert response.headers["x-request-id"] == "edge-7:af.01"


def test_no_file_outside_of_the_static_ones_is_served(server):
    for path in (
        "..%2f__init__.py",
        "%2e%2e/__init__.py",
        "js/..%2f..%2f__init__.py",
        "..%5c__init__.py",
        "%00",
    ):
        said = send_raw(
            server, f"GET /static/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        assert said.startswith(b"HTTP/1.1 404 "), path


@pytest.mark.parametrize("header", ["range", "if-range", "if-none-match", "x-request-id"])
def test_scripts_of_other_sites_may_send_conditions_and_ranges(server, header):
    response = httpx.options(
        f"{server}/partnerships.fgb",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": header,
        },
    )
    assert response.status_code == 200
    assert header in response.headers["access-control-allow-headers"].lower()


def test_scripts_of_other_sites_may_read_the_name_of_a_file(server):
    exposed = get(server, "/partnerships.csv?country=PW").headers["access-control-expose-headers"]
    assert {"Content-Disposition", "Content-Range", "Accept-Ranges"} <= set(exposed.split(", "))


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_is_not_found_varies_by_what_the_client_accepts(server, accept):
    (vary,) = get(server, "/nowhere", Accept=accept).headers.get_list("vary")
    assert "Accept," in f"{vary},"
