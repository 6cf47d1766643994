"""The page about the data says how good they are, in both languages, and its numbers lead to them."""

import re

import geodata
from geodata import Dataset
from geodata.quality.coverage import published_counts
from tests.support.hostile_data import hostile_dataset
from tests.support.html_page import Page
from viewer import RenderContext, render_about, render_partnership, render_standalone, render_viewer
from viewer.web.i18n import language

US_ALIKE = "/?country=US&kind=sister_city,friendship_city"


def _about(dataset: Dataset, lang: str = "en", **options: object) -> Page:
    return Page(render_about(dataset, RenderContext(lang=lang, **options)))


def _row(page: Page, head: str) -> list[str]:
    """Return the cells of the first line with a head, as text."""
    row, *_ = re.findall(rf'<th scope="row">{head}\b.*?</th>(.*?)</tr>', page.html, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", row, re.S)]


def test_coverage_stands_beside_clairs_counts_with_links(dataset: Dataset) -> None:
    page = _about(dataset)
    assert (
        "1,906 partnerships of 868 municipalities and prefectures with 1,540 partners in 81 countries and "
        "regions." in page.text
    )
    assert _row(page, "United States") == ["446", "434", "97%", "440"]
    assert _row(page, "All countries and regions") == ["1,751", "1,656", "95%", "1,906"]
    assert _row(page, "Australia") == ["109", "100", "92%", "104"]
    assert "All countries and regions 1 June 2019" in re.sub(r"\s+", " ", page.text)
    assert "Counted as of 1 June 2019: Japan needs a sister city strategy" in page.text
    assert {US_ALIKE, "/?country=US"} <= set(page.links)
    assert "29 February 2016" in page.text
    assert "Diplomatic Bluebook 2016, Chapter 4, Section 3, note 1 (counted by CLAIR)" in page.text


def test_the_page_says_the_same_in_japanese(dataset: Dataset) -> None:
    page = _about(dataset, "ja")
    assert page.lang == "ja"
    assert "日本の868自治体が81の国・地域の1,540の提携先と結んだ、1,906件の提携。" in page.text
    assert _row(page, "アメリカ合衆国") == ["446", "434", "97%", "440"]
    for words in (
        "データについて",
        "2016年2月29日",
        "外交青書2016",
        "2026年4月",
        "出典が食い違う場合",
        "CC BY 4.0",
    ):
        assert words in page.text
    # The names of partners that have no usual Japanese one are as they are.
    assert set(re.findall(r"[A-Z][a-z]+ [a-z]+ [a-z]+", page.text)) <= {"Institute of the"}


def test_every_source_of_the_published_counts_is_translated() -> None:
    for published in published_counts():
        assert language("ja").gettext(published.source) != published.source


def test_precision_statuses_and_sources_are_shown(dataset: Dataset) -> None:
    page = _about(dataset)
    assert _row(page, "To the day") == ["1,152", "60%"]
    assert _row(page, "Suspended") == ["16", "0.8%"]
    assert _row(page, "Office") == ["871", "36%"]
    assert _row(page, "Seat") == ["1,303", "54%"]
    assert _row(page, "clair.or.jp") == ["171"]
    for words in (
        "April 2026",
        dataset.version,
        "1,776 sources are used.",
        "1,109 of them have a date, the oldest 1989, the newest April 2026.",
        "and 1,062 other hosts",
    ):
        assert words in page.text
    assert {"/?status=suspended", "/?kind=hometown", "/?undated=only", "/?country=PW"} <= set(page.links)


def test_every_table_has_a_caption_and_every_head_a_scope(dataset: Dataset) -> None:
    html = _about(dataset).html
    assert html.count("<table") == html.count("<caption>") == 7
    assert re.findall(r"<th(?! scope=\"(?:row|col)\")[^e][^>]*>", html) == []


def test_the_page_has_no_script_and_no_style_of_its_own(dataset: Dataset) -> None:
    page = _about(dataset, nonce="abc")
    assert (page.scripts, page.styles, page.handlers) == ([], [], [])
    assert all(url.startswith("/static/") for url in page.requests)


def test_links_keep_the_language_and_the_path_of_the_site(dataset: Dataset) -> None:
    page = _about(dataset, "ja", keep_lang=True, root="/map")
    assert "/map/?lang=ja&country=US&kind=sister_city,friendship_city" in page.links
    assert "/map/about?lang=en" in page.links
    assert all(link.startswith(("/map/", "https://")) for link in page.links)


def test_every_other_page_links_to_it_but_a_file_without_a_server(dataset: Dataset) -> None:
    selection = geodata.Selection(country=("GR",))
    context = RenderContext(lang="ja", keep_lang=True)
    viewer = Page(render_viewer(dataset, selection, dataset.facets(selection), context))
    partnership = Page(render_partnership(dataset, "osaka-27100-milan-it", context))
    assert "/about?lang=ja" in viewer.links
    assert "/about?lang=ja" in partnership.links
    assert not any("about" in link for link in Page(render_standalone(dataset.select(selection), "en")).links)


def test_partnerships_abroad_are_counted_and_leave_no_link_to_what_is_not_compared(
    dataset_abroad: Dataset,
) -> None:
    page = _about(dataset_abroad)
    assert "3 partnerships" in page.text
    assert _row(page, "United States") == ["446", "434", "97%", "440"]
    assert US_ALIKE not in page.links
    only = _about(dataset_abroad.select(q="tralee"))
    assert "Diplomatic Bluebook" not in only.text
    assert "1 partnership with 1 partner in 1 country or region." in only.text


def test_hostile_names_of_countries_and_hosts_stay_text(dataset: Dataset) -> None:
    page = _about(hostile_dataset(dataset), nonce="n")
    assert (page.scripts, page.handlers) == ([], [])


def test_an_empty_dataset_still_has_a_page(dataset: Dataset) -> None:
    assert "0 partnerships" in _about(dataset.select(q="no such town anywhere")).text
