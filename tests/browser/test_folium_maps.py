"""Users' maps in a browser: view and error messages."""

from pathlib import Path

import folium
import pytest

from geodata import Dataset
from tests.support.map_in_chromium import show
from viewer import LayerOptions, PartnershipLayer, make_map


@pytest.fixture(scope="module")
def few_partnerships(dataset: Dataset) -> Dataset:
    return dataset.select(country="FI")


def test_a_map_moves_to_what_is_shown(few_partnerships: Dataset, tmp_path: Path) -> None:
    shown = show(make_map(few_partnerships), tmp_path)
    assert shown.errors == []
    assert shown.painted
    assert 60 < shown.center[1] < 100
    assert shown.zoom > 2


@pytest.mark.parametrize("bounds", [[[30, 120], [40, 150]], [[35, 135], [35.5, 135.5]]])
def test_a_users_fit_bounds_holds_whether_or_not_the_map_zooms_there_slowly(
    few_partnerships: Dataset, tmp_path: Path, bounds: list[list[float]]
) -> None:
    folium_map = make_map(few_partnerships)
    folium_map.fit_bounds(bounds)
    shown = show(folium_map, tmp_path)
    assert shown.errors == []
    assert shown.center == pytest.approx([sum(ends) / 2 for ends in zip(*bounds, strict=True)], abs=0.3)
    assert shown.zoom >= 5


@pytest.mark.parametrize("view", [{"location": (35.0, 135.0)}, {"zoom_start": 4}])
def test_an_explicit_location_or_zoom_holds(
    few_partnerships: Dataset, tmp_path: Path, view: dict[str, tuple[float, float] | int]
) -> None:
    shown = show(make_map(few_partnerships, **view), tmp_path)
    assert shown.errors == []
    assert shown.painted
    assert shown.center == pytest.approx(list(view.get("location", (25.0, 150.0))))
    assert shown.zoom == view.get("zoom_start", 2)


def test_a_layer_on_a_plain_folium_map_is_drawn(few_partnerships: Dataset, tmp_path: Path) -> None:
    plain = folium.Map()
    PartnershipLayer(few_partnerships).add_to(plain)
    shown = show(plain, tmp_path)
    assert shown.errors == []
    assert shown.painted


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The partnerships could not be loaded. Load the page again to try once more."),
        ("ja", "提携のデータを読み込めませんでした。ページを再読み込みしてください。"),
    ],
)
def test_a_map_whose_data_does_not_come_says_so(
    few_partnerships: Dataset, tmp_path: Path, lang: str, words: str
) -> None:
    options = LayerOptions(url="https://map.example/nowhere.json")
    shown = show(make_map(few_partnerships, lang=lang, options=options), tmp_path)
    assert shown.errors == []
    assert shown.sorry == [lang, words]
