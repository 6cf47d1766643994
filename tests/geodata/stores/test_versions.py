"""Versions of a data folder: one is in force, the next replaces it at once or not at all."""

import re
import resource
import threading
from pathlib import Path

import pandas as pd
import pytest

import geodata
from geodata import DataError
from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_folder, read_text_tables
from geodata.stores.versions import FolderBusyError, exclusively, publish
from tests.geodata.stores.publisher import add_a_row, hold
from tests.support.labelled_data import label_of, labelled_tables, write_plain_folder


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "versions").iterdir())


def test_what_is_published_is_what_is_loaded(tmp_path):
    name = publish(tmp_path / "new" / "folder", labelled_tables("one"))
    folder = tmp_path / "new" / "folder"
    assert name.startswith("000001-")
    assert (folder / "CURRENT").read_text() == f"{name}\n"
    assert geodata.load(folder).version == name.partition("-")[2]
    assert label_of(folder) == "one"


def test_the_shipped_data_come_back_cell_by_cell(tmp_path):
    shipped = read_text_tables(shipped_data())
    publish(tmp_path, shipped)
    back = read_text_tables(tmp_path)
    assert back.partnerships.equals(shipped.partnerships)
    assert back.sources.equals(shipped.sources)
    assert back.places.equals(shipped.places)


def test_a_plain_folder_is_read_as_before_and_its_files_stay_when_it_gets_versions(tmp_path):
    write_plain_folder(tmp_path, "plain")
    assert label_of(tmp_path) == "plain"
    publish(tmp_path, labelled_tables("version"))
    assert label_of(tmp_path) == "version"
    assert "plain" in (tmp_path / "partnerships.csv").read_text(encoding="utf-8")


def test_the_same_again_changes_nothing(tmp_path):
    first = publish(tmp_path, labelled_tables("one"))
    when = (tmp_path / "CURRENT").stat().st_mtime_ns
    assert publish(tmp_path, labelled_tables("one")) == first
    assert publish(tmp_path, read_text_tables(tmp_path)) == first
    assert versions(tmp_path) == [first]
    assert (tmp_path / "CURRENT").stat().st_mtime_ns == when


def test_the_last_three_versions_stay_and_any_of_them_can_be_put_in_force_by_hand(tmp_path):
    names = [publish(tmp_path, labelled_tables(label)) for label in ("one", "two", "three", "four")]
    assert versions(tmp_path) == names[1:]
    (tmp_path / "CURRENT").write_text(names[1])
    assert label_of(tmp_path) == "two"
    fifth = publish(tmp_path, labelled_tables("five"))
    assert fifth.startswith("000003-")
    assert versions(tmp_path) == [names[1], fifth]


def test_the_columns_for_places_may_be_left_out_and_come_back_empty_or_as_they_were(tmp_path):
    tables = labelled_tables("one")
    for column in ("municipality_place", "partner_place"):
        assert read_folder(shipped_data()).partnerships[column].eq("").all()
    without = tables.partnerships.drop(columns=["municipality_place", "partner_place"])
    publish(tmp_path, TextTables(without, tables.sources, tables.places))
    assert read_folder(tmp_path).partnerships["partner_place"].tolist() == [""] * 4
    place = tables.places["id"].iloc[0]
    named = tables.partnerships.assign(partner_place=place)
    publish(tmp_path, TextTables(named, tables.sources, tables.places))
    assert read_folder(tmp_path).partnerships["partner_place"].tolist() == [place] * 4


def test_a_column_of_someones_own_is_kept_but_not_read_into_the_dataset(tmp_path):
    tables = labelled_tables("one")
    own = tables.partnerships.assign(contact="国際課")
    publish(tmp_path, TextTables(own, tables.sources, tables.places))
    assert read_text_tables(tmp_path).partnerships["contact"].tolist() == ["国際課"] * 4
    assert "contact" not in read_folder(tmp_path).partnerships.columns


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", ' "quoted", ', "'=1+1", "\t", "NA", "𠮟る"])
def test_any_text_comes_back_as_it_was(tmp_path, text):
    tables = labelled_tables("one")
    publish(tmp_path, TextTables(tables.partnerships.assign(note=text), tables.sources, tables.places))
    assert read_text_tables(tmp_path).partnerships["note"].tolist() == [text] * 4


