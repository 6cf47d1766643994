"""The pages of municipalities, prefectures and countries over HTTP: who is tied to whom, since when."""

import re

import httpx
import pytest

from tests.support.http import get_html


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main>")[2]))


def bars(html: str, title: str) -> list[tuple[str, str]]:
    """Return the names and counts of the bars under a heading."""
    section = html.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?</svg>(.*?)</div>', section, re.S)
    return [(text(f"<main>{name}").strip(), text(f"<main>{count}").strip()) for name, count in rows]


def test_misato_in_shimane_is_tied_to_mas_since_1993_and_it_is_in_force(server):
    html = get_html(server, "/municipalities/32448")
    assert "<title>Misato, Shimane Prefecture – Shimai</title>" in html
    assert "Misato has two partnerships, both with Indonesia. The first dates from 1993." in html
    assert "Mas Indonesia Friendship city Active 10 September 1993" in text(html)
    assert 'href="/partnerships/misato-32448-mas-id"' in html
    assert 'href="/municipalities/32000"' in html
    japanese = get_html(server, "/municipalities/32448", "ja")
    assert "<title>島根県美郷町 – Shimai</title>" in japanese
    assert "美郷町には、インドネシアとの提携が2件あります。最初の提携は1993年です。" in japanese
    assert "インドネシア 友好都市 継続中 1993年9月10日" in text(japanese)


def test_a_municipality_tells_first_and_latest_ended_countries_and_decades(server):
    html = get_html(server, "/municipalities/27100")
    for words in (
        "Partnerships 10",
        "In force 9",
        "Ended or withdrawn 1",
        "First October 1957 Osaka – San Francisco",
        "Latest 4 December 2023 Osaka – Greater Manchester",
        "Osaka 大阪市 おおさかし",
        "Official website city.osaka.lg.jp",
        "Place shown the town hall, or the office of the government itself",
        "Code (JIS X 0402) 27100",
        "San Francisco United States Sister city Ended October 1957 2 October 2018",
    ):
        assert words in text(html), words
    assert bars(html, "By country or region")[:2] == [("United States", "2"), ("Australia", "1")]
    assert ("1970s", "4") in bars(html, "By decade of signing")
    for link in (
        "/?municipality=27100",
        "/table?municipality=27100",
        "/partnerships.geojson?municipality=27100",
        "/countries/US",
    ):
        assert f'href="{link}"' in html
    assert '<a href="https://www.city.osaka.lg.jp/" rel="noopener noreferrer">' in html


def test_a_name_in_kanji_has_its_reading_in_either_language(server):
    assert "Misato 美郷町 みさとちょう" in text(get_html(server, "/municipalities/32448"))
    assert "美郷町 みさとちょう Misato" in text(get_html(server, "/municipalities/32448", "ja"))
    assert "Shimane Prefecture 島根県 しまねけん" in text(get_html(server, "/municipalities/32000"))


def test_a_prefecture_tells_its_own_ties_and_those_of_all_its_municipalities(server):
    html = get_html(server, "/municipalities/32000")
    assert "Shimane Prefecture and its municipalities have 27 partnerships" in html
    assert bars(html, "By municipality")[0] == ("Matsue", "5")
    assert "Partnerships of the prefecture itself" in html
    assert "8 municipalities without a known partnership" in html
    assert 'href="/partnerships.geojson?prefecture=32"' in html
    assert "島根県とその市区町村には" in get_html(server, "/municipalities/32000", "ja")


def test_a_prefecture_that_is_anothers_partner_says_so(server):
    html = get_html(server, "/municipalities/23000")
    assert "Where it is the partner of another" in html
    assert 'href="/partnerships/fukushima-prefecture-07000-aichi-prefecture-jp"' in html


def test_hyogo_has_most_ties_with_brazil(server):
    html = get_html(server, "/countries/BR")
    assert "51 partnerships with Brazil, in 25 prefectures of Japan." in html
    assert bars(html, "By prefecture")[:2] == [("Hyogo", "6"), ("Gifu", "4")]
    assert 'href="/table?country=BR&amp;prefecture=28"' in html
    assert "First 17 September 1963 Suzu – Pelotas" in text(html)
    japanese = get_html(server, "/countries/BR", "ja")
    assert "日本の25都道府県に、ブラジルとの提携が51件あります。" in japanese
    assert bars(japanese, "都道府県別")[0] == ("兵庫県", "6")
    assert "1963年9月17日" in japanese


