"""Tables of events taken in: headers in either language, places, links, the review, and our own exports."""

from pathlib import Path

import openpyxl
import pytest

from geodata import load
from geodata.dataset.tables import TextTables, empty_tables
from geodata.importing import (
    ImportOptions,
    Outcome,
    import_events,
    import_lists,
    read_review_decisions,
    write_review,
)
from geodata.importing.event_terms import parse_dates, parse_event_kind, parse_participants
from geodata.readers.mapping import MappingError
from geodata.stores.versions import publish
from geodata.text.written_dates import WrittenDateError
from geodata.writers import FORMATS, Export
from geodata.writers.event_export import EventExport
from geodata.writers.event_geojson import event_collection
from geodata.writers.event_table import event_csv
from tests.geodata.importing.lists import only, shipped

JAPANESE = "日付,終了日,種別,自治体,相手,国・地域,場所,内容,参加者数,出典"
ENGLISH = "Date,End date,Kind,Municipality,Partner,Country,Venue,Title,Participants,Source"


def take(folder: Path, text: str, *, into: TextTables | None = None, **options) -> tuple[TextTables, Outcome]:
    path = folder / "events.csv"
    path.write_text(text, encoding="utf-8")
    return take_files([path], into=into, **options)


def take_files(paths: list[Path], *, into: TextTables | None = None, **options) -> tuple[TextTables, Outcome]:
    tables, outcome = import_events(paths, shipped() if into is None else into, ImportOptions(**options))
    assert outcome.read == outcome.published + outcome.merged + outcome.in_review
    return tables, outcome


def new_event(tables: TextTables) -> dict[str, str]:
    known = set(shipped().events["id"])
    (event,) = [row for row in tables.events.to_dict("records") if row["id"] not in known]
    return event


def test_a_japanese_table_becomes_an_event_with_its_place_and_partnership(tmp_path):
    line = "令和5年10月7日,2023/10/9,訪問,札幌市,ポートランド,米国,札幌市 大通公園,来札した。,約1200人,市報"
    tables, outcome = take(tmp_path, f"{JAPANESE}\n{line}\n")
    event = new_event(tables)
    assert outcome.published == 1
    assert (event["date"], event["date_end"], event["kind"]) == ("2023-10-07", "2023-10-09", "visit")
    assert (event["municipality_codes"], event["countries"]) == ("01100", "US")
    assert event["partnerships"] == "sapporo-01100-portland-us"
    assert (event["place"], event["venue"]) == ("jp-01100", "札幌市 大通公園")
    assert (event["title"], event["title_ja"]) == ("来札した。", "来札した。")
    assert (event["participants"], event["status"]) == ("1200", "held")
    assert event["id"] == "2023-10-07-visit-01100"


def test_an_english_table_with_several_towns_and_no_partner(tmp_path):
    line = (
        '2024-02,,Study tour,"Misato, Shimane; 07000",,,"Warsaw, Poland",Diplomats were to see both.,20,News'
    )
    event = new_event(take(tmp_path, f"{ENGLISH}\n{line}\n")[0])
    assert (event["municipality_codes"], event["partnerships"]) == ("32448;07000", "")
    assert (event["kind"], event["status"]) == ("study_tour", "planned")
    assert event["place"].startswith("pl-")


def test_a_workbook_is_read_sheet_by_sheet_below_its_titles(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["国際交流の記録"])
    book.active.append(["開催日", "事業名", "市町村", "人数"])
    book.active.append(["2019年5月1日", "中学生を派遣した。", "大洲市", 12])
    book.active.append([])
    book.create_sheet("覚え").append(["何もない"])
    book.save(tmp_path / "記録.xlsx")
    tables, outcome = take_files([tmp_path / "記録.xlsx"])
    event = new_event(tables)
    assert (event["municipality_codes"], event["date"], event["participants"]) == (
        "38207",
        "2019-05-01",
        "12",
    )
    assert {one.reason for one in outcome.skipped_rows} == {
        "above the header",
        "no table of events on this sheet",
    }


def test_the_municipality_of_a_table_without_one_is_given(tmp_path):
    text = "日付,内容\n2020-01-02,式典を開いた。\n"
    assert new_event(take(tmp_path, text, municipality="札幌市")[0])["municipality_codes"] == "01100"


