"""The map is a Folium map, makes no requests to other servers, and accepts further layers."""

import json
import re

import folium
import pytest

from geodata import Dataset
from tests.support.html_page import Page
from viewer import Assets, BaseMap, LayerOptions, PartnershipLayer, make_map


@pytest.fixture(scope="module")
def few_partnerships(dataset: Dataset) -> Dataset:
    return dataset.select(country="GR")


def _page(folium_map: folium.Map) -> Page:
    return Page(folium_map.get_root().render())


def test_make_map_returns_a_folium_map_that_a_notebook_shows(few_partnerships: Dataset) -> None:
    made = make_map(few_partnerships)
    assert isinstance(made, folium.Map)
    assert "<iframe srcdoc=" in made._repr_html_()


def test_a_map_carries_everything_inside_itself(few_partnerships: Dataset) -> None:
    page = _page(make_map(few_partnerships))
    assert len(page.requests) >= 7
    assert [url[:40] for url in page.requests if not url.startswith("data:")] == []
    modules = json.loads(page.script("importmap"))["imports"]
    assert "shimai/map/load" in modules
    assert all(url.startswith("data:text/javascript;") for url in modules.values())
    addresses = {
        address
        for attributes, text in page.scripts
        if attributes.get("type") not in ("application/json", "importmap")
        for address in re.findall(r"https?://[^\s\"'\\<]+", text)
    }
    assert addresses == set()


def test_with_served_assets_every_file_has_its_fingerprint(few_partnerships: Dataset) -> None:
    page = _page(make_map(few_partnerships, assets=Assets.at("/static")))
    assert page.requests
    assert all(re.fullmatch(r"/static/[\w./-]+\?v=[0-9a-f]{8}", url) for url in page.requests)


def test_the_map_is_centred_on_the_pacific(few_partnerships: Dataset) -> None:
    assert make_map(few_partnerships).location == [25.0, 150.0]


def test_options_of_folium_map_pass_through(few_partnerships: Dataset) -> None:
    made = make_map(few_partnerships, location=(35, 135), width=600, zoom_start=5)
    assert made.location == [35.0, 135.0]
    assert made.width == (600.0, "px")
    assert made.options["zoom"] == 5


def test_users_can_add_layers_markers_popups_and_controls(few_partnerships: Dataset) -> None:
    made = make_map(few_partnerships)
    folium.Marker([35.6, 139.7], popup="<b>Tokyo</b>", icon=folium.Icon(color="red")).add_to(made)
    folium.FeatureGroup("group").add_to(made)
    folium.LayerControl().add_to(made)
    html = made.get_root().render()
    assert "L.AwesomeMarkers.icon" in html
    assert "L.control.layers" in html
    assert "jquery" not in html.lower()


def test_the_elements_work_on_a_plain_folium_map_and_in_a_group(few_partnerships: Dataset) -> None:
    plain = folium.Map(tiles=None)
    BaseMap().add_to(plain)
    group = folium.FeatureGroup("partnerships").add_to(plain)
    layer = PartnershipLayer(few_partnerships, lang="ja").add_to(group)
    html = plain.get_root().render()
    assert layer.map_name() == plain.get_name()
    assert html.index("importmap") < html.index('import("shimai/map/load")')
    assert html.count('<script type="importmap">') == 1


def test_two_layers_on_one_map_keep_their_data_apart(few_partnerships: Dataset, dataset: Dataset) -> None:
    made = make_map(few_partnerships)
    PartnershipLayer(dataset.select(country="NP")).add_to(made)
    data = [json.loads(text) for kind, text in _page(made).scripts if kind.get("id", "").endswith("_columns")]
    assert [set(columns["countries"]["code"]) for columns in data] == [{"GR"}, {"NP"}]


def test_a_layer_with_an_address_carries_no_data(few_partnerships: Dataset) -> None:
    page = _page(make_map(few_partnerships, options=LayerOptions(url="/map.json?v=1")))
    assert [kind for kind, _ in page.scripts if kind.get("type") == "application/json"] == []


def test_a_layer_needs_data_or_an_address() -> None:
    with pytest.raises(TypeError, match="needs a dataset, or options with the url"):
        PartnershipLayer()


def test_a_layer_on_no_map_says_what_to_do(few_partnerships: Dataset) -> None:
    with pytest.raises(TypeError, match="Add the PartnershipLayer to a map"):
        PartnershipLayer(few_partnerships).map_name()


def test_a_map_saved_to_a_file_can_be_read_back(
    few_partnerships: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("maps") / "map.html"
    make_map(few_partnerships).save(str(path))
    columns = Page(path.read_text(encoding="utf-8")).columns()
    assert columns["partnerships"]["id"] == few_partnerships.frame["id"].tolist()