def test_the_page_of_a_country_says_how_many_of_clairs_count_are_here_if_many_are_missing(server):
    english = text(get_html(server, "/countries/CN"))
    assert "How complete 278 of the 362 that CLAIR counted in 2016 (77%) sister and friendship" in english
    japanese = text(get_html(server, "/countries/CN", "ja"))
    assert "自治体国際化協会（クレア）が2016年に集計した362件のうち278件（77%）" in japanese
    assert "CLAIR counted" not in text(get_html(server, "/countries/US"))


@pytest.mark.parametrize(
    "path", ["/municipalities/27100", "/municipalities/27000", "/countries/CN", "/countries/RU"]
)
def test_every_number_of_a_page_leads_to_as_many_partnerships(server, path):
    links = re.findall(r'<a href="/table\?([^"]+)">([0-9,]+)</a>', get_html(server, path))
    assert len(links) > 5
    for query, count in links:
        total = httpx.get(f"{server}/facets?{query.replace('&amp;', '&')}").json()["total"]
        assert f"{total:,}" == count, query


@pytest.mark.parametrize(
    ("path", "english", "japanese"),
    [
        ("/municipalities/99999", "no municipality with the code 99999.", "コードが99999の自治体は"),
        ("/municipalities/48000", "no municipality with the code 48000.", "コードが48000の自治体は"),
        ("/countries/us", "no country or region with the code us.", "コードがusの国・地域は"),
        ("/countries/%3Cb%3E", "with the code &lt;b&gt;.", "コードが&lt;b&gt;の国・地域は"),
    ],
)
def test_an_unknown_code_is_a_readable_page_in_the_readers_language(server, path, english, japanese):
    for lang, words in (("en", english), ("ja", japanese)):
        response = httpx.get(server + path, headers={"Accept-Language": lang})
        assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert words in response.text


def test_a_place_without_a_known_tie_says_so(server):
    assert "No partnership of Hirao is known here." in get_html(server, "/municipalities/35344")
    assert "No partnership with Antarctica is known here." in get_html(server, "/countries/AQ")
    assert "南極との提携は収録していません。" in get_html(server, "/countries/AQ", "ja")


def test_ties_abroad_stand_with_the_country_of_either_side(abroad_server):
    turkey = get_html(abroad_server, "/countries/TR")
    assert 'href="/partnerships/berat-amasya"' in turkey
    assert "Between places in it and others abroad" in turkey
    assert 'href="/partnerships/amasya-suva"' in turkey
    albania = get_html(abroad_server, "/countries/AL", "ja")
    assert "アルバニアとの提携は収録していません。" in albania
    assert "2003年9月" in albania
    assert 'href="/partnerships/osaka-nagasaki"' in get_html(abroad_server, "/municipalities/42201")


def test_a_partnership_tells_its_history_how_to_cite_it_and_where_to_go_on(server):
    html = get_html(server, "/partnerships/osaka-27100-san-francisco-us")
    assert re.search(
        r"Signed October 1957 Ended on 2 October 2018 Osaka dissolved .* Ended as of 3 October 2018",
        text(html),
    )
    assert "“Osaka – San Francisco”. Shimai, data as of April 2026, version " in html
    assert f"{server}/partnerships/osaka-27100-san-francisco-us" in text(html)
    for link in ("/municipalities/27100", "/municipalities/27000", "/countries/US"):
        assert f'href="{link}"' in html
    assert 'href="/partnerships.geojson?municipality=27100"' in html
    japanese = text(get_html(server, "/partnerships/osaka-27100-san-francisco-us", "ja"))
    assert re.search(
        "締結 1957年10月 終了 2018年10月2日 大阪市が、慰安婦像.* 終了 2018年10月3日時点", japanese
    )


def test_a_suspended_partnership_is_in_force_and_tells_since_when_it_rests(server):
    assert "Suspended since February 2022 Suspended as of 15 March 2024" in text(
        get_html(server, "/partnerships/wakkanai-01214-korsakov-ru")
    )
    assert "In force 5 3 of them suspended" in text(get_html(server, "/municipalities/01214"))
