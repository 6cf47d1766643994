"""Ties between two places abroad look and work like all others, on pages and in the browser."""

import json
from itertools import pairwise

import pytest

import geodata
from geodata import Dataset, Selection
from tests.abroad import write_data_with_partnerships_abroad
from tests.viewer.html_page import Page
from tests.viewer.modules import run_module
from viewer import Setting, encode_columns, render_partnership, render_standalone, render_viewer

QUERIES = (
    "", "q=albania", "q=アルバニア", "q=springfield massachusetts tralee", "country=IE",
    "country=FJ&undated=exclude",
    "prefecture=27", "municipality=27100&country=JP,FJ", "year=1995&country=FJ,TR", "q=suva&status=ended",
)  # fmt: skip


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return geodata.load(write_data_with_partnerships_abroad(tmp_path_factory.mktemp("abroad")))


def _viewer(dataset: Dataset, lang: str = "en", **parameters: str) -> Page:
    selection = Selection.of(parameters)
    return Page(render_viewer(dataset, selection, dataset.facets(selection), Setting(lang=lang)))


def test_the_page_of_a_tie_abroad_says_where_both_sides_lie(abroad: Dataset) -> None:
    english = Page(render_partnership(abroad, "springfield-tralee", Setting()))
    for words in ("Springfield", "Massachusetts", "United States", "Tralee", "Ireland", "4,740 km"):
        assert words in english.text
    japanese = Page(render_partnership(abroad, "springfield-tralee", Setting(lang="ja")))
    for words in ("Springfield", "マサチューセッツ州", "アメリカ合衆国", "Tralee", "アイルランド"):
        assert words in japanese.text


def test_the_page_of_a_tie_abroad_links_to_no_municipality(abroad: Dataset) -> None:
    page = Page(render_partnership(abroad, "springfield-tralee", Setting()))
    assert "/?country=IE" in page.links
    assert [link for link in page.links if "municipality" in link] == []
    assert "/?municipality=27100" in Page(render_partnership(abroad, "osaka-suva", Setting())).links


def test_the_list_and_the_form_show_ties_abroad_without_an_empty_choice(abroad: Dataset) -> None:
    page = _viewer(abroad, q="albania")
    assert "Berat – Amasya" in page.text
    assert "/partnerships/berat-amasya" in page.links
    assert page.html.count('name="prefecture"') == 47
    assert 'name="prefecture" value=""' not in page.html


def test_where_no_side_is_japanese_there_is_no_filter_by_prefecture(abroad: Dataset) -> None:
    only_abroad = abroad.select(q="amasya")
    assert 'name="prefecture"' not in _viewer(only_abroad).html
    assert 'data-find="prefecture-options"' not in _viewer(only_abroad).html
    assert 'name="country" value="TR"' in _viewer(only_abroad).html


def test_the_columns_tell_the_country_of_a_side_abroad_and_no_prefecture(abroad: Dataset) -> None:
    columns = json.loads(encode_columns(abroad.select(q="berat amasya")))
    (country,) = columns["municipalities"]["country"]
    assert columns["countries"]["name"][country] == "Albania"
    assert columns["municipalities"]["prefecture"] == [-1]
    assert columns["prefectures"] == {"code": [], "name": [], "name_ja": []}


def test_the_browser_describes_and_draws_a_side_abroad_as_no_japanese_municipality(abroad: Dataset) -> None:
    facts, homes = run_module(
        """
        import { Network } from "shimai/network";
        import { gatherTowns } from "shimai/towns";
        const network = new Network(given);
        const ties = network.ties.id.map((_, tie) => tie);
        const homes = Object.fromEntries(
          gatherTowns(network, ties).map(({ names, home }) => [names.en, home]));
        answer([network.describe(network.indexOf("berat-amasya")), homes]);
        """,
        json.loads(encode_columns(abroad.select(country=("TR", "FJ", "JP"), q="amasya"))),
    )
    assert facts["municipality"] == {"en": "Berat", "ja": ""}
    assert facts["prefecture"] == {"en": "", "ja": ""}
    assert facts["municipalityCountry"] == {"en": "Albania", "ja": "アルバニア"}
    assert homes == {"Berat": False, "Amasya": False, "Suva": False}


def test_the_browser_selects_and_counts_ties_abroad_as_geodata_does(abroad: Dataset) -> None:
    answers = run_module(
        """
        import { Network } from "shimai/network";
        import { Selection, selectTies, countFacets } from "shimai/selection";
        const network = new Network(given.columns);
        answer(given.queries.map((query) => {
          const selection = Selection.parse(new URLSearchParams(query));
          const { total, prefecture, country } = countFacets(network, selection);
          const ids = selectTies(network, selection).map((tie) => network.ties.id[tie]);
          return [ids, total, prefecture, country];
        }));
        """,
        {"columns": json.loads(encode_columns(abroad)), "queries": QUERIES},
    )
    for query, answer in zip(QUERIES, answers, strict=True):
        selection = Selection.parse([tuple(part.split("=", 1)) for part in query.split("&") if part])
        facets = abroad.facets(selection)
        ids = abroad.select(selection).frame["id"].tolist()
        assert answer == [ids, facets.total, facets.prefecture, facets.country], query


def test_the_line_of_a_tie_over_the_antimeridian_is_bent_unbroken(abroad: Dataset) -> None:
    xs = run_module(
        """
        import { Network } from "shimai/network";
        import { Arcs } from "shimai/picture";
        import { boxAround } from "shimai/ties";
        const network = new Network(given);
        const arcs = new Arcs(network).coarse(network.ties.id.keys());
        const { west, east } = boxAround(arcs, [0]);
        answer([...arcs[0].points.filter((_, index) => index % 2 === 0), west, east]);
        """,
        json.loads(encode_columns(abroad.select(q="osaka suva"))),
    )
    *points, west, east = xs
    assert max(abs(after - before) for before, after in pairwise(points)) < 3
    assert (west, east) == (min(points), max(points))


def test_a_standalone_file_carries_ties_abroad(abroad: Dataset) -> None:
    page = Page(render_standalone(abroad.select(q="tralee"), "ja"))
    assert page.columns()["ties"]["id"] == ["springfield-tralee"]
    assert "Springfield – Tralee" in page.text
