"""What keeps a row from being published: its kind, its cell, and what would help."""

import json
import re

import pytest

from geodata.importing import write_annotations, write_json, write_report
from geodata.importing.outcome import ReviewReason
from tests.geodata.importing.lists import HEADER, candidates, only, partnerships, shipped, take

MIXED = f"""{HEADER}
札幌市,ミュンヘン市,ドイツ,,1972-08-28,姉妹,,
札幌市,ミュンヘン市,ドイツ,,1972-08-28,姉妹,,
横浜市,オーロラ市,アメリカ,,,姉妹,,
横浜市,ムンバァイ市,インド,,,姉妹,,
横浜市,リヨン市,フランス,,昭和34年13月7日,姉妹,,
リヨン市,ミュンヘン市,ドイツ,,,姉妹,,
合計,5,,,,,,
"""


def test_every_row_read_is_published_merged_or_waits_for_a_person(tmp_path):
    tables, outcome = take(tmp_path, MIXED)
    assert (outcome.read, outcome.published, outcome.merged, outcome.unchanged) == (6, 1, 1, 1)
    assert outcome.review_counts == {
        ReviewReason.AMBIGUOUS: 1,
        ReviewReason.UNKNOWN: 2,
        ReviewReason.INVALID: 1,
    }
    assert partnerships(tables) == [("01100", "Munich", "Bavaria, DE")]
    assert [(one.number, one.reason) for one in outcome.skipped_rows] == [(8, "total")]


def test_the_report_says_so_in_its_first_lines_and_shows_each_question(tmp_path):
    _, outcome = take(tmp_path, MIXED)
    report = write_report(outcome)
    assert report.startswith(
        "read 6 = published 1 + merged 1 + in the review 4\n"
        "  of those merged, 1 said nothing new\n"
        "  1 faulty\n"
        "  2 unknown\n"
        "  1 ambiguous\n"
    )
    assert "list.csv, row 6, column 提携年月日: '昭和34年13月7日': there is no month 13" in report
    assert "    1. Aurora, Colorado, US; population 3" in report
    assert re.search(r"2\. Aurora, Illinois, US; population \d\d\d,\d\d\d; 1,\d\d\d km from 1", report)
    assert "list.csv, row 8: '合計 | 5': total" in report


def test_an_ambiguous_name_comes_with_its_candidates_and_what_would_decide(tmp_path):
    problem = only(take(tmp_path, "自治体名,提携先,国名\n横浜市,Springfield,US\n")[1])
    assert (problem.review_reason, problem.column, problem.row.number) == ("ambiguous", "提携先", 2)
    assert problem.reason == "ambiguous; admin1 would decide"
    assert {"Springfield, Missouri, US", "Springfield, Illinois, US"} <= set(candidates(problem))


def test_an_unknown_name_comes_with_its_nearest_spellings(tmp_path):
    problem = only(take(tmp_path, "自治体名,提携先,国名\n横浜市,Kaohsung,台湾\n")[1])
    assert (problem.review_reason, problem.reason) == ("unknown", "unknown")
    assert "Kaohsiung" in problem.nearest


def test_a_name_outside_its_state_is_unknown_there_and_shown_where_it_is(tmp_path):
    problem = only(take(tmp_path, "自治体名,提携先,国名,州名\n札幌市,ミュンヘン市,ドイツ,ヘッセン州\n")[1])
    assert (problem.review_reason, problem.reason) == ("unknown", "unknown there, but known elsewhere")
    assert "Munich, Bavaria, DE" in candidates(problem)
    assert problem.scope == "ヘッセン州, ドイツ"


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("札幌市,ミュンヘン市,ドイツ,,1972-02-30,,,", "提携年月日", "1972-02-30", "there is no day 30"),
        ("札幌市,ミュンヘン市,ドイツ,,いつか,,,", "提携年月日", "いつか", "this is not a date"),
        ("札幌市,ミュンヘン市,ドイツ,,,乾杯,,", "種別", "乾杯", "write one of sister_city"),
        ("札幌市,ミュンヘン市,ドイツ,,,,たぶん,", "状態", "たぶん", "write one of active"),
        ("札幌市,=A1,ドイツ,,,,,", "提携先", "=A1", "this is a formula"),
        ("札幌市," + "長" * 201 + ",ドイツ,,,,,", "提携先", "長" * 201, "at most 200 characters"),
    ],
)
def test_a_faulty_cell_is_named_with_its_row_column_value_and_what_to_do(
    tmp_path, row, column, value, reason
):
    problem = only(take(tmp_path, f"{HEADER}\n{row}\n")[1])
    assert (problem.review_reason, problem.row.number, problem.column, problem.value) == (
        "faulty",
        2,
        column,
        value,
    )
    assert reason in problem.reason


