"""The pages over HTTP: both languages, complete without JavaScript, safe headers."""

import re
from urllib.parse import urljoin

import httpx
import pytest

from geodata.model.shipped import read_merged_ids
from tests.support.http import get

PAGES = (
    "/",
    "/embed",
    "/partnerships/osaka-27100-san-francisco-us",
    "/municipalities/27100",
    "/municipalities/27000",
    "/countries/BR",
    "/table",
    "/about",
    "/docs",
)


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [
        ("/?lang=ja", "en", "ja"),
        ("/?lang=en", "ja", "en"),
        ("/", "ja,en;q=0.8", "ja"),
        ("/", "fr-CH, ja;q=0.5, en;q=0.4", "ja"),
        ("/", "en-GB", "en"),
        ("/", "JA-jp", "ja"),
        ("/", "En, ja; q=0.5", "en"),
        ("/", "x;q=abc,,;q=1,ja;q=0", "en"),
        ("/?country=XX", "JA", "ja"),
        ("/nosuch", "JA", "ja"),
        ("/", "de", "en"),
        ("/", "", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_one_the_reader_prefers(server, path, accept, language):
    response = get(server, path, **{"Accept-Language": accept, "Accept": "text/html"})
    assert response.headers["content-language"] == language
    assert f'<html lang="{language}"' in response.text


def test_without_javascript_the_page_has_counts_a_form_and_a_list(server):
    page = get(server, "/?country=BR&lang=en").text
    total = get(server, "/facets?country=BR").json()["total"]
    assert f"{total} partnerships" in page
    assert re.search(r'<form[^>]*method="get"', page)
    assert re.search(r'name="country"[^>]*value="BR"[^>]*checked', page)
    assert 'href="/partnerships/' in page
    assert 'href="/partnerships.geojson?country=BR"' in page


def test_a_partnerships_page_says_all_that_is_known_of_it_in_both_languages(server):
    english = get(server, "/partnerships/osaka-27100-san-francisco-us?lang=en").text
    for words in (
        "Osaka",
        "大阪市",
        "San Francisco",
        "サンフランシスコ市",
        "2 October 2018",
        "8,662",
        "San Francisco disputes",
    ):
        assert words in english, words
    japanese = get(server, "/partnerships/osaka-27100-san-francisco-us?lang=ja").text
    for words in ("姉妹都市", "2018年10月2日", "カリフォルニア州", "異議を唱えている"):
        assert words in japanese, words


def test_an_unknown_partnership_is_a_page_that_says_so(server):
    response = get(server, "/partnerships/nosuch")
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "nosuch" in response.text


def test_the_page_about_the_data_is_complete_in_both_languages(server):
    english = get(server, "/about?lang=en").text
    for words in (
        "About the data",
        "Diplomatic Bluebook 2016",
        "29 February 2016",
        "clair.or.jp",
        "CC BY 4.0",
    ):
        assert words in english, words
    assert 'href="/?lang=en&amp;country=US"' in english
    japanese = get(server, "/about", **{"Accept-Language": "ja"})
    assert japanese.headers["content-language"] == "ja"
    for words in ("データについて", "外交青書2016", "2016年2月29日"):
        assert words in japanese.text, words


def test_the_page_about_the_data_passes_over_parameters_and_refuses_an_unknown_language(server):
    assert get(server, "/about?country=XX&utm_source=letter").status_code == 200
    assert get(server, "/about?lang=fr").status_code == 400


def test_a_number_on_the_page_about_the_data_leads_to_as_many_partnerships(server):
    page = get(server, "/about?lang=en").text
    links = re.findall(r'<td><a href="/\?lang=en&amp;([^"]+)">([0-9,]+)</a>', page)
    assert len(links) > 90
    for query, count in (links[0], links[1], links[-1]):
        total = get(server, f"/facets?{query.replace('&amp;', '&')}").json()["total"]
        assert f"{total:,}" == count


@pytest.mark.parametrize("path", ["/", "/partnerships/osaka-27100-milan-it", "/nosuch"])
def test_every_page_links_to_the_page_about_the_data(server, path):
    assert 'href="/about?lang=ja"' in get(server, f"{path}?lang=ja", Accept="text/html").text


@pytest.mark.parametrize("path", ["/?country=XX", "/embed?year=abc", "/?lang=fr", "/?lang=ja&lang=en"])
def test_a_wrong_value_is_a_readable_page_in_the_readers_language(server, path):
    english = get(server, path, **{"Accept-Language": "en"})
    japanese = get(server, path, **{"Accept-Language": "ja"})
    assert english.status_code == japanese.status_code == 400
    assert "is not allowed" in english.text
    assert "は指定できません" in japanese.text
    assert "is not allowed" not in japanese.text


def test_shared_links_with_foreign_parameters_still_open(server):
    assert get(server, "/?utm_source=letter&fbclid=1&country=US").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_inline_script_or_style_runs_without_the_answers_nonce(server, path):
    response = get(server, path)
    policy = response.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([^']+)'", policy)[1]
    assert "unsafe" not in policy
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", response.text):
        assert "src=" in tag or f'nonce="{nonce}"' in tag or 'type="application/json"' in tag, tag
    assert not re.search(r"<[^>]+\son\w+=", response.text)
    assert not re.search(r"<[^>]+\sstyle=", response.text)


@pytest.mark.parametrize("path", PAGES)
def test_pages_name_no_script_style_or_picture_of_another_host(server, path):
    named = re.findall(
        r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="((?:https?:)?//[^"]*)', get(server, path).text
    )
    assert [address for address in named if not address.startswith(f"{server}/")] == []


def test_only_the_embed_page_may_be_framed_by_other_sites(server):
    assert "frame-ancestors" not in get(server, "/embed").headers["content-security-policy"]
    for path in ("/", "/partnerships/osaka-27100-san-francisco-us", "/docs", "/nosuch"):
        assert "frame-ancestors 'self'" in get(server, path).headers["content-security-policy"]


def test_static_files_under_their_fingerprint_are_kept_for_a_year(server):
    style = re.search(r'href="(/static/[^"]+\.css\?v=\w+)"', get(server, "/").text)[1]
    response = get(server, style)
    assert response.headers["content-type"].startswith("text/css")
    assert "immutable" in response.headers["cache-control"]
    assert "immutable" not in get(server, style.partition("?")[0]).headers["cache-control"]


MERGED = "maebashi-10201-birmingham-us"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        (f"/partnerships/{MERGED}-2", MERGED),
        (f"/partnerships/{MERGED}-2?lang=ja", f"{MERGED}?lang=ja"),
        (f"/embed?partnership={MERGED}-2&legend=0", f"?partnership={MERGED}&legend=0"),
        (f"/figure.svg?partnership={MERGED}-2", f"?partnership={MERGED}"),
        (f"/ogc/collections/partnerships/items/{MERGED}-2?f=json", f"{MERGED}?f=json"),
    ],
)
def test_an_id_that_was_merged_into_another_leads_there_for_good(server, path, location):
    answer = get(server, path)
    assert (answer.status_code, answer.headers["Location"]) == (308, location)
    assert httpx.get(urljoin(str(answer.url), location)).status_code == 200


def test_every_merged_id_leads_to_a_partnership(server):
    for id_, merged_into in read_merged_ids().items():
        assert get(server, f"/partnerships/{id_}").headers["Location"] == merged_into
        assert get(server, f"/partnerships/{merged_into}").status_code == 200
