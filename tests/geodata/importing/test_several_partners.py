"""Cells that name several partners: split where each has its country or state, else the row waits."""

from pathlib import Path

import pytest

from tests.geodata.importing.lists import only, partnerships, rows, take, take_files

CASES = Path(__file__).parent / "cases"
HEADER = "市区町村名,提携先,国名,提携年月日\n"


def test_several_partners_each_with_its_country_are_several_partnerships():
    tables, outcome = take_files([CASES / "several-partners-in-a-cell.csv"])
    assert outcome.problems == []
    assert [(row["partner"], row["signed"]) for row in rows(tables)] == [
        ("San Francisco", "1957-10-07"),
        ("Chicago", "1957-10-07"),
    ]


@pytest.mark.parametrize(
    ("cell", "country", "found"),
    [
        ("ハンブルク(ドイツ)/ミラノ(イタリア)", "", ["Hamburg", "Milan"]),
        ("ハンブルク、ミラノ", "ドイツ、イタリア", ["Hamburg", "Milan"]),
        ("ハンブルク・ミラノ", "ドイツ・イタリア", ["Hamburg", "Milan"]),
        ("Hamburg and Milan", "Germany and Italy", ["Hamburg", "Milan"]),
        ("ハンブルク\nミラノ", "ドイツ\nイタリア", ["Hamburg", "Milan"]),
        ("Chicago, Illinois; San Francisco, California", "USA", ["Chicago", "San Francisco"]),
        ("シカゴ(イリノイ州)とサンフランシスコ(カリフォルニア州)", "アメリカ", ["Chicago", "San Francisco"]),
    ],
)
def test_separators_as_people_write_them(tmp_path, cell, country, found):
    tables, outcome = take(tmp_path, f'{HEADER}大阪市,"{cell}","{country}",\n')
    assert outcome.problems == []
    assert [partner for _, partner, _ in partnerships(tables)] == found


def test_as_many_dates_as_partners_are_theirs(tmp_path):
    text = f'{HEADER}大阪市,"ハンブルク、ミラノ","ドイツ、イタリア","1989年5月11日、1981年6月8日"\n'
    tables, _ = take(tmp_path, text)
    assert [row["signed"] for row in rows(tables)] == ["1989-05-11", "1981-06-08"]


@pytest.mark.parametrize(
    "cell",
    [
        "サンフランシスコ、シカゴ", "サンフランシスコ,シカゴ", "サンフランシスコ，シカゴ",
        "サンフランシスコ・シカゴ", "サンフランシスコ\nシカゴ", "サンフランシスコとシカゴ",
        "サンフランシスコ及びシカゴ", "San Francisco; Chicago", "San Francisco / Chicago",
        "San Francisco and Oakland", "San Francisco, Chicago",
    ],
)  # fmt: skip
def test_several_partners_of_one_country_cell_wait_together(tmp_path, cell):
    tables, outcome = take(tmp_path, f'{HEADER}大阪市,"{cell}",アメリカ,\n')
    assert partnerships(tables) == []
    assert only(outcome).reason.startswith("the cell names several partners (")


def test_where_one_of_several_is_unknown_none_is_published(tmp_path):
    tables, outcome = take(tmp_path, f"{HEADER}大阪市,サンフランシスコ(アメリカ)、ナントカ市(アメリカ),,\n")
    assert partnerships(tables) == []
    assert only(outcome).review_reason == "unknown"


def test_several_countries_for_one_partner_wait(tmp_path):
    tables, outcome = take(tmp_path, f'{HEADER}広島市,ハノーバー,"アメリカ、ドイツ",\n')
    assert partnerships(tables) == []
    assert only(outcome).column == "国名"


@pytest.mark.parametrize(
    ("cell", "country", "found"),
    [
        ("Portland, Oregon", "USA", "Portland"),
        ("シャモニー・モンブラン", "フランス", "Chamonix-Mont-Blanc"),
        ("バーデン・バーデン", "ドイツ", "Baden-Baden"),
        ("米国・ワシントン州・シェヘリス市", "", "Chehalis"),
        ("Haaren – Esch", "Netherlands", "Haaren – Esch"),
        ("Epsom and Ewell", "United Kingdom", "Epsom and Ewell"),
        ("Sarajevo", "Bosnia and Herzegovina", "Sarajevo"),
        ("サラエボ", "ボスニア・ヘルツェゴビナ", "Sarajevo"),
    ],
)
def test_a_name_with_a_separator_of_its_own_stays_whole(tmp_path, cell, country, found):
    tables, outcome = take(tmp_path, f'{HEADER}札幌市,"{cell}",{country},\n')
    assert outcome.problems == []
    assert [partner for _, partner, _ in partnerships(tables)] == [found]


def test_a_review_replaces_the_cell(tmp_path):
    text = f"{HEADER}大阪市,サンフランシスコ、シカゴ,アメリカ,\n"
    _, outcome = take(tmp_path, text)
    assert only(outcome).value == "サンフランシスコ、シカゴ"