def test_columns_can_be_mapped(tmp_path):
    text = "いつ,なに\n2020-01-02,式典を開いた。\n"
    mapping = {"date": "いつ", "title_ja": "なに"}
    assert new_event(take(tmp_path, text, mapping=mapping)[0])["title"] == "式典を開いた。"
    with pytest.raises(MappingError):
        take(tmp_path, text, mapping={"partner": "なに"})


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("日付", "いつか", "faulty"),
        ("日付", "", "faulty"),
        ("終了日", "1999", "faulty"),
        ("種別", "謎", "faulty"),
        ("参加者数", "多数", "faulty"),
        ("内容", "=A1", "faulty"),
        ("国・地域", "アトランティス", "unknown"),
        ("自治体", "無何有市", "unknown"),
        ("自治体", "府中市", "ambiguous"),
    ],
)
def test_a_row_that_is_not_understood_whole_waits_with_its_column(tmp_path, column, cell, reason):
    cells = ["2020", "", "訪問", "札幌市", "", "", "", "来た。", "", "市報"]
    row = dict(zip(JAPANESE.split(","), cells, strict=True)) | {column: cell}
    tables, outcome = take(tmp_path, f"{JAPANESE}\n{','.join(row.values())}\n")
    problem = only(outcome)
    assert (problem.column, problem.review_reason, problem.row.number) == (column, reason, 2)
    assert len(tables.events) == len(shipped().events)


def test_a_choice_in_the_review_decides_an_ambiguous_name(tmp_path):
    text = f"{JAPANESE}\n2020,,訪問,府中市,,,,来た。,,市報\n"
    _, outcome = take(tmp_path, text)
    keys = [candidate.key for candidate in only(outcome).candidates]
    assert keys == ["jis:13206", "jis:34208"]
    review = write_review(outcome.problems).decode("utf-8-sig").rstrip("\r\n") + "jis:34208\r\n"
    (tmp_path / "review.csv").write_text(review, encoding="utf-8")
    tables, _ = take(tmp_path, text, decisions=read_review_decisions(tmp_path / "review.csv"))
    assert new_event(tables)["municipality_codes"] == "34208"


def test_lines_without_date_and_title_are_skipped_and_a_file_without_events_is_unreadable(tmp_path):
    _, outcome = take(tmp_path, f"{JAPANESE}\n,,,札幌市,,,,,,\n{JAPANESE}\n")
    assert [one.reason for one in outcome.skipped_rows] == ["neither date nor title", "header repeated"]
    assert (outcome.read, outcome.without_rows) == (0, ["events.csv"])
    assert take(tmp_path, "自治体,提携先\n札幌市,ポートランド\n")[1].unreadable


def test_an_export_given_back_changes_no_cell(tmp_path):
    (tmp_path / "events.csv").write_bytes(event_csv(EventExport.of(load())))
    tables, outcome = take_files([tmp_path / "events.csv"])
    assert outcome.unchanged == outcome.read == len(shipped().events)
    for name in ("partnerships", "sources", "places", "events"):
        assert getattr(tables, name).to_csv() == getattr(shipped(), name).to_csv()


def test_exported_geojson_given_back_changes_no_cell(tmp_path):
    (tmp_path / "events.geojson").write_bytes(event_collection(EventExport.of(load())))
    tables, outcome = take_files([tmp_path / "events.geojson"])
    assert outcome.unchanged == outcome.read == len(shipped().events)
    assert tables.events.to_csv() == shipped().events.to_csv()


def test_the_sheet_of_events_of_an_exported_workbook_is_read_and_as_partnerships_skipped(tmp_path):
    FORMATS["xlsx"].write(Export.of(load()), tmp_path / "all.xlsx")
    _, outcome = take_files([tmp_path / "all.xlsx"])
    assert outcome.read == outcome.unchanged == len(shipped().events)
    _, outcome = import_lists([tmp_path / "all.xlsx"], shipped(), ImportOptions())
    assert outcome.read == outcome.unchanged == len(shipped().partnerships)


def test_a_table_of_events_is_no_list_of_partnerships(tmp_path):
    (tmp_path / "events.csv").write_bytes(event_csv(EventExport.of(load())))
    _, outcome = import_lists([tmp_path / "events.csv"], shipped(), ImportOptions())
    (issue,) = outcome.unreadable
    assert "--events" in issue.advice


