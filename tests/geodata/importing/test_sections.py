"""Tables with sections, second headers and several partners in a line."""

from pathlib import Path

import openpyxl
import pytest

from geodata.importing import ReviewDecisions, read_review_decisions, write_report, write_review
from tests.geodata.importing.lists import partnerships, rows, take, take_files

CASES = Path(__file__).parent / "cases"


def told(tables) -> list[tuple[str, str, str, str]]:
    return [
        (row["partner"], row["kind"], row["status"], row["signed"] or row["ended"]) for row in rows(tables)
    ]


def test_a_second_header_is_read_with_the_heading_above_it():
    tables, outcome = take_files([CASES / "second-header.csv"])
    assert outcome.problems == []
    assert told(tables) == [
        ("Freiburg", "sister_city", "active", "1989-04-15"),
        ("Porto", "sister_city", "ended", "2001-01-01"),
    ]


def test_section_lines_say_kind_and_status():
    tables, outcome = take_files([CASES / "section-lines.csv"])
    assert outcome.problems == []
    assert told(tables) == [
        ("Freiburg", "sister_city", "active", "1989-04-15"),
        ("Chongqing", "friendship_city", "active", "1986-10-23"),
        ("Porto", "sister_city", "ended", "1978-11-08"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind", "status"),
    [
        ("■ 友好都市（2件）", "friendship_city", "active"),
        ("2. 友好交流都市", "friendship_city", "active"),
        ("【提携を解消した都市】", "sister_city", "ended"),
        ("休止中の友好都市", "friendship_city", "suspended"),
        ("Friendship cities", "friendship_city", "active"),
        ("Former sister cities", "sister_city", "ended"),
        ("提携予定", "sister_city", "planned"),
    ],
)
def test_headings_as_people_write_them(tmp_path, heading, kind, status):
    text = f"市区町村名,提携先,国名\n松山市,フライブルク,ドイツ\n{heading},,\n広島市,重慶,中国\n"
    tables, _ = take(tmp_path, text)
    assert [(row["kind"], row["status"]) for row in rows(tables)] == [
        ("sister_city", "active"),
        (kind, status),
    ]


def test_headings_within_headings(tmp_path):
    text = (
        "市区町村名,提携先\n姉妹都市,\nドイツ,\n松山市,フライブルク\nフランス,\n仙台市,レンヌ\n"
        "友好都市,\n中国,\n広島市,重慶\n解消,\nポルトガル,\n長崎市,ポルト\n"
    )
    tables, _ = take(tmp_path, text)
    assert [(row["partner"], row["country"], row["kind"], row["status"]) for row in rows(tables)] == [
        ("Freiburg", "DE", "sister_city", "active"),
        ("Rennes", "FR", "sister_city", "active"),
        ("Chongqing", "CN", "friendship_city", "active"),
        ("Porto", "PT", "sister_city", "ended"),
    ]


@pytest.mark.parametrize("heading", ["調整中", "姉妹港", "姉妹都市以外", "※以下は解消済み", "休止・解消"])
def test_rows_below_a_heading_that_is_not_understood_wait(tmp_path, heading):
    text = (
        f"市区町村名,提携先,国名\n松山市,フライブルク,ドイツ\n{heading},,\n"
        "広島市,重慶,中国\n仙台市,レンヌ,フランス\n"
    )
    tables, outcome = take(tmp_path, text)
    assert [partner for _, partner, _ in partnerships(tables)] == ["Freiburg"]
    assert [(one.row.number, one.field, one.value) for one in outcome.problems] == [
        (4, "section", heading),
        (5, "section", heading),
    ]
    assert outcome.has_errors


def test_a_review_says_what_a_heading_means(tmp_path):
    text = "市区町村名,提携先,国名\n松山市,フライブルク,ドイツ\n調整中,,\n広島市,重慶,中国\n"
    _, outcome = take(tmp_path, text)
    review = write_review(outcome.problems).decode("utf-8-sig").splitlines()
    (tmp_path / "review.csv").write_text("\n".join([review[0], review[1] + "解消"]), encoding="utf-8")
    decisions = read_review_decisions(tmp_path / "review.csv")
    assert isinstance(decisions, ReviewDecisions)
    tables, outcome = take(tmp_path, text, decisions=decisions)
    assert told(tables)[1] == ("Chongqing", "sister_city", "ended", "")


@pytest.mark.parametrize("line", ["アジア", "※は休止中", "以上", "令和5年4月1日現在", "説明の文です。"])
def test_remarks_between_rows_say_nothing_of_them(tmp_path, line):
    text = f"市区町村名,提携先,国名\n松山市,フライブルク,ドイツ\n{line},,\n広島市,重慶,中国\n"
    _, outcome = take(tmp_path, text)
    assert (outcome.published, outcome.problems) == (2, [])


def test_the_name_of_a_sheet_says_kind_status_country_or_prefecture(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, cells in (
        ("友好都市", ("広島市", "重慶", "中国")),
        ("解消", ("長崎市", "ポルト", "ポルトガル")),
        ("ドイツ", ("松山市", "フライブルク", "")),
        ("福島県", ("伊達市", "リヴィア", "アメリカ")),
    ):
        sheet = workbook.create_sheet(name)
        sheet.append(["市区町村名", "提携先", "国名"])
        sheet.append(cells)
    workbook.save(tmp_path / "a.xlsx")
    tables, outcome = take_files([tmp_path / "a.xlsx"])
    assert [(row["partner"], row["kind"], row["status"]) for row in rows(tables)] == [
        ("Chongqing", "friendship_city", "active"),
        ("Porto", "sister_city", "ended"),
        ("Freiburg", "sister_city", "active"),
        ("Revere", "sister_city", "active"),
    ]
    assert rows(tables)[3]["municipality_code"] == "07213"
    assert outcome.problems == []


def test_rows_below_a_header_that_is_not_understood_are_not_read(tmp_path):
    text = "市区町村名,提携先,国名\n松山市,フライブルク,ドイツ\n国名,件数,\n中国,5,\nドイツ,3,\n"
    tables, outcome = take(tmp_path, text)
    assert [partner for _, partner, _ in partnerships(tables)] == ["Freiburg"]
    (problem,) = outcome.problems
    assert (problem.row.number, problem.review_reason) == (3, "faulty")
    assert "it covers rows 4 to 5, which were not read" in problem.reason


def test_several_partners_in_repeated_columns_are_all_read():
    tables, outcome = take_files([CASES / "several-partner-columns.csv"])
    assert (outcome.read, outcome.problems) == (4, [])
    assert [(code, partner) for code, partner, _ in partnerships(tables)] == [
        ("34100", "Honolulu"),
        ("34100", "Hannover"),
        ("42201", "Saint Paul"),
        ("42201", "Porto"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "市区町村名,姉妹都市1,国名1,姉妹都市2,国名2",
        "市区町村名,姉妹都市①,国①,姉妹都市②,国②",
        "Municipality,Sister city 1,Country 1,Sister city 2,Country 2",
        "市区町村名,提携先A,国名A,提携先B,国名B",
        "市区町村名,都市1,国1,都市2,国2",
        "市区町村名,提携先,国名,,",
    ],
)
def test_several_partners_in_numbered_and_unnamed_columns_are_all_read(tmp_path, header):
    text = f"{header}\n広島市,ホノルル,アメリカ,ハノーバー,ドイツ\n長崎市,ポルト,ポルトガル,,\n"
    tables, outcome = take(tmp_path, text)
    assert outcome.problems == []
    assert [partner for _, partner, _ in partnerships(tables)] == ["Honolulu", "Hannover", "Porto"]


def test_unnamed_columns_with_partners_in_brackets_of_their_country(tmp_path):
    text = (
        "市区町村名,姉妹都市,,\n広島市,ホノルル(アメリカ),ハノーバー(ドイツ),重慶(中国)\n"
        "長崎市,ポルト(ポルトガル),,\n"
    )
    tables, outcome = take(tmp_path, text)
    assert outcome.problems == []
    assert [country for _, _, country in partnerships(tables)] == [
        "Hawaii, US", "Lower Saxony, DE", "Chongqing, CN", "Porto, PT",
    ]  # fmt: skip


def test_an_unnamed_column_of_countries_is_no_further_partner(tmp_path):
    text = "市区町村名,提携先,\n広島市,ハノーバー,ドイツ\n長崎市,ポルト,ポルトガル\n"
    tables, outcome = take(tmp_path, text)
    assert [(partner, country) for _, partner, country in partnerships(tables)] == [
        ("Hannover", "Lower Saxony, DE"),
        ("Porto", "Porto, PT"),
    ]
    assert outcome.problems == []


def test_every_column_with_values_that_was_not_read_is_named_in_the_report(tmp_path):
    text = (
        "No.,市区町村名,提携先,国名,人口,空欄,\n1,広島市,ハノーバー,ドイツ,100,,\n"
        "2,長崎市,ポルト,ポルトガル,,,8\n"
    )
    _, outcome = take(tmp_path, text)
    line = "  list.csv, row 1: columns with values that were not read: No., 人口, (column 7)"
    assert line in write_report(outcome).splitlines()
