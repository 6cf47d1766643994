"""What search engines and link previews read: sitemap, robots, canonical addresses, Open Graph, JSON-LD."""

import html
import json
import re
from xml.etree import ElementTree

import httpx
import pytest

import geodata
from geodata import Dataset
from tests.support.server import serving
from viewer import RenderContext, write_sitemap

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def sitemap(server):
    return ElementTree.fromstring(httpx.get(f"{server}/sitemap.xml").content)  # noqa: S314 - our own


def metas(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))


def test_the_sitemap_lists_every_permalink_once(server, sitemap):
    addresses = [one.text for one in sitemap.iterfind("s:url/s:loc", SITEMAP)]
    assert len(addresses) == len(set(addresses)) == 8 + 81 + 868 + 1906
    dataset = geodata.load()
    assert {f"{server}/partnerships/{id_}" for id_ in dataset.frame["id"]} < set(addresses)
    for path in (
        "/",
        "/table",
        "/events",
        "/about",
        "/countries/BR",
        "/municipalities/27100",
        "/municipalities/27000",
    ):
        assert server + path in addresses


def test_the_sitemap_names_every_page_in_both_languages(server, sitemap):
    entry = next(one for one in sitemap if one[0].text == f"{server}/countries/BR")
    links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", SITEMAP)}
    assert links == {
        "en": f"{server}/countries/BR?lang=en",
        "ja": f"{server}/countries/BR?lang=ja",
        "x-default": f"{server}/countries/BR",
    }


