"""Events: their table is checked cell by cell, and selections hold what happened there and then."""

from pathlib import Path

import pytest

import geodata
from geodata import DataError, Dataset, SelectionError
from tests.support.events_folder import NOWHERE, PLAN, VISIT, write_events_folder


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return geodata.load(write_events_folder(tmp_path_factory.mktemp("events"), PLAN, VISIT, NOWHERE))


def test_a_folder_without_events_has_none(tmp_path: Path) -> None:
    folder = write_events_folder(tmp_path)
    (folder / "events.csv").unlink()
    assert len(geodata.load(folder).events) == 0


def test_events_come_by_date_and_stand_at_their_place_or_at_their_first_municipality(
    dataset: Dataset,
) -> None:
    frame = dataset.events.frame
    assert frame["id"].tolist() == ["milan-visit", "volunteers", "como-plan"]
    assert frame["located_by"].tolist() == ["place", "", "municipality"]
    assert frame.geometry.iloc[1] is None
    assert frame.geometry.iloc[0].equals(frame.geometry.iloc[2])
    assert frame["municipalities_ja"].tolist() == [["大阪市"], [], ["大阪市", "神戸市"]]
    assert frame["country_names"].tolist() == [["Italy"], [], ["Italy"]]


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({}, ["milan-visit", "volunteers", "como-plan"]),
        ({"country": "IT"}, ["milan-visit", "como-plan"]),
        ({"country": "JP"}, ["milan-visit"]),
        ({"country": "US"}, []),
        ({"prefecture": "28"}, ["como-plan"]),
        ({"municipality": ["28100", "13104"]}, ["como-plan"]),
        ({"kind": "exchange_program"}, ["volunteers"]),
        ({"status": "planned"}, ["como-plan"]),
        ({"partnership": "osaka-27100-milan-it"}, ["milan-visit"]),
        ({"year": 2015}, ["milan-visit"]),
        ({"year": 2016}, []),
        ({"q": "コモ"}, ["como-plan"]),
        ({"q": "kobe ITALY"}, ["como-plan"]),
        ({"q": "city hall"}, ["milan-visit"]),
        ({"bbox": (135, 34, 136, 35)}, ["milan-visit", "como-plan"]),
        ({"bbox": (170, -90, 136, 90)}, ["milan-visit", "como-plan"]),
        ({"bbox": (0, 0, 1, 1)}, []),
        ({"limit": 1, "offset": 1}, ["volunteers"]),
    ],
)
def test_events_are_selected(dataset: Dataset, parameters: dict[str, object], ids: list[str]) -> None:
    assert dataset.events.select(**parameters).frame["id"].tolist() == ids


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"country": "IT"}, ["milan-visit", "como-plan"]),
        ({"year": 2015}, ["milan-visit"]),
        ({"kind": "sister_city"}, ["milan-visit"]),
        ({"kind": "sister_city", "year": 2030}, []),
        ({"kind": "hometown"}, []),
        ({"signed": "1980/1989"}, ["milan-visit"]),
        ({"q": "Milan"}, ["milan-visit"]),
        ({"q": "Kobe"}, ["como-plan"]),
        ({"prefecture": "13"}, []),
    ],
)
def test_a_selection_of_partnerships_has_its_events(
    dataset: Dataset, parameters: dict[str, object], ids: list[str]
) -> None:
    assert dataset.select(**parameters).events.frame["id"].tolist() == ids


def test_a_kind_of_partnership_is_no_kind_of_event(dataset: Dataset) -> None:
    with pytest.raises(SelectionError) as caught:
        dataset.events.select(kind="sister_city")
    assert caught.value.parameter == "kind"
    assert "study_tour" in caught.value.allowed


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "Milan visit"),
        ("kind", "sister_city"),
        ("status", "active"),
        ("date", ""),
        ("date", "2015-02-30"),
        ("date_end", "2014"),
        ("municipality_codes", "27100;99999"),
        ("partnerships", "osaka-27100-atlantis-xx"),
        ("countries", "IT;XX"),
        ("place", "it-atlantis"),
        ("title", " "),
        ("title_ja", ""),
        ("participants", "many"),
        ("sources", ""),
        ("sources", "s0001;nothing"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, column: str, value: str) -> None:
    folder = write_events_folder(tmp_path, PLAN, VISIT | {column: value})
    with pytest.raises(DataError) as caught:
        geodata.load(folder)
    (issue,) = caught.value.issues
    assert (issue.file, issue.row, issue.column, issue.value) == ("events.csv", 3, column, value)


def test_two_events_cannot_have_one_id(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="id of its own"):
        geodata.load(write_events_folder(tmp_path, VISIT, VISIT))
