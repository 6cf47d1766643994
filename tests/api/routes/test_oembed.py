"""oEmbed 1.0: what it answers for each sort of page, and how it refuses."""

import struct

import httpx
import pytest


def ask(server: str, path: str, **more: str) -> httpx.Response:
    return httpx.get(f"{server}/oembed", params={"url": server + path, **more})


@pytest.mark.parametrize(
    ("path", "title", "frame"),
    [
        ("/?country=US&year=1990&utm_source=x", "United States", 'country=US&amp;year=1990"'),
        ("/partnerships/osaka-27100-milan-it?lang=en", "Osaka – Milan", "lang=en&amp;partnership=osaka-"),
        ("/municipalities/27000?lang=ja", "大阪府", "lang=ja&amp;prefecture=27"),
        ("/municipalities/27100?lang=en", "Osaka", "lang=en&amp;municipality=27100"),
        (
            "/embed?partnership=osaka-27100-milan-it&title=Old+friends&lang=en",
            "Old friends",
            "lang=en&amp;partnership=osaka-27100-milan-it&amp;title=Old+friends",
        ),
        ("/table?status=ended&sortby=-signed&lang=en", "Ended", "lang=en&amp;status=ended"),
    ],
)  # fmt: skip
def test_each_page_with_a_map_gives_its_frame(server, path, title, frame):
    response = ask(server, path)
    assert response.status_code == 200
    assert title in response.json()["title"]
    assert f"/embed?{frame}" in response.json()["html"]
    picture = httpx.get(response.json()["thumbnail_url"], timeout=60)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    assert picture.content[16:24] == struct.pack(">II", 1200, 630)
    shown = httpx.get(response.json()["html"].split('"')[1].replace("&amp;", "&"))
    assert shown.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/about", "/compare?country=US,CN", "/nowhere", "/partnerships/none", "/?country=XX", "/?lang=fr"],
)
def test_pages_without_a_map_and_wrong_addresses_are_not_found(server, path):
    assert ask(server, path).status_code == 404


@pytest.mark.parametrize("path", ["/partnerships/{}?lang=en", "/embed?partnership={}&lang=en"])
def test_the_id_of_a_merged_partnership_gives_the_frame_of_the_one_it_was_merged_into(server, path):
    merged, now = (
        ask(server, path.format(id_))
        for id_ in ("maebashi-10201-birmingham-us-2", "maebashi-10201-birmingham-us")
    )
    assert (merged.status_code, merged.json()) == (200, now.json())


def test_pages_of_other_sites_are_not_found(server):
    assert httpx.get(f"{server}/oembed", params={"url": "https://example.org/?country=US"}).status_code == 404


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [
        ({}, "url"),
        ({"url": "http://x/", "maxwidth": "0"}, "maxwidth"),
        ({"url": "http://x/", "maxheight": "tall"}, "maxheight"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(server, parameters, parameter):
    response = httpx.get(f"{server}/oembed", params=parameters)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
    assert response.json()["allowed"]


def test_xml_is_not_implemented(server):
    assert ask(server, "/", format="xml").status_code == 501


@pytest.mark.parametrize(
    ("query", "said"),
    [("theme=blue", "auto, light, dark"), ("controls=all", "zoom, none"), ("colour=red", "status, kind")],
)
def test_a_frame_refuses_looks_that_it_does_not_know(server, query, said):
    response = httpx.get(f"{server}/embed?lang=en&{query}")
    assert response.status_code == 400
    assert said in response.text


def test_a_title_is_text_and_never_markup(server):
    page = httpx.get(f"{server}/embed", params={"title": "<script>alert(1)</script>"}).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "url", ["", "http://[", "http://]", "http://exa℀mple.org/", "partnerships/x", "/about"]
)
def test_what_is_no_url_is_refused_by_name(server, url):
    response = httpx.get(f"{server}/oembed", params={"url": url})
    assert response.status_code == 400
    assert response.json()["parameter"] == "url"


@pytest.mark.parametrize(
    ("path", "said"),
    [("/about", "has no map"), ("/partnerships/none", "none"), ("/?country=XX", "country='XX'")],
)
def test_a_page_that_gives_no_frame_says_why(server, path, said):
    response = ask(server, path)
    assert response.status_code == 404
    assert said in response.json()["detail"]


def test_another_site_is_told_which_one_this_is(server):
    response = httpx.get(f"{server}/oembed", params={"url": "https://example.org/"})
    assert f"not below {server}/" in response.json()["detail"]


def test_the_address_of_the_site_needs_no_last_slash(server):
    assert ask(server, "").json()["html"] == ask(server, "/").json()["html"]