def test_exports_of_both_taken_into_an_empty_folder_say_the_same_events(tmp_path):
    FORMATS["csv"].write(Export.of(load()), tmp_path / "all.csv")
    (tmp_path / "events.csv").write_bytes(event_csv(EventExport.of(load())))
    tables, _ = import_lists([tmp_path / "all.csv"], empty_tables(), ImportOptions())
    tables, outcome = take_files([tmp_path / "events.csv"], into=tables)
    assert outcome.published == len(shipped().events)
    publish(tmp_path / "data", tables)
    one, other = load().events.frame, load(tmp_path / "data").events.frame
    other = other.set_index("id", drop=False).loc[one["id"]].reset_index(drop=True)
    for column in (
        "date",
        "kind",
        "status",
        "title",
        "municipality_codes",
        "partnerships",
        "countries",
        "sources",
    ):
        assert one[column].tolist() == other[column].tolist()
    moved = one.geometry.notna() & ~one.geometry.geom_equals_exact(other.geometry, 1e-4)
    # Binh Duong merged into Ho Chi Minh City, which is the name of the region where the partner was taken in.
    assert set(one["venue"][moved]) <= {"Ho Chi Minh City, Vietnam"}


def test_an_edited_export_corrects_its_event_but_not_another_one(tmp_path):
    header, *lines = event_csv(EventExport.of(load())).decode("utf-8-sig").splitlines()
    line = next(line for line in lines if line.startswith("2026-02-26-study-tour-13107,"))
    (tmp_path / "edited.csv").write_text(
        f"{header}\n{line.replace(',13107,', ',13108,')}\n", encoding="utf-8"
    )
    problem = only(take_files([tmp_path / "edited.csv"])[1])
    assert (problem.column, problem.review_reason) == ("municipality_codes", "faulty")
    edited = line.replace("Twenty ambassadors", "20 ambassadors")
    tables, outcome = take(tmp_path, f"{header}\n{edited}\n")
    assert (outcome.merged, outcome.unchanged) == (1, 0)
    (event,) = (row for row in tables.events.to_dict("records") if row["id"] == "2026-02-26-study-tour-13107")
    assert event["title"].startswith("20 ambassadors")


def test_an_unknown_partnership_is_asked_for(tmp_path):
    text = "date,title,partnerships\n2020,Something happened.,no-such-pair\n"
    assert (only(take(tmp_path, text)[1]).column, only(take(tmp_path, text)[1]).review_reason) == (
        "partnerships",
        "unknown",
    )


def test_the_same_table_twice_changes_nothing_the_second_time(tmp_path):
    text = f"{JAPANESE}\n2020-01-02,,訪問,札幌市,ポートランド,米国,札幌市,来た。,5,市報\n"
    tables, _ = take(tmp_path, text)
    again, outcome = take(tmp_path, text, into=tables)
    assert outcome.unchanged == 1
    assert again.events.to_csv() == tables.events.to_csv()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-08-03", ("2015-08-03", "")),
        ("2015年8月3日〜12日", ("2015-08-03", "2015-08-12")),
        ("2015年8月30日～9月2日", ("2015-08-30", "2015-09-02")),
        ("2015-08-03 to 2015-08-12", ("2015-08-03", "2015-08-12")),
        ("2015-08-03 - 2015-08-12", ("2015-08-03", "2015-08-12")),
        ("平成27年8月", ("2015-08", "")),
    ],
)
def test_a_date_may_have_its_end_in_the_same_cell(text, expected):
    assert parse_dates(text) == expected


def test_text_that_is_no_date_is_refused():
    with pytest.raises(WrittenDateError):
        parse_dates("夏ごろ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("signing", "signing"),
        ("Study tour", "study_tour"),
        ("調印式", "signing"),
        ("50周年", "anniversary"),
        ("訪問団の受入", "visit"),
        ("派遣", "exchange_program"),
        ("義援金", "support"),
        ("交流中断", "suspension"),
        ("その他", "other"),
        ("謎", None),
    ],
)
def test_kinds_are_read_in_either_language(text, kind):
    assert parse_event_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "count"), [("", ""), ("1,200人", "1200"), ("約30名", "30"), ("12.0", "12"), ("多数", None)]
)
def test_numbers_of_people_are_read_as_people_write_them(text, count):
    assert parse_participants(text) == count
