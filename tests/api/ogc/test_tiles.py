"""Vector tiles over HTTP: described, bounded, filtered as the items are."""

import httpx
import mapbox_vector_tile
import pytest

TILE = "application/vnd.mapbox-vector-tile"


@pytest.fixture(scope="module")
def tiles(server: str) -> str:
    return f"{server}/ogc/collections/partnerships/tiles"


def ids(response: httpx.Response) -> set[str]:
    layer = mapbox_vector_tile.decode(response.content)["partnerships"]
    return {feature["properties"]["id"] for feature in layer["features"]}


def test_the_tileset_says_its_scheme_its_zooms_and_the_addresses_of_its_tiles(tiles):
    (summary,) = httpx.get(tiles).json()["tilesets"]
    (address,) = [one["href"] for one in summary["links"] if one["rel"] == "self"]
    tileset = httpx.get(address).json()
    assert tileset["dataType"] == "vector"
    assert tileset["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    assert tileset["tileMatrixSetURI"] == "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    assert [one["tileMatrix"] for one in tileset["tileMatrixSetLimits"]] == [str(zoom) for zoom in range(15)]
    (template,) = [one for one in tileset["links"] if one["rel"] == "item"]
    assert (template["templated"], template["type"]) == (True, TILE)
    response = httpx.get(template["href"].format(tileMatrix=0, tileCol=0, tileRow=0))
    assert (response.status_code, response.headers["content-type"]) == (200, TILE)
    assert len(ids(response)) > 1500


def test_a_tile_takes_the_filters_of_the_items(server, tiles):
    query = "country=DE&datetime=1990-01-01&filter=status='active'"
    items = httpx.get(f"{server}/ogc/collections/partnerships/items?limit=10000&{query}").json()["features"]
    response = httpx.get(f"{tiles}/WebMercatorQuad/0/0/0?{query}")
    assert ids(response) == {feature["id"] for feature in items}


def test_there_is_no_content_where_there_is_no_line(tiles):
    for path in ("3/0/7", "0/0/0?country=AQ"):
        response = httpx.get(f"{tiles}/WebMercatorQuad/{path}")
        assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize(
    "path", ["15/0/0", "1/2/0", "1/0/2", "-1/0/0", "0/0/x", "0/0/0.pbf", "0/0", "1e1/0/0"]
)
def test_there_is_no_tile_outside_the_scheme(tiles, path):
    assert httpx.get(f"{tiles}/WebMercatorQuad/{path}").status_code == 404


@pytest.mark.parametrize("query", ["colour=red", "status=over", "filter=x", "limit=5", "f=png"])
def test_a_wrong_parameter_is_refused(tiles, query):
    response = httpx.get(f"{tiles}/WebMercatorQuad/0/0/0?{query}")
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert response.json()["parameter"] == query.partition("=")[0]