def test_every_sort_of_page_in_the_sitemap_answers(server, sitemap):
    addresses = [one.text for one in sitemap.iterfind("s:url/s:loc", SITEMAP)]
    for address in addresses[:: len(addresses) // 40]:
        assert httpx.get(address).status_code == 200, address


def test_a_sitemap_that_is_known_is_not_sent_again(server):
    first = httpx.get(f"{server}/sitemap.xml")
    assert first.headers["content-type"].startswith("application/xml")
    again = httpx.get(f"{server}/sitemap.xml", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_sitemap_too_long_for_one_file_comes_in_parts():
    dataset = geodata.load()
    frame = dataset.frame.loc[dataset.frame.index.repeat(40)].reset_index(drop=True)
    frame["id"] = [f"partnership-{number}" for number in range(len(frame))]
    long = Dataset(frame, dataset.places, "long")
    context = RenderContext(origin="https://example.org", root="/map")
    index = write_sitemap(long, context)
    assert "<loc>https://example.org/map/sitemap.xml?part=2</loc>" in index
    assert "part=3" not in index
    parts = [write_sitemap(long, context, part) for part in (1, 2)]
    assert [part.count("<url>") for part in parts] == [50_000, 76_240 + 8 + 81 + 868 - 50_000]
    assert write_sitemap(long, context, 3) is None


@pytest.mark.parametrize("part", ["0", "2", "x", "-1", "1e9"])
def test_there_is_no_part_of_the_sitemap_that_is_not_there(server, part):
    assert httpx.get(f"{server}/sitemap.xml?part={part}").status_code == 404


def test_robots_are_shown_the_sitemap(server):
    robots = httpx.get(f"{server}/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert f"Sitemap: {server}/sitemap.xml" in robots.text.splitlines()
    assert "Disallow: /embed" in robots.text.splitlines()


def test_below_a_path_all_absolute_addresses_keep_to_it():
    with serving("--root", "/map") as address:
        assert f"<loc>{address}/map/countries/BR</loc>" in httpx.get(f"{address}/sitemap.xml").text
        assert f"Sitemap: {address}/map/sitemap.xml" in httpx.get(f"{address}/robots.txt").text
        page = httpx.get(f"{address}/countries/BR?lang=ja").text
    assert f'<link rel="canonical" href="{address}/map/countries/BR?lang=ja">' in page


@pytest.mark.parametrize(
    "path",
    ["/", "/table?country=BR", "/countries/BR", "/partnerships.csv?country=PW", "/ogc?f=json", "/nowhere"],
)
def test_a_proxy_may_strip_the_path_or_keep_it(below_map, path):
    stripped, kept = (httpx.get(f"{below_map}{prefix}{path}") for prefix in ("", "/map"))
    assert kept.status_code == stripped.status_code
    assert kept.headers.get("etag") == stripped.headers.get("etag")
    without_nonce = [re.sub('nonce="[^"]+"', "", response.text) for response in (stripped, kept)]
    assert without_nonce[0] == without_nonce[1].replace("/map/map/", "/map/")


def test_the_path_without_its_last_slash_is_the_site(below_map):
    assert httpx.get(f"{below_map}/map").status_code == 200
    assert httpx.get(f"{below_map}/map.json").status_code == 200
    assert httpx.get(f"{below_map}/mapping").status_code == 404


@pytest.fixture(scope="module")
def below_map():
    with serving("--root", "/map") as address:
        yield address


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/countries/BR", "Brazil"),
        ("/municipalities/27100", "Osaka, Osaka Prefecture"),
        ("/municipalities/27000", "Osaka Prefecture"),
        ("/partnerships/osaka-27100-milan-it", "Osaka – Milan"),
        ("/table", "Table of partnerships"),
        ("/about", "About the data"),
        ("/", "Shimai: Japan’s partnerships abroad on a map"),
    ],
)
def test_a_page_tells_link_previews_what_it_is(server, path, title):
    page = httpx.get(f"{server}{path}?lang=en").text
    metadata = metas(page)
    assert metadata["og:title"] == title
    assert metadata["og:description"] == metadata["description"] != ""
    assert metadata["og:url"] == f"{server}{path}?lang=en"
    assert f'<link rel="canonical" href="{server}{path}?lang=en">' in page
    assert f'<link rel="alternate" hreflang="ja" href="{server}{path}?lang=ja">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{server}{path}">' in page
    assert (metadata["og:type"], metadata["og:site_name"], metadata["og:locale"]) == (
        "website",
        "Shimai",
        "en_US",
    )
    assert metadata["og:locale:alternate"] == "ja_JP"
    assert metadata["og:image:alt"]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/?country=BR", "country=BR"),
        ("/municipalities/27100", "municipality=27100"),
        ("/municipalities/27000", "prefecture=27"),
        ("/partnerships/osaka-27100-milan-it", "partnership=osaka-27100-milan-it"),
        ("/compare?country=US,CN", "country=US,CN"),
        ("/about", ""),
    ],
)
def test_the_picture_of_a_page_shows_what_the_page_does_and_is_small(server, path, shown, lang):
    metadata = metas(httpx.get(f"{server}{path}{'&' if '?' in path else '?'}lang={lang}").text)
    address = html.unescape(metadata["og:image"])
    version = httpx.get(f"{server}/facets").json()["version"]
    assert address == f"{server}/figure.png?paper=share&lang={lang}&v={version}{shown and '&'}{shown}"
    picture = httpx.get(address, timeout=60)
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert len(picture.content) < 200_000


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "Partnerships of Japan’s municipalities and prefectures with places abroad"),
        ("ja", "日本の自治体と海外の提携"),
    ],
)
def test_the_page_about_the_data_describes_them_to_those_who_search_for_data(server, lang, name):
    response = httpx.get(f"{server}/about?lang={lang}")
    nonce = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])[1]
    (script,) = re.findall(
        rf'<script type="application/ld\+json" nonce="{nonce}">(.*?)</script>', response.text
    )
    metadata = json.loads(script)
    assert (metadata["@type"], metadata["name"], metadata["dateModified"]) == ("Dataset", name, "2026-04")
    assert 50 < len(metadata["description"]) < 5000
    assert metadata["temporalCoverage"] == "1955/2026"
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    formats = {one["name"]: one for one in metadata["distribution"]}
    assert list(formats) == [
        "GeoJSON", "CSV", "Excel", "GeoPackage", "KML", "GeoParquet", "FlatGeobuf", "GeoJSONL",
    ]  # fmt: skip
    assert formats["CSV"]["encodingFormat"] == "text/csv"
    assert httpx.get(formats["CSV"]["contentUrl"]).status_code == 200
    assert metadata["url"] == f"{server}/about?lang={lang}"
    assert "creator" not in metadata


def test_an_odd_host_is_escaped(server):
    page = httpx.get(f"{server}/about", headers={"Host": 'x"><b>.example'})
    assert '"><b>' not in page.text