def test_an_end_before_the_beginning_is_faulty(tmp_path):
    text = "自治体名,提携先,国名,提携年月日,解消年月日\n札幌市,ミュンヘン市,ドイツ,1972-08-28,1971\n"
    problem = only(take(tmp_path, text)[1])
    assert (problem.column, problem.value) == ("解消年月日", "1971")
    assert problem.reason == "it can't end before it was signed"


def test_a_pair_without_a_japanese_side_waits_unless_it_may_be_anywhere(tmp_path):
    text = "city1,country1,city2,country2\nLyon,France,Frankfurt am Main,Germany\n"
    problem = only(take(tmp_path, text)[1])
    assert problem.review_reason == "no Japanese side"
    assert "--anywhere" in problem.reason
    tables, outcome = take(tmp_path, text, anywhere=True)
    assert outcome.published == 1
    row = tables.partnerships.iloc[0]
    assert (row["municipality_code"], row["municipality_place"]) == ("", "fr-auvergne-rhone-alpes-lyon")


def test_both_sides_may_be_japanese_but_not_the_same(tmp_path):
    text = "自治体名,提携先,国名\n札幌市,松本市,日本\n札幌市,札幌市,日本\n"
    tables, outcome = take(tmp_path, text)
    assert partnerships(tables) == [("01100", "Matsumoto", "Nagano, JP")]
    assert only(outcome).reason.startswith("both names give Sapporo")


def test_a_side_in_japan_comes_first_wherever_the_list_has_it(tmp_path):
    text = (
        "city1,country1,city2,country2\nMunich,Germany,Sapporo,Japan\nSapporo,Japan,Portland (Oregon),USA\n"
    )
    tables, _ = take(tmp_path, text)
    assert [code for code, _, _ in partnerships(tables)] == ["01100", "01100"]
    assert [partner for _, partner, _ in partnerships(tables)] == ["Munich", "Portland"]


def test_a_list_with_a_header_alone_is_read_as_no_rows(tmp_path):
    _, outcome = take(tmp_path, "自治体名,提携先,国名\n")
    assert write_report(outcome).startswith(
        "read 0 = published 0 + merged 0 + in the review 0\nno row was found below the header of list.csv"
    )


def test_the_report_as_json_holds_every_count_and_every_problem(tmp_path):
    _, outcome = take(tmp_path, MIXED)
    document = json.loads(write_json(outcome))
    assert {name: document[name] for name in ("read", "published", "merged", "unchanged", "in_review")} == {
        "read": 6, "published": 1, "merged": 1, "unchanged": 1, "in_review": 4,
    }  # fmt: skip
    assert document["waiting"] == {"ambiguous": 1, "unknown": 2, "faulty": 1}
    aurora = next(one for one in document["problems"] if one["problem"] == "ambiguous")
    assert (aurora["file"], aurora["row"], aurora["column"]) == ("list.csv", 4, "提携先")
    assert aurora["candidates"][0]["label"] == "Aurora, Colorado, US"
    assert aurora["candidates"][0]["key"] == "geonames:5412347"
    assert document["left_out"][0]["row"] == 8


def test_annotations_escape_what_github_would_take_for_its_own(tmp_path):
    text = '自治体名,提携先,国名\n札幌市,"50%\n::error::x",ドイツ\n'
    _, outcome = take(tmp_path, text, name="a,b:c.csv")
    said = write_annotations(outcome, {"a,b:c.csv": "lists/a,b:c.csv"})
    assert said.startswith(
        "::warning file=lists/a%2Cb%3Ac.csv,line=2::a,b:c.csv, row 2, column 提携先: '50%25"
    )
    assert "\n" not in said


def test_the_same_row_twice_is_one_partnership(tmp_path):
    tables, outcome = take(
        tmp_path, "自治体名,提携先,国名\n" + "札幌市,ミュンヘン市,ドイツ\n" * 3, into=shipped()
    )
    assert (outcome.published, outcome.merged, outcome.unchanged) == (0, 3, 2)
    assert len(tables.partnerships) == len(shipped().partnerships)


def test_a_note_too_long_for_a_workbook_is_a_fault_of_its_cell(tmp_path):
    rows = f"自治体名,提携先,国名,備考\n横浜市,リヨン市,フランス,{'あ' * 5001}\n"
    problem = only(take(tmp_path, rows)[1])
    assert (problem.review_reason, problem.column) == ("faulty", "備考")
    assert problem.reason == "write a note of at most 5,000 characters"