def test_a_text_that_a_csv_file_cannot_hold_is_refused_with_its_cell(tmp_path):
    publish(tmp_path, labelled_tables("old"))
    tables = labelled_tables("new")
    lone_half = tables.partnerships.assign(note=pd.Series(["", "", "a\ud800b", ""], dtype=object))
    with pytest.raises(DataError, match=r"partnerships\.csv, row 4, column note"):
        publish(tmp_path, TextTables(lone_half, tables.sources, tables.places))
    assert label_of(tmp_path) == "old"
    assert len(versions(tmp_path)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "sister"}, "row 2, column kind: 'sister'"),
        ({"id": "same"}, "row 3, column id: 'same'"),
        ({"municipality_code": "99999"}, "no place 'jp-99999' in places.csv"),
    ],
)
def test_tables_with_faults_are_refused_and_the_old_version_stays(tmp_path, change, said):
    old = publish(tmp_path, labelled_tables("old"))
    tables = labelled_tables("new")
    with pytest.raises(DataError, match=said):
        publish(tmp_path, TextTables(tables.partnerships.assign(**change), tables.sources, tables.places))
    assert label_of(tmp_path) == "old"
    assert versions(tmp_path) == [old]


def test_a_missing_column_is_said(tmp_path):
    tables = labelled_tables("new")
    with pytest.raises(DataError, match="column kind: '': this column is missing"):
        publish(tmp_path, TextTables(tables.partnerships.drop(columns="kind"), tables.sources, tables.places))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock"]


@pytest.mark.parametrize(
    "content",
    ["", "\n", "nosuch", "../../elsewhere", "/etc", "..", ".new", "a\nb", "a/b", "\x00", "x" * 5000],
)
def test_a_current_that_names_no_whole_version_is_said(tmp_path, content):
    folder = tmp_path / "data"
    publish(folder, labelled_tables("one"))
    (tmp_path / "elsewhere").mkdir()
    write_plain_folder(tmp_path / "elsewhere", "elsewhere")
    (folder / "CURRENT").write_text(content)
    with pytest.raises(DataError, match="CURRENT, row 1, column version"):
        geodata.load(folder)


def test_a_version_without_one_of_its_files_is_not_whole(tmp_path):
    name = publish(tmp_path, labelled_tables("one"))
    (tmp_path / "versions" / name / "sources.csv").unlink()
    with pytest.raises(DataError, match=f"{name}.*no whole version"):
        geodata.load(tmp_path)
    assert publish(tmp_path, labelled_tables("one")).startswith("000002-")
    assert label_of(tmp_path) == "one"


def test_a_disk_that_is_full_leaves_the_old_version_and_no_leftovers(tmp_path):
    old = publish(tmp_path, labelled_tables("old"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            publish(tmp_path, labelled_tables("new"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert label_of(tmp_path) == "old"
    assert versions(tmp_path) == [old]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "CURRENT", "versions"]


def test_a_folder_that_cannot_be_written_to_is_an_error_of_the_disk(tmp_path):
    (tmp_path / "versions").write_text("not a folder")
    with pytest.raises(OSError, match="versions"):
        publish(tmp_path, labelled_tables("new"))


def test_whoever_waits_too_long_is_told_so_and_nothing_changes(tmp_path, processes):
    publish(tmp_path, labelled_tables("old"))
    begun = processes.Event()
    child = processes.Process(target=hold, args=(tmp_path, begun))
    child.start()
    assert begun.wait(60)
    said = "another import has been writing here for 0.2 seconds"
    with pytest.raises(FolderBusyError, match=re.escape(said)), exclusively(tmp_path, seconds=0.2):
        publish(tmp_path, labelled_tables("new"))
    assert label_of(tmp_path) == "old"
    child.kill()
    child.join()
    publish(tmp_path, labelled_tables("new"))
    assert label_of(tmp_path) == "new"


def test_two_threads_of_one_process_keep_each_other_out_too(tmp_path):
    said = []

    def other() -> None:
        try:
            with exclusively(tmp_path, seconds=0.1):
                said.append("in")
        except FolderBusyError:
            said.append("busy")

    with exclusively(tmp_path), exclusively(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert said == ["busy"]


def test_imports_at_the_same_time_lose_no_row_of_each_other(tmp_path, processes):
    publish(tmp_path, labelled_tables("one"))
    children = [
        processes.Process(target=add_a_row, args=(tmp_path, f"added-{number}")) for number in range(6)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 6
    ids = set(geodata.load(tmp_path).frame["id"])
    assert {f"added-{number}" for number in range(6)} < ids
    assert len(ids) == 10


def test_a_published_table_that_was_cut_off_between_two_rows_is_refused(tmp_path):
    name = publish(tmp_path, labelled_tables("one"))
    table = tmp_path / "versions" / name / "partnerships.csv"
    rows = table.read_bytes().splitlines(keepends=True)
    table.write_bytes(b"".join(rows[:-1]))
    with pytest.raises(DataError, match=f"{name}.*aren't those that were published"):
        geodata.load(tmp_path)
    assert publish(tmp_path, labelled_tables("two")).startswith("000002-")
    assert label_of(tmp_path) == "two"
