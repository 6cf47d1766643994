"""Partnerships between two places abroad on pages, in lists and in forms."""

import json

from geodata import Dataset, Selection
from tests.support.html_page import Page
from viewer import RenderContext, encode_columns, render_partnership, render_standalone, render_viewer


def _viewer(dataset: Dataset, lang: str = "en", **parameters: str) -> Page:
    selection = Selection.of(parameters)
    return Page(render_viewer(dataset, selection, dataset.facets(selection), RenderContext(lang=lang)))


def test_the_page_of_a_partnership_abroad_says_where_both_sides_lie(dataset_abroad: Dataset) -> None:
    english = Page(render_partnership(dataset_abroad, "springfield-tralee", RenderContext()))
    for words in ("Springfield", "Massachusetts", "United States", "Tralee", "Ireland", "4,740 km"):
        assert words in english.text
    japanese = Page(render_partnership(dataset_abroad, "springfield-tralee", RenderContext(lang="ja")))
    for words in ("Springfield", "マサチューセッツ州", "アメリカ合衆国", "Tralee", "アイルランド"):
        assert words in japanese.text


def test_the_page_of_a_partnership_abroad_links_to_no_municipality(dataset_abroad: Dataset) -> None:
    page = Page(render_partnership(dataset_abroad, "springfield-tralee", RenderContext()))
    assert "/?country=IE" in page.links
    assert [link for link in page.links if "municipality" in link] == []
    assert (
        "/?municipality=27100"
        in Page(render_partnership(dataset_abroad, "osaka-suva", RenderContext())).links
    )


def test_the_list_and_the_form_show_partnerships_abroad_without_an_empty_choice(
    dataset_abroad: Dataset,
) -> None:
    page = _viewer(dataset_abroad, q="albania")
    assert "Berat – Amasya" in page.text
    assert "/partnerships/berat-amasya" in page.links
    assert page.html.count('name="prefecture"') == 47
    assert 'name="prefecture" value=""' not in page.html


def test_where_no_side_is_japanese_there_is_no_filter_by_prefecture(dataset_abroad: Dataset) -> None:
    only_abroad = dataset_abroad.select(q="amasya")
    assert 'name="prefecture"' not in _viewer(only_abroad).html
    assert 'data-find="prefecture-options"' not in _viewer(only_abroad).html
    assert 'name="country" value="TR"' in _viewer(only_abroad).html


def test_the_columns_tell_the_country_of_a_side_abroad_and_no_prefecture(dataset_abroad: Dataset) -> None:
    columns = json.loads(encode_columns(dataset_abroad.select(q="berat amasya")))
    (country,) = columns["municipalities"]["country"]
    assert columns["countries"]["name"][country] == "Albania"
    assert columns["municipalities"]["prefecture"] == [-1]
    assert columns["prefectures"] == {"code": [], "name": [], "name_ja": [], "kana": []}


def test_a_standalone_file_carries_partnerships_abroad(dataset_abroad: Dataset) -> None:
    page = Page(render_standalone(dataset_abroad.select(q="tralee"), "ja"))
    assert page.columns()["partnerships"]["id"] == ["springfield-tralee"]
    assert "Springfield – Tralee" in page.text
