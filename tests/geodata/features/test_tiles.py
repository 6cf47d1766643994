"""Vector tiles read back: the same lines as the data, on both sides of the antimeridian."""

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from geodata import Dataset
from geodata.features import Collections
from geodata.features.tiles import TileDrawer
from geodata.writers import GeoJsonWriter


@pytest.fixture(scope="module")
def collections(dataset: Dataset) -> Collections:
    return Collections(dataset, GeoJsonWriter(dataset))


def read(collections: Collections, zoom: int, column: int, row: int, mask=None) -> list[dict]:
    mask = np.ones(len(collections.partnerships), dtype=bool) if mask is None else mask
    tile = TileDrawer(collections.partnerships).draw(zoom, column, row, mask)
    if not tile:
        return []
    layers = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    assert list(layers) == ["partnerships"]
    assert layers["partnerships"]["extent"] == 4096
    return layers["partnerships"]["features"]


def degrees(zoom: int, column: int, row: int, geometry: dict) -> np.ndarray:
    """Return the vertices of a tile's line as lon/lat, by the formula for Web Mercator."""
    points = shapely.get_coordinates(shapely.geometry.shape(geometry))
    x = (points[:, 0] / 4096 + column) / 2**zoom
    y = (points[:, 1] / 4096 + row) / 2**zoom
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
    return np.column_stack([x * 360 - 180, lat])


def test_the_whole_world_in_one_tile_has_every_partnership_with_its_names(collections):
    features = read(collections, 0, 0, 0)
    lines = {feature["properties"]["id"]: feature["properties"] for feature in features}
    long = collections.partnerships.ids[shapely.length(collections.partnerships.geometries) > 1]
    assert set(long) <= set(lines)
    assert lines["osaka-27100-san-francisco-us"] == {
        "id": "osaka-27100-san-francisco-us",
        "kind": "sister_city",
        "status": "ended",
        "municipality": "Osaka",
        "municipality_ja": "大阪市",
        "partner": "San Francisco",
        "partner_ja": "サンフランシスコ市",
        "country": "US",
        "signed_year": 1957,
        "ended_year": 2018,
    }


@pytest.mark.parametrize(
    ("zoom", "column", "row"), [(0, 0, 0), (3, 7, 3), (6, 56, 25), (5, 0, 11), (5, 31, 11)]
)
def test_the_lines_of_a_tile_lie_on_those_of_the_data(collections, zoom, column, row):
    table = collections.partnerships
    unit = 360 / 2**zoom / 4096
    features = read(collections, zoom, column, row)
    assert features
    for feature in features[:40]:
        line = table.geometries[table.row_of(feature["properties"]["id"])]
        points = degrees(zoom, column, row, feature["geometry"])
        turned = np.column_stack([(points[:, 0] + 180) % 360 - 180, points[:, 1]])
        away = shapely.distance(line, shapely.points(turned))
        assert away.max() < 2 * unit


def test_a_line_over_the_antimeridian_goes_on_beyond_the_edge_of_either_tile(collections):
    table = collections.partnerships
    mask = table.ids == "abashiri-01211-port-alberni-ca"
    for column, edge in ((0, -180.0), (31, 180.0)):
        (feature,) = read(collections, 5, column, 9, mask)
        lon = degrees(5, column, 9, feature["geometry"])[:, 0]
        assert lon.min() < edge < lon.max()


def test_a_mask_leaves_out_the_other_lines(collections):
    table = collections.partnerships
    mask = table.ids == "osaka-27100-san-francisco-us"
    assert [one["properties"]["id"] for one in read(collections, 0, 0, 0, mask)] == [table.ids[mask][0]]


def test_there_is_nothing_in_a_tile_of_antarctica(collections):
    assert read(collections, 3, 0, 7) == []
