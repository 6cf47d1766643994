"""The pages without scripts: content, both languages, links that keep the selection."""

import re

import pytest

from geodata import Dataset, Selection
from tests.support.html_page import Page
from viewer import (
    RenderContext,
    UnknownPartnershipError,
    data_url,
    render_embed,
    render_error,
    render_partnership,
    render_standalone,
    render_viewer,
)

OSAKA = "osaka-27100-san-francisco-us"


def _viewer(dataset: Dataset, context: RenderContext | None = None, **parameters: object) -> Page:
    selection = Selection.of(parameters)
    return Page(
        render_viewer(dataset, selection, dataset.facets(selection), context or RenderContext(nonce="n"))
    )


def test_the_viewer_tells_how_many_partnerships_it_shows(dataset: Dataset) -> None:
    assert "4 partnerships" in _viewer(dataset, kind="hometown").text
    assert "4件の提携" in _viewer(dataset, RenderContext(lang="ja"), kind="hometown").text


def test_the_viewer_lists_what_it_shows_with_links(dataset: Dataset) -> None:
    page = _viewer(dataset, q="osaka san francisco")
    assert f"/partnerships/{OSAKA}" in page.links
    assert "Osaka – San Francisco" in page.text


def test_the_list_is_cut_at_a_hundred_and_says_so(dataset: Dataset) -> None:
    page = _viewer(dataset)
    assert len([link for link in page.links if link.startswith("/partnerships/")]) == 100
    assert f"100 of {len(dataset):,}" in page.text


def test_undated_partnerships_are_never_silently_left_out(dataset: Dataset) -> None:
    page = _viewer(dataset, year=1990)
    left_out = dataset.facets(year=1990).undated_left_out
    assert f"{left_out} without a date are not shown." in page.text
    assert "/?year=1990&undated=include" in page.links


@pytest.mark.parametrize(("country", "shown"), [("CN", True), ("CN,KR", False), ("US", False), (None, False)])
def test_a_country_of_which_many_are_missing_says_so_without_scripts(
    dataset: Dataset, country: str | None, shown: bool
) -> None:
    page = _viewer(dataset, **({"country": country} if country else {}))
    said = "Sister and friendship cities with China: 278 of the 362 that CLAIR counted in 2016 (77%)."
    assert f'data-coverage="CN"{"" if shown else " hidden"}>{said}</p>' in page.html


def test_each_filter_that_is_set_has_a_chip_that_takes_it_off(dataset: Dataset) -> None:
    page = _viewer(
        dataset, RenderContext(lang="ja", keep_lang=True), country="BR,US", year=1990, prefecture="12"
    )
    assert "/?lang=ja&country=US&prefecture=12&year=1990" in page.links
    assert "/?lang=ja&country=BR,US&prefecture=12" in page.links
    assert "1990年時点で有効" in page.text


def test_the_form_works_without_scripts(dataset: Dataset) -> None:
    html = _viewer(dataset, RenderContext(lang="ja", keep_lang=True), country="BR", municipality="27100").html
    assert re.search(r'<form id="filters" method="get" action="/"', html)
    assert '<input type="checkbox" name="country" value="BR" checked>' in html
    assert '<input type="hidden" name="lang" value="ja">' in html
    assert '<input type="hidden" name="municipality" value="27100">' in html
    assert '<button type="submit"' in html


def test_downloads_and_the_other_language_carry_the_selection(dataset: Dataset) -> None:
    page = _viewer(dataset, country="BR", year=1990)
    for ending in ("geojson", "csv", "xlsx", "gpkg", "kml", "parquet", "fgb", "geojsonl"):
        assert f"/partnerships.{ending}?country=BR&year=1990" in page.links
    assert "/?lang=ja&country=BR&year=1990" in page.links


def test_the_scripts_fetch_the_data_of_this_version(dataset: Dataset) -> None:
    page = _viewer(dataset)
    assert data_url(dataset, RenderContext()) == f"/map.json?v={dataset.version}"
    assert f"/map.json?v={dataset.version}" in page.requests


def test_a_site_below_a_path_keeps_to_it(dataset: Dataset) -> None:
    page = _viewer(dataset, RenderContext(root="/shimai"), country="GR")
    local = [link for link in page.links if not link.startswith(("http", "#"))]
    assert local
    assert all(link.startswith("/shimai/") for link in local)


def test_every_inline_script_has_the_nonce_and_no_element_a_style(dataset: Dataset) -> None:
    context = RenderContext(nonce="abc123")
    pages = [
        _viewer(dataset, context),
        Page(render_embed(dataset, Selection(), context)),
        Page(render_partnership(dataset, OSAKA, context)),
        Page(render_error(404, "Not found", "There is no such page.", context)),
    ]
    for page in pages:
        inline = [
            attributes
            for attributes, _ in page.scripts
            if "src" not in attributes and attributes.get("type") != "application/json"
        ]
        assert all(attributes.get("nonce") == "abc123" for attributes in inline)
        assert page.styles == []
        assert page.handlers == []
        assert all(url.startswith("/") for url in page.requests)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ["Osaka", "大阪市", "San Francisco", "サンフランシスコ", "California", "Sister city", "Ended on",
             "October 1957", "2 October 2018", "km", "San Francisco disputes"],
        ),
        (
            "ja",
            ["大阪市", "Osaka", "サンフランシスコ", "San Francisco", "カリフォルニア州", "姉妹都市", "終了",
             "1957年10月", "2018年10月2日", "アメリカ合衆国"],
        ),
    ],
)  # fmt: skip
def test_a_partnerships_page_tells_all_of_it_without_scripts(
    dataset: Dataset, lang: str, words: list[str]
) -> None:
    page = Page(render_partnership(dataset, OSAKA, RenderContext(lang=lang)))
    assert page.lang == lang
    assert [word for word in words if word not in page.text] == []
    sources = dataset.frame.loc[dataset.frame["id"] == OSAKA, "sources"].iloc[0]
    assert {source["url"] for source in sources if source["url"]} <= set(page.links)


def test_an_unknown_date_is_said_to_be_unknown(dataset: Dataset) -> None:
    undated = dataset.select(undated="only").frame["id"][0]
    assert "not known" in Page(render_partnership(dataset, undated, RenderContext())).text
    assert "不明" in Page(render_partnership(dataset, undated, RenderContext(lang="ja"))).text


def test_an_unknown_partnership_is_named_in_the_error(dataset: Dataset) -> None:
    with pytest.raises(UnknownPartnershipError, match="There is no partnership 'nowhere'"):
        render_partnership(dataset, "nowhere", RenderContext())


def test_the_embed_links_to_the_same_selection(dataset: Dataset) -> None:
    page = Page(render_embed(dataset, Selection(country=("KR",)), RenderContext()))
    assert "/?country=KR" in page.links


def test_a_standalone_file_asks_for_nothing(dataset: Dataset) -> None:
    page = Page(render_standalone(dataset.select(country="GR"), "ja"))
    assert page.lang == "ja"
    assert [url[:60] for url in page.requests if not url.startswith("data:")] == []
    assert [link for link in page.links if link.startswith("/")] == []


def test_the_same_page_is_rendered_the_same_twice(dataset: Dataset) -> None:
    assert _viewer(dataset, country="GR").html == _viewer(dataset, country="GR").html


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_standalone_file_of_all_shipped_partnerships_is_under_1_3_megabytes(
    dataset: Dataset, lang: str
) -> None:
    assert len(render_standalone(dataset, lang).encode()) < 1_300_000
