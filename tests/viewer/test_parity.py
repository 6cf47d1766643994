"""The Python side of the parity cases; tests/js/parity.test.js runs the same cases in JavaScript."""

import csv
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

import geodata
from geodata import Dataset, Selection
from geodata.geometry.great_circles import draw_arc
from geodata.model.shipped import EVENT_COLUMNS
from geodata.text.folding import fold
from geodata.text.search_folding import search_fold
from viewer import RenderContext, encode_columns, encode_event_columns
from viewer.components.partnership_text import years_text
from viewer.figures.layers import build_layers
from viewer.pages.single_partnership import select_partnership
from viewer.web.i18n import language

CASES: dict[str, Any] = json.loads(Path(__file__).with_name("parity.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("parity")
    for name in ("partnerships", "places", "sources", "events"):
        rows = CASES[name]
        columns = dict.fromkeys(column for row in rows for column in row)
        columns |= dict.fromkeys(EVENT_COLUMNS) if name == "events" else {}
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return geodata.load(folder)


def test_the_columns_of_the_cases_are_those_that_the_scripts_read(dataset: Dataset) -> None:
    columns = json.loads(encode_columns(dataset))
    del columns["version"]
    assert columns == CASES["columns"]


@pytest.mark.parametrize("case", CASES["selections"], ids=lambda case: case["query"])
def test_a_selection_selects_counts_and_is_written(dataset: Dataset, case: dict[str, Any]) -> None:
    selection = Selection.parse(parse_qsl(case["query"]))
    assert dataset.select(selection).frame["id"].tolist() == case["ids"]
    facets = dataset.facets(selection)
    for name in ("country", "status", "kind", "prefecture", "total", "undated_left_out"):
        assert getattr(facets, name) == case[name], name
    assert selection.query() == case["canonical"]


def test_the_columns_of_events_are_those_that_the_scripts_read(dataset: Dataset) -> None:
    assert json.loads(encode_event_columns(dataset)) == CASES["event_columns"]


@pytest.mark.parametrize("case", CASES["event_selections"], ids=lambda case: case["query"])
def test_a_selection_has_these_events(dataset: Dataset, case: dict[str, Any]) -> None:
    selected = dataset.select(Selection.parse(parse_qsl(case["query"])))
    assert selected.events.frame["id"].tolist() == case["ids"]
    if "within" in case:
        assert selected.frame["id"].tolist() == case["within"]


@pytest.mark.parametrize("case", CASES["statuses"], ids=lambda case: f"{case['id']} in {case['year']}")
def test_a_partnership_has_this_status_in_the_year(dataset: Dataset, case: dict[str, Any]) -> None:
    drawn = build_layers(select_partnership(dataset, case["id"]), case["year"])
    assert drawn.status.tolist() == [case["status"]]


@pytest.mark.parametrize("case", CASES["bundles"], ids=lambda case: f"in {case['year']}")
def test_bundles_hold_this_many_partnerships(dataset: Dataset, case: dict[str, Any]) -> None:
    drawn = build_layers(dataset, case["year"], bundled=True)
    assert sorted(drawn.count[drawn.count > 1].tolist(), reverse=True) == case["bundles"]
    assert np.count_nonzero(drawn.count == 1) == case["single"]


@pytest.mark.parametrize("case", CASES["folds"], ids=lambda case: case["text"])
def test_a_name_is_folded(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]


@pytest.mark.parametrize("case", CASES["search_folds"], ids=lambda case: case["text"])
def test_a_name_is_folded_for_search(case: dict[str, str]) -> None:
    assert search_fold(case["text"]) == case["folded"]


@pytest.mark.parametrize("case", CASES["arcs"], ids=lambda case: case["name"])
def test_an_arc_passes_these_points(case: dict[str, Any]) -> None:
    arc = draw_arc(*case["from"], *case["to"])
    for longitude, latitude in case["through"]:
        east = ((arc[:, 0] - longitude + 540) % 360 - 180) * np.cos(np.radians(latitude))
        assert np.hypot(east, arc[:, 1] - latitude).min() < 0.01
    assert bool(arc[:, 0].max() > 180 or arc[:, 0].min() < -180) == case["crosses_antimeridian"]
    assert ("east" if arc[-1, 0] > arc[0, 0] else "west") == case["heads"]


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: f"{case['date']} in {case['lang']}")
def test_a_date_is_written(case: dict[str, str]) -> None:
    assert language(case["lang"]).date(case["date"]) == case["text"]


@pytest.mark.parametrize("case", CASES["years"], ids=lambda case: case["text"])
def test_years_are_written(case: dict[str, str]) -> None:
    assert years_text(case["signed"], case["ended"], RenderContext(lang="en")) == case["text"]
