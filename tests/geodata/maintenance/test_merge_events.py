"""Events merged into a dataset: places, partnerships, plans, signings, and nothing on a second run."""

import csv
from importlib.resources import as_file
from pathlib import Path

import pytest

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import TableRow
from geodata.importing.event_terms import is_plan
from geodata.maintenance.event_rows import COLUMNS, read_events
from geodata.maintenance.merge_events import Decisions, EventReport, merge_events
from geodata.maintenance.shipped_files import read_shipped, table_rows
from geodata.model.shipped import shipped_data
from tests.support.shared_facts import read_facts, shared_path

EVENT = dict.fromkeys(COLUMNS, "") | {
    "event_id": "2001-05-06-visit-27100",
    "date": "2001-05-06",
    "kind": "visit",
    "jp_codes": "27100",
    "partner_names": "San Francisco",
    "partner_country": "US",
    "place": "San Francisco, US",
    "title_en": "The mayor of Osaka visited San Francisco.",
    "title_ja": "大阪市長がサンフランシスコ市を訪れた。",
    "source_url": "https://news.example/x",
    "source_title": "The News",
}


@pytest.fixture
def tables() -> TextTables:
    with as_file(shipped_data()) as folder:
        return read_shipped(folder)


@pytest.fixture
def decisions() -> Decisions:
    with as_file(shipped_data()) as folder:
        return Decisions.read(folder)


def merge(
    folder: Path, tables: TextTables, *events: dict[str, str], decisions: Decisions | None = None
) -> tuple[TextTables, EventReport]:
    path = folder / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(COLUMNS))
        writer.writeheader()
        writer.writerows(EVENT | event for event in events)
    records, issues = read_events(path)
    assert issues == []
    return merge_events(records, tables, decisions or Decisions({}, {}, {}))


def new_row(folder: Path, tables: TextTables, event: dict[str, str]) -> TableRow:
    (row,) = merge(folder, tables, event)[1].new
    return row


def test_every_event_of_the_facts_ships_with_its_date_municipalities_and_source(tables, decisions):
    shipped = {row["id"]: row for row in table_rows(tables.events)}
    sources = {row["id"]: row for row in table_rows(tables.sources)}
    lost = []
    for fact in read_facts("events"):
        row = shipped.get(decisions.merged.get(fact["event_id"], fact["event_id"]))
        told = [sources[id_] for id_ in row["sources"].split(";")] if row else []
        if not (
            row
            and row["date"].startswith(fact["date"])
            and row["municipality_codes"] == fact["jp_codes"]
            and row["kind"] == fact["kind"]
            and any(fact["source_url"] in (source["url"], "") for source in told)
            and any(fact["source_url"] or fact["source_title"] == source["title"] for source in told)
        ):
            lost.append(fact)
    assert lost == []


def test_the_events_that_were_merged_change_nothing_when_they_are_merged_again(tables, decisions):
    records, issues = read_events(shared_path("facts", "events.csv"))
    merged, report = merge_events(records, tables, decisions)
    assert (issues, report.new, report.merged, report.signings) == ([], [], [], [])
    for name in ("events", "partnerships", "sources"):
        assert getattr(merged, name).to_dict("records") == getattr(tables, name).to_dict("records")


def test_a_new_event_has_its_place_and_its_partnerships(tmp_path, tables):
    row = new_row(tmp_path, tables, {})
    assert (row["partnerships"], row["place"]) == (
        "osaka-27100-san-francisco-us",
        "us-california-san-francisco",
    )
    assert (row["status"], row["venue"]) == ("held", "San Francisco, US")


def test_each_partner_belongs_to_its_own_municipality(tmp_path, tables):
    two = {
        "jp_codes": "15204;12206",
        "partner_names": "Ghana;Nigeria",
        "partner_country": "GH;NG",
        "place": "",
    }
    row = new_row(tmp_path, tables, two)
    assert row["partnerships"].split(";") == ["sanjo-15204-ghana-gh", "kisarazu-12206-nigeria-ng"]
    assert (row["partners"], row["countries"], row["place"]) == ("Ghana;Nigeria", "GH;NG", "")


def test_a_spelling_that_maintainers_know_means_its_partnership(tmp_path, tables, decisions):
    event = {"jp_codes": "31000", "partner_names": "Tuv", "partner_country": "MN", "place": "Tuv, Mongolia"}
    _, report = merge(tmp_path, tables, event, decisions=decisions)
    (row,) = report.new
    assert row["partnerships"] == "tottori-prefecture-31000-tov-province-mn"
    assert row["place"] == "mn-tov-province-region"


