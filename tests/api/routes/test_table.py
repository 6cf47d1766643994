"""The table over HTTP: sorted by any column, filtered as the facets count, a page at a time."""

import re

import httpx
import pytest

from tests.support.http import get_html, get_total

COLUMNS = (
    "municipality", "prefecture_code", "partner", "partner_admin1", "country_name", "kind", "status",
    "signed", "ended", "distance_km",
)  # fmt: skip


def get_table(server: str, query: str = "", lang: str = "en") -> str:
    return get_html(server, f"/table?{query}", lang)


def ids(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="/partnerships/([^"?]+)', html)


def test_a_hundred_rows_stand_on_a_page_and_the_rest_is_a_link_away(server):
    first = get_table(server)
    assert len(ids(first)) == 100
    assert "1–100 of 1,906" in first
    assert 'rel="next" href="/table?offset=100"' in first
    assert 'rel="prev"' not in first
    second = get_table(server, "offset=100")
    assert set(ids(first)).isdisjoint(ids(second))
    last = get_table(server, "offset=1900")
    assert len(ids(last)) == 6
    assert 'rel="next"' not in last
    assert "1,906件中1〜100件" in get_table(server, lang="ja")


def test_an_offset_beyond_the_end_leads_back_to_the_first_page(server):
    html = get_table(server, "country=BR&offset=5000")
    assert "The list is shorter than that." in html
    assert 'href="/table?country=BR"' in html


def test_what_ended_last_comes_first_when_sorted_by_the_end(server):
    html = get_table(server, "status=ended&sortby=-ended")
    assert ids(html)[:3] == [
        "kamifurano-01460-camrose-ca",
        "tono-03208-salerno-it",
        "biei-01459-saalbach-hinterglemm-at",
    ]
    assert re.search(
        r'<th[^>]*class="is-ended" aria-sort="descending"><a href="/table\?status=ended&amp;sortby=ended">',
        html,
    )


def test_what_the_table_shows_is_downloaded_whole_and_in_its_order(server):
    html = get_table(server, "status=ended&sortby=-ended&limit=10&offset=10")
    for ending in ("xlsx", "parquet"):
        assert f'href="/partnerships.{ending}?status=ended&amp;sortby=-ended"' in html


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_both_ways_as_the_download_does(server, column):
    html = get_table(server)
    assert f'href="/table?sortby={column}"' in html
    for sortby in (column, f"-{column}"):
        response = httpx.get(f"{server}/partnerships.geojson?sortby={sortby}&limit=100").json()
        assert ids(get_table(server, f"sortby={sortby}")) == [
            one["properties"]["id"] for one in response["features"]
        ]
    assert f'aria-sort="ascending"><a href="/table?sortby=-{column}"' in get_table(server, f"sortby={column}")


@pytest.mark.parametrize(
    "query",
    ["country=BR", "status=ended", "kind=hometown", "prefecture=32", "signed=1980/1989",
     "year=1990&country=US", "q=misato", "undated=only", "municipality=27100,32448", "bbox=100,-50,180,0"],
)  # fmt: skip
def test_filters_leave_as_many_as_the_facets_count(server, query):
    html = get_table(server, f"{query}&limit=1000")
    assert len(ids(html)) == get_total(server, query)
    assert f"<strong>{get_total(server, query):,} partnership" in html


def test_363_signed_in_the_1980s_and_125_undated_are_left_out_and_said(server):
    html = get_table(server, "signed=1980/1989")
    assert "363 partnerships" in html
    assert "125 without a date are not shown." in html
    assert 'href="/table?signed=1980/1989&amp;undated=include"' in html
    assert '<option value="1980/1989" selected>1980s (363)</option>' in html
    left_out = "ほかに、日付が不明のため表示していない提携が125件あります。"
    assert left_out in get_table(server, "signed=1980/1989", "ja")


def test_an_interval_that_is_no_decade_stays_chosen_in_the_form(server):
    assert '<option value="2015/.." selected>2015–</option>' in get_table(server, "signed=2015/..")


def test_the_form_carries_on_what_it_has_no_field_for(server):
    html = get_table(server, "lang=ja&municipality=27100&sortby=signed&limit=50&offset=50&bbox=0,0,10,10")
    for name, value in (("lang", "ja"), ("municipality", "27100"), ("sortby", "signed"), ("limit", "50")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert '<input type="hidden" name="offset"' not in html


def test_the_options_count_as_the_facets_do(server):
    facets = httpx.get(f"{server}/facets?country=US&signed=1980/1989").json()
    html = get_table(server, "country=US&signed=1980/1989")
    for name in ("country", "status", "kind", "prefecture"):
        shown = dict(re.findall(rf'data-count="{name}:(\w+)">([0-9,]+)<', html))
        assert {code: int(count) for code, count in shown.items() if count != "0"} == facets[name]


def test_the_same_selection_is_a_link_away_on_the_map_as_a_file_and_back(server):
    html = get_table(server, "country=BR&sortby=-signed&offset=10")
    assert 'href="/?country=BR"' in html
    assert 'href="/partnerships.geojson?country=BR&amp;sortby=-signed"' in html
    viewer = httpx.get(f"{server}/?country=BR&lang=ja").text
    assert 'href="/table?lang=ja&amp;country=BR" data-selection="table" data-lang="ja"' in viewer


def test_the_viewers_list_leads_to_the_pages_of_both_sides(server):
    html = httpx.get(f"{server}/?municipality=27100").text
    for link in ("/municipalities/27100", "/partnerships/osaka-27100-milan-it", "/countries/IT"):
        assert f'<a href="{link}">' in html


@pytest.mark.parametrize(
    ("query", "english", "japanese"),
    [
        ("limit=0", "limit=0 is not allowed.", "1から10000までの整数"),
        ("offset=-1", "offset=-1 is not allowed.", "0以上の整数"),
        ("sortby=colour", "sortby=colour is not allowed.", "列名"),
        ("country=XX", "country=XX is not allowed.", "XX"),
    ],
)
def test_a_wrong_value_is_a_readable_page(server, query, english, japanese):
    for lang, words in (("en", english), ("ja", japanese)):
        response = httpx.get(f"{server}/table?{query}", headers={"Accept-Language": lang})
        assert response.status_code == 400
        assert words in response.text


def test_unknown_parameters_are_passed_over(server):
    assert "51 partnerships" in get_table(server, "country=BR&utm_source=letter")


def test_nothing_that_matches_is_said(server):
    assert "Nothing matches all of these filters." in get_table(server, "q=nosuchtown")


def test_partnerships_abroad_have_the_country_of_their_first_side(abroad_server):
    html = get_table(abroad_server, "q=berat")
    assert ids(html) == ["berat-amasya"]
    assert 'data-head="Municipality">Berat</td>' in html
    assert '<a href="/countries/AL">Albania</a>' in html
    assert "/municipalities/000" not in html
