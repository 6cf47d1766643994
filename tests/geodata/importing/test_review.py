"""A review is written, filled in by a person with whatever program, and given back."""

import csv
import io

import pytest

from geodata import DataError
from geodata.importing import read_review_decisions, write_review
from tests.geodata.importing.lists import HEADER, only, partnerships, rows, take

LIST = f"""{HEADER}
横浜市,オーロラ市,アメリカ,,1990-01-02,姉妹,,
川崎市,オーロラ市,アメリカ,,,姉妹,,
府中市,ミュンヘン市,ドイツ,,,姉妹,,
横浜市,ムンバァイ市,インド,,,姉妹,,
横浜市,リヨン市,フランス,,昭和34年13月7日,姉妹,,
"""


def review_of(folder, text=LIST) -> list[dict[str, str]]:
    content = write_review(take(folder, text)[1].problems)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def fill_in(folder, lines, *, encoding="utf-8-sig", separator=",", end="\r\n", **choices):
    """Write a review with choices by the value of their question."""
    by_value = {line["value"]: line for line in lines}
    for value, choice in choices.items():
        by_value[value]["choice"] = choice
    text = io.StringIO()
    writer = csv.DictWriter(text, lines[0], delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(lines)
    (folder / "review.csv").write_bytes(text.getvalue().encode(encoding, errors="replace"))
    return read_review_decisions(folder / "review.csv")


def test_the_same_question_of_several_rows_is_one_line(tmp_path):
    lines = review_of(tmp_path)
    questions = {(line["rows"], line["column"], line["value"], line["problem"]) for line in lines}
    assert questions == {
        ("2 3", "提携先", "オーロラ市", "ambiguous"),
        ("4", "自治体名", "府中市", "ambiguous"),
        ("5", "提携先", "ムンバァイ市", "unknown"),
        ("6", "提携年月日", "昭和34年13月7日", "faulty"),
    }
    assert {line["choice"] for line in lines} == {""}


def test_a_review_filled_in_places_every_row(tmp_path):
    decisions = fill_in(
        tmp_path,
        review_of(tmp_path),
        オーロラ市="2",
        府中市="jis:34208",
        ムンバァイ市="ムンバイ",
        昭和34年13月7日="昭和34年4月7日",
    )
    tables, outcome = take(tmp_path, LIST, decisions=decisions)
    assert (outcome.read, outcome.published, outcome.in_review, outcome.stale) == (5, 5, 0, [])
    assert partnerships(tables) == [
        ("14100", "Aurora", "Illinois, US"),
        ("14130", "Aurora", "Illinois, US"),
        ("34208", "Munich", "Bavaria, DE"),
        ("14100", "Mumbai", "Maharashtra, IN"),
        ("14100", "Lyon", "Auvergne-Rhône-Alpes, FR"),
    ]
    assert rows(tables)[4]["signed"] == "1959-04-07"


def test_a_key_may_name_a_place_that_was_no_candidate_and_skip_sets_a_row_aside(tmp_path):
    decisions = fill_in(tmp_path, review_of(tmp_path), オーロラ市="geonames:5746545", 府中市="Skip")
    tables, outcome = take(tmp_path, LIST, decisions=decisions)
    assert partnerships(tables)[0] == ("14100", "Portland", "Oregon, US")
    assert outcome.review_counts == {"set aside": 1, "unknown": 1, "faulty": 1}


@pytest.mark.parametrize(
    "saved",
    [
        {"encoding": "cp932"},
        {"encoding": "utf-8", "end": "\n"},
        {"separator": ";"},
        {"separator": "\t", "encoding": "utf-16"},
    ],
)
def test_a_review_is_understood_as_excel_and_others_save_it(tmp_path, saved):
    decisions = fill_in(tmp_path, review_of(tmp_path), **saved, オーロラ市="1", 府中市="2")
    tables, outcome = take(tmp_path, LIST, decisions=decisions)
    assert outcome.published == 3
    assert partnerships(tables)[0] == ("14100", "Aurora", "Colorado, US")


@pytest.mark.parametrize(
    "choice", ["9", "0", "geonames:1", "jis:99999", "region:XX:nowhere:nowhere", "geonames:" + "9" * 30]
)
def test_a_choice_that_the_line_does_not_offer_is_a_fault_of_the_review(tmp_path, choice):
    with pytest.raises(DataError) as error:
        fill_in(tmp_path, review_of(tmp_path), オーロラ市=choice)
    (issue,) = error.value.issues
    assert (issue.file, issue.column, issue.value) == ("review.csv", "choice", choice)
    assert "write the number of a candidate" in issue.advice


def test_an_answer_to_rows_that_have_changed_is_stale_and_not_taken(tmp_path):
    decisions = fill_in(tmp_path, review_of(tmp_path), オーロラ市="2")
    changed = LIST.replace("横浜市,オーロラ市", "横浜市,ポートランド市")
    tables, outcome = take(tmp_path, changed, decisions=decisions)
    (issue,) = outcome.stale
    assert str(issue) == (
        "review.csv, row 2, column value: 'オーロラ市': row 2 of list.csv no longer says this; "
        "write a new review"
    )
    assert outcome.has_errors
    assert outcome.is_refused
    assert ("14100", "Aurora", "Illinois, US") not in partnerships(tables)


def test_an_answer_to_a_row_or_a_file_that_is_not_there_is_stale(tmp_path):
    decisions = fill_in(tmp_path, review_of(tmp_path), オーロラ市="2")
    _, outcome = take(
        tmp_path, LIST.replace("川崎市,オーロラ市,アメリカ,,,姉妹,,\n", ""), decisions=decisions
    )
    assert [issue.column for issue in outcome.stale] == ["value"]
    decisions = fill_in(tmp_path, review_of(tmp_path), オーロラ市="2")
    _, outcome = take(tmp_path, LIST, name="other.csv", decisions=decisions)
    assert "no list of this name was given" in outcome.stale[0].advice


def test_a_table_that_is_no_review_is_told_so(tmp_path):
    (tmp_path / "review.csv").write_text("自治体名,提携先\n札幌市,ミュンヘン市\n", encoding="utf-8")
    with pytest.raises(DataError, match="this column of a review is missing; write one with --review"):
        read_review_decisions(tmp_path / "review.csv")


def test_one_row_may_be_answered_apart_from_the_others(tmp_path):
    lines = review_of(tmp_path)
    question = next(line for line in lines if line["rows"] == "2 3")
    lines += [question | {"rows": "3", "choice": "2"}]
    question |= {"rows": "2", "choice": "1"}
    tables, _ = take(tmp_path, LIST, decisions=fill_in(tmp_path, lines))
    assert partnerships(tables)[:2] == [
        ("14100", "Aurora", "Colorado, US"),
        ("14130", "Aurora", "Illinois, US"),
    ]


def test_the_same_row_answered_twice_is_a_fault(tmp_path):
    lines = review_of(tmp_path)
    question = next(line for line in lines if line["rows"] == "2 3")
    lines += [question | {"rows": "3", "choice": "2"}]
    question |= {"choice": "1"}
    with pytest.raises(DataError, match="a line above has a choice for these rows"):
        fill_in(tmp_path, lines)


def test_a_value_that_looks_like_a_formula_is_neutralised_in_the_review_and_read_back(tmp_path):
    text = '自治体名,提携先,国名\n札幌市,"=HYPERLINK(""http://x"")",ドイツ\n'
    content = write_review(take(tmp_path, text)[1].problems).decode("utf-8-sig")
    assert "\"'=HYPERLINK" in content
    lines = list(csv.DictReader(io.StringIO(content)))
    lines[0]["choice"] = "ミュンヘン市"
    tables, outcome = take(tmp_path, text, decisions=fill_in(tmp_path, lines))
    assert (partnerships(tables), outcome.stale) == ([("01100", "Munich", "Bavaria, DE")], [])


def test_a_candidate_is_offered_by_a_key_that_reads_back_as_itself(tmp_path):
    problem = only(take(tmp_path, "自治体名,提携先,国名\n横浜市,Springfield,US\n")[1])
    for candidate in problem.candidates:
        lines = review_of(tmp_path, "自治体名,提携先,国名\n横浜市,Springfield,US\n")
        decisions = fill_in(tmp_path, lines, Springfield=candidate.key)
        tables, _ = take(tmp_path, "自治体名,提携先,国名\n横浜市,Springfield,US\n", decisions=decisions)
        assert partnerships(tables)[0][2] == f"{candidate.place.admin1}, US"


@pytest.mark.parametrize("choice", ["２", "２．", "2.", "ＳＫＩＰ"])
def test_a_choice_may_be_written_in_wide_characters(tmp_path, choice):
    decisions = fill_in(tmp_path, review_of(tmp_path), オーロラ市=choice)
    _, outcome = take(tmp_path, LIST, decisions=decisions)
    questions = {problem.value for problem in outcome.problems if problem.review_reason == "ambiguous"}
    assert (outcome.stale, questions) == ([], {"府中市"})
