"""Every address under /ogc is a page for people, too, in both languages."""

import re

import httpx
import pytest

from tests.support.http import get_ok


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", {"en": "Data for geographic information systems", "ja": "GIS（地理情報システム）向けのデータ"}),
        ("/conformance", {"en": "What it conforms to", "ja": "準拠している規格"}),
        ("/collections", {"en": "Partners abroad", "ja": "海外の提携先"}),
        ("/collections/partners", {"en": "1,540", "ja": "1,540"}),
        ("/collections/partners/queryables", {"en": "Meaning", "ja": "意味"}),
        ("/collections/partnerships/items?country=DE&limit=5", {"en": "Germany", "ja": "ドイツ"}),
        ("/collections/partnerships/items/osaka-27100-san-francisco-us", {"en": "Osaka", "ja": "大阪市"}),
        ("/collections/partnerships/tiles", {"en": "/{z}/{x}/{y}", "ja": "/{z}/{x}/{y}"}),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_everything_is_a_page_for_people_in_both_languages(ogc, path, words, lang):
    response = get_ok(f"{ogc}{path}{'&' if '?' in path else '?'}f=html&lang={lang}")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{lang}">' in response.text
    assert words[lang] in response.text


def test_a_wrong_value_on_a_page_is_answered_with_a_page(ogc):
    response = httpx.get(
        f"{ogc}/collections/partnerships/items?status=over&lang=ja", headers={"Accept": "text/html"}
    )
    assert (response.status_code, response.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "URLに誤りがあります" in response.text


def test_pages_of_the_table_are_linked(ogc):
    first = get_ok(f"{ogc}/collections/partnerships/items?f=html&country=DE&limit=50&lang=en").text
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = get_ok(ogc.removesuffix("/ogc") + following.replace("&amp;", "&")).text
    assert "To its first page" in second
    assert 'rel="next"' not in second


def test_a_feature_that_does_not_exist_is_answered_with_a_page_where_a_page_was_asked_for(ogc):
    response = httpx.get(f"{ogc}/collections/partnerships/items/nowhere?f=html&lang=en")
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_wrong_sort_key_is_told_with_the_columns_of_its_collection(server):
    params = {"f": "html", "sortby": "colour", "lang": "en"}
    response = httpx.get(f"{server}/ogc/collections/municipalities/items", params=params)
    assert response.status_code == 400
    assert "sortby=colour is not allowed" in response.text
    assert "descend: id, code, name, name_ja" in response.text
    assert "partner_admin1" not in response.text