def test_two_rows_of_one_event_are_one_with_both_sources(tmp_path, tables):
    other = {
        "event_id": "another",
        "source_title": "Another newspaper",
        "source_url": "https://other.example",
    }
    merged, report = merge(tmp_path, tables, {}, other)
    (row,) = report.new
    assert len(row["sources"].split(";")) == 2
    assert len(merged.events) == len(tables.events) + 1


def test_an_event_that_maintainers_decided_to_be_another_one_is_its_source(tmp_path, tables):
    less = {"event_id": "less", "date": "2001", "source_title": "Another newspaper", "source_url": ""}
    decided = Decisions({}, {}, {"less": EVENT["event_id"]})
    (row,) = merge(tmp_path, tables, less, {}, decisions=decided)[1].new
    assert (row["date"], len(row["sources"].split(";"))) == ("2001-05-06", 2)


def test_events_that_may_be_one_are_reported(tmp_path, tables):
    less = {"event_id": "less", "date": "2001-05", "place": ""}
    _, report = merge(tmp_path, tables, {}, less)
    assert [(one["id"], other["id"]) for one, other in report.alike] == [(EVENT["event_id"], "less")]


def test_a_signing_of_the_partnerships_date_is_another_source_of_it_and_one_more_precise_dates_it(
    tmp_path, tables
):
    merged, report = merge(tmp_path, tables, {"kind": "signing", "date": "1957-10-07"})
    (signing,) = report.signings
    (row,) = (row for row in table_rows(merged.partnerships) if row["id"] == "osaka-27100-san-francisco-us")
    assert (signing.known, signing.result, row["signed"]) == ("1957-10", "dated", "1957-10-07")
    assert set(report.new[0]["sources"].split(";")) <= set(row["sources"].split(";"))


def test_a_signing_of_another_date_is_reported_and_changes_no_partnership(tmp_path, tables):
    merged, report = merge(tmp_path, tables, {"kind": "signing", "date": "1999"})
    assert [signing.result for signing in report.signings] == ["another"]
    assert merged.partnerships.to_dict("records") == tables.partnerships.to_dict("records")


def test_a_planned_signing_dates_nothing(tmp_path, tables):
    plan = {"kind": "signing", "date": "1957-10-07", "title_en": "The mayors were to sign a pact."}
    assert merge(tmp_path, tables, plan)[1].signings == []


@pytest.mark.parametrize(
    ("kind", "title", "title_ja", "plan"),
    [
        ("visit", "Eight people were to visit Lismore.", "訪れた。", True),
        ("visit", "The mayor planned to visit Lismore.", "訪れた。", True),
        ("visit", "A ceremony marked 60 years.", "式典が予定された。", True),
        (
            "study_tour",
            "A tour of the prefecture was held (19 expected).",
            "実施した(19人の参加予定)。",
            False,
        ),
        ("support", "The town held five minutes of silence and planned to raise funds.", "示した。", False),
        ("suspension", "A meeting to which officials were to go was put off.", "延期した。", False),
    ],
)
def test_a_title_tells_of_a_plan_or_of_what_was(kind, title, title_ja, plan):
    assert is_plan(kind, title, title_ja) is plan


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", ""),
        ("date", "5 May 2001"),
        ("date_end", "2000"),
        ("kind", "party"),
        ("jp_codes", "99999"),
        ("title_ja", " "),
        ("participants", "many"),
        ("source_title", ""),
    ],
)
def test_a_row_that_cannot_be_parsed_is_an_issue_of_its_column(tmp_path, column, value):
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(COLUMNS))
        writer.writeheader()
        writer.writerow(EVENT | {column: value})
    records, issues = read_events(path)
    assert records == []
    assert {(issue.row, issue.column) for issue in issues} == {(2, column)}


def test_one_country_is_of_all_partners_else_each_has_its_own(tmp_path):
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(COLUMNS))
        writer.writeheader()
        writer.writerow(EVENT | {"partner_names": "Amalfi;Certaldo", "partner_country": "IT"})
        writer.writerow(EVENT | {"partner_names": "A;B;C", "partner_country": "IT;FR"})
    records, issues = read_events(path)
    assert [partner.country for partner in records[0].partners] == ["IT", "IT"]
    assert [issue.column for issue in issues] == ["partner_country"]
