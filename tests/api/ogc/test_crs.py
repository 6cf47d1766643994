"""Part 2: coordinates by reference, in CRS84 (longitude first) and EPSG:4326 (latitude first)."""

import httpx
import pytest
import shapely

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


@pytest.fixture(scope="module")
def items(server: str) -> str:
    return f"{server}/ogc/collections/partnerships/items"


@pytest.mark.parametrize("path", ["?limit=3&country=BR", "/osaka-27100-san-francisco-us"])
def test_epsg_4326_is_the_same_with_latitude_first_and_the_header_says_so(items, path):
    mark = "&" if "?" in path else "?"
    plain = httpx.get(f"{items}{path}{mark}crs={CRS84}")
    swapped = httpx.get(f"{items}{path}{mark}crs={EPSG4326}")
    assert plain.headers["content-crs"] == f"<{CRS84}>"
    assert swapped.headers["content-crs"] == f"<{EPSG4326}>"
    for one, other in zip(geometries(plain), geometries(swapped), strict=True):
        assert shapely.transform(other, lambda points: points[:, ::-1]).equals(one)
        assert shapely.get_coordinates(one)[0][0] > 100


def geometries(response: httpx.Response) -> list[shapely.Geometry]:
    document = response.json()
    return [shapely.geometry.shape(one["geometry"]) for one in document.get("features", [document])]


def test_a_box_and_a_filter_are_read_in_the_system_that_they_name(items):
    query = f"{items}?limit=1"
    plain = httpx.get(f"{query}&bbox=0,35,20,60").json()["numberMatched"]
    assert plain > 0
    for other in (
        f"{query}&bbox=35,0,60,20&bbox-crs={EPSG4326}",
        f"{query}&bbox=35,0,0,60,20,10&bbox-crs={EPSG4326}",
        f"{query}&filter=S_INTERSECTS(geometry,BBOX(35,0,60,20))&filter-crs={EPSG4326}",
        f"{query}&filter=S_INTERSECTS(geometry,POLYGON((35 0,60 0,60 20,35 20,35 0)))&filter-crs={EPSG4326}",
    ):
        assert httpx.get(other).json()["numberMatched"] == plain


def test_a_box_over_the_antimeridian_is_read_with_latitude_first_too(items):
    plain = httpx.get(f"{items}?limit=1&bbox=170,-60,-170,60").json()
    swapped = httpx.get(f"{items}?limit=1&bbox=-60,170,60,-170&bbox-crs={EPSG4326}").json()
    assert plain["numberMatched"] == swapped["numberMatched"] > 200


def test_the_next_page_keeps_the_system(items):
    page = httpx.get(f"{items}?limit=1&crs={EPSG4326}").json()
    (following,) = [one["href"] for one in page["links"] if one["rel"] == "next"]
    assert httpx.get(following).headers["content-crs"] == f"<{EPSG4326}>"


@pytest.mark.parametrize("parameter", ["crs", "bbox-crs", "filter-crs"])
def test_another_system_is_refused(items, parameter):
    uri = "http://www.opengis.net/def/crs/EPSG/0/3857"
    response = httpx.get(f"{items}?{parameter}={uri}")
    assert response.status_code == 400
    assert (response.json()["parameter"], response.json()["value"]) == (parameter, uri)
    assert CRS84 in response.json()["allowed"]
