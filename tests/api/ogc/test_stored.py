"""OGC API over data that aren't loaded: what is answered is as from memory, what isn't is refused by name."""

import re

import httpx
import mapbox_vector_tile
import orjson
import pytest

from tests.api.ogc.reading import follow, ids, link, links

ITEMS = "/ogc/collections/partnerships/items"
TILES = "/ogc/collections/partnerships/tiles/WebMercatorQuad"
FILTERS = (
    "",
    "country=BR",
    "country=FJ,DE&status=active,ended",
    "kind=friendship_city&prefecture_code=27,01",
    "municipality_code=27100",
    "municipality_code=99999",
    "datetime=1990-01-01/1990-12-31",
    "datetime=1990-01-01T00:00:00Z/1990-12-31T23:59:59Z&country=US",
    "datetime=1990-05-01",
    "datetime=2018-10-02&country=US",
    "datetime=1990-01-01/1999-12-31&status=ended",
    "datetime=1995-01-01/..&status=ended&bbox=-130,20,-60,50",
    "datetime=../1960-06-30",
    "datetime=2000-02-29T12:00:00%2B09:00",
    "bbox=-10,35,30,60",
    "bbox=170,-60,-150,60",
    "bbox=170,-60,0,-150,60,9000&status=active",
    "bbox=-60,170,60,-150&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326",
    "bbox=-180,-90,180,90&country=NZ",
    "bbox=0,0,0,0",
    "crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84&country=IT",
)


def without_place_and_time(response: httpx.Response, server: str) -> bytes:
    """Return a body but for its server's address and the time at which it was made."""
    body = response.content.replace(server.encode(), b"")
    return re.sub(rb'"timeStamp":"[^"]+"', b"", body)


def both(database_server: str, folder_server: str, path: str) -> tuple[httpx.Response, httpx.Response]:
    return httpx.get(database_server + path), httpx.get(folder_server + path)


@pytest.mark.parametrize("query", FILTERS)
def test_a_page_of_items_is_the_same_byte_for_byte_as_from_memory(database_server, folder_server, query):
    ours, theirs = both(database_server, folder_server, f"{ITEMS}?limit=50&{query}")
    assert ours.status_code == 200
    assert without_place_and_time(ours, database_server) == without_place_and_time(theirs, folder_server)
    for name in ("content-type", "content-crs", "cache-control", "vary", "content-language"):
        assert ours.headers[name] == theirs.headers[name]


def test_a_hundred_features_make_a_page_unless_a_limit_is_set(database_server):
    page = httpx.get(database_server + ITEMS).json()
    assert (page["numberMatched"], page["numberReturned"], page["undatedLeftOut"]) == (1906, 100, 0)
    assert httpx.get(f"{database_server}{ITEMS}?limit=10000").json()["numberReturned"] == 1906


@pytest.mark.parametrize("query", ["limit=400", "country=US&datetime=1990-01-01/1990-12-31&limit=37"])
def test_links_lead_through_all_pages_to_the_end_as_they_do_in_memory(database_server, folder_server, query):
    ours, theirs = (follow(f"{server}{ITEMS}?{query}") for server in (database_server, folder_server))
    assert [page["features"] for page in ours] == [page["features"] for page in theirs]
    assert ids(ours) == sorted(set(ids(ours)))
    assert len(ids(ours)) == ours[0]["numberMatched"] > 100
    assert [page["undatedLeftOut"] for page in ours] == [page["undatedLeftOut"] for page in theirs]


def test_a_feature_by_its_id_is_the_same_as_from_memory(database_server, folder_server):
    ours, theirs = both(database_server, folder_server, f"{ITEMS}/osaka-27100-milan-it")
    assert ours.status_code == 200
    of_ours, of_theirs = (
        orjson.loads(without_place_and_time(*one))
        for one in ((ours, database_server), (theirs, folder_server))
    )
    assert of_theirs["links"].pop()["rel"] == "canonical", (
        "only partnerships in memory have pages of their own"
    )
    assert of_ours == of_theirs
    assert (ours.headers["content-crs"], ours.headers["etag"]) != ("", "")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/osaka%00", "/%FF", "/%27%20OR%20true", "/osaka-27100-milan-it%20"],
)
def test_there_is_no_feature_of_another_id(database_server, path):
    response = httpx.get(database_server + ITEMS + path)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_items_are_pages_for_people_too(database_server, folder_server):
    for path in (f"{ITEMS}?f=html&country=BR&limit=5", f"{ITEMS}/osaka-27100-milan-it?f=html"):
        ours, theirs = (
            re.sub(r'nonce="[^"]+"', "", httpx.get(server + path).text.replace(server, ""))
            for server in (database_server, folder_server)
        )
        assert ours == theirs


@pytest.mark.parametrize("query", ["", "country=DE&status=active", "datetime=1990-05-01&kind=sister_city"])
@pytest.mark.parametrize("place", ["0/0/0", "2/3/1", "5/28/12", "6/16/24"])
def test_a_tile_has_the_same_lines_as_from_memory(database_server, folder_server, place, query):
    ours, theirs = both(database_server, folder_server, f"{TILES}/{place}?{query}")
    assert ours.status_code == theirs.status_code
    assert drawn(ours) == drawn(theirs)
    if ours.status_code == 200:
        assert ours.headers["content-type"] == "application/vnd.mapbox-vector-tile"


def drawn(response: httpx.Response) -> list[dict[str, object]]:
    """Return the properties of a tile's lines."""
    layers = mapbox_vector_tile.decode(response.content) if response.content else {}
    return [line["properties"] for layer in layers.values() for line in layer["features"]]


def test_an_empty_tile_has_no_content_and_one_off_the_earth_is_not_there(database_server):
    for path in ("3/0/7", "0/0/0?country=AQ", "0/0/0?municipality_code=99999"):
        response = httpx.get(f"{database_server}{TILES}/{path}")
        assert (response.status_code, response.content) == (204, b"")
    for path in ("15/0/0", "1/2/0", "0/0/x", "-1/0/0"):
        assert httpx.get(f"{database_server}{TILES}/{path}").status_code == 404


@pytest.mark.parametrize("path", [f"{ITEMS}?country=BR", f"{ITEMS}/osaka-27100-milan-it", f"{TILES}/0/0/0"])
def test_whoever_has_an_answer_already_gets_304(database_server, path):
    tag = httpx.get(database_server + path).headers["etag"]
    again = httpx.get(database_server + path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "parameter", "instead"),
    [
        (f"{ITEMS}?filter=signed_year<1970", "filter", "country, status, kind"),
        (f"{ITEMS}?country=US&filter-lang=cql2-text", "filter-lang", "country, status, kind"),
        (f"{ITEMS}?sortby=-signed", "sortby", "/partnerships.geojson takes sortby"),
        (f"{ITEMS}?partner=Milan", "partner", "country, status, kind"),
        (f"{ITEMS}?signed_year=1990&f=html", "signed_year", "country, status, kind"),
        (f"{ITEMS}?crs=http://www.opengis.net/def/crs/EPSG/0/4326", "crs", "CRS84"),
        (f"{ITEMS}/osaka-27100-milan-it?crs=http://www.opengis.net/def/crs/EPSG/0/4326", "crs", "CRS84"),
        (f"{TILES}/0/0/0?filter=status='active'", "filter", "country, status, kind"),
        (f"{TILES}/0/0/0?id=osaka-27100-milan-it", "id", "country, status, kind"),
        ("/ogc/collections/municipalities/items", "collection", "/ogc/collections/partnerships"),
        ("/ogc/collections/partners/items/x", "collection", "/ogc/collections/partnerships"),
    ],
)
def test_what_a_database_is_not_asked_is_refused_by_its_name_with_what_works(
    database_server, folder_server, path, parameter, instead
):
    response = httpx.get(database_server + path)
    assert (response.status_code, response.headers["content-type"]) == (501, "application/problem+json")
    problem = response.json()
    assert problem["parameter"] == parameter
    assert instead in problem["instead"]
    assert parameter in problem["detail"]
    assert httpx.get(folder_server + path).status_code == (404 if path.endswith("/items/x") else 200)


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "status=over",
        "country=XX",
        "prefecture_code=99",
        "bbox=1,2,3",
        "bbox=0,50,10,40",
        "limit=0",
        "datetime=yesterday",
        "crs=EPSG:4326",
        "bbox-crs=EPSG:4326",
        "after=osaka",
        "after=[1]",
        'after=["a","b"]',
        'after=["\\u0000"]',
        "municipality_code=%00",
        "country=",
        "country=US&country=FR",
    ],
)
def test_a_wrong_value_is_refused_and_named(database_server, query):
    response = httpx.get(f"{database_server}{ITEMS}?{query}")
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert response.json()["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize("path", [f"{ITEMS}/osaka-27100-milan-it?filter=x", f"{TILES}/0/0/0?sortby=signed"])
def test_what_is_no_parameter_in_memory_either_is_wrong(database_server, folder_server, path):
    assert [httpx.get(server + path).status_code for server in (database_server, folder_server)] == [400, 400]


def test_there_is_no_other_collection(database_server):
    assert httpx.get(f"{database_server}/ogc/collections/nothing/items").status_code == 404
    assert (
        httpx.get(f"{database_server}/ogc/collections/nothing/tiles/WebMercatorQuad/0/0/0").status_code == 404
    )


def test_the_last_page_has_no_link_to_a_next_one(database_server):
    exact = httpx.get(f"{database_server}{ITEMS}?country=BR").json()["numberMatched"]
    page = orjson.loads(httpx.get(f"{database_server}{ITEMS}?country=BR&limit={exact}").content)
    assert page["numberReturned"] == exact
    assert links(page, "next") == []


@pytest.mark.parametrize("query", ["f=json", "f=html&lang=ja"])
def test_every_link_from_the_landing_page_and_the_collections_leads_somewhere(database_server, query):
    for path in ("/ogc", "/ogc/collections", "/ogc/collections/partnerships", "/ogc/conformance"):
        assert httpx.get(f"{database_server}{path}?{query}").status_code == 200
    landing = httpx.get(f"{database_server}/ogc?f=json").json()
    collections = httpx.get(link(landing, "data", "application/json")).json()
    tilesets = httpx.get(f"{database_server}/ogc/collections/partnerships/tiles?f=json").json()
    documents = [landing, collections, *collections["collections"], tilesets, *tilesets["tilesets"]]
    for one in (one for document in documents for one in document["links"]):
        if one["rel"] != "license" and not one.get("templated"):
            there = httpx.get(one["href"])
            assert there.status_code == 200, one
            assert there.headers["content-type"].startswith(one["type"])


def test_the_one_collection_is_as_from_memory_but_for_its_extent_and_systems(database_server, folder_server):
    ours, theirs = (
        orjson.loads(
            httpx.get(f"{server}/ogc/collections/partnerships").content.replace(server.encode(), b"")
        )
        for server in (database_server, folder_server)
    )
    assert ours.pop("extent") == {
        "spatial": {
            "bbox": [[-180.0, -90.0, 180.0, 90.0]],
            "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        }
    }
    assert ours.pop("crs") == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert ours == {name: value for name, value in theirs.items() if name not in ("extent", "crs")}
    listed = httpx.get(f"{database_server}/ogc/collections").json()["collections"]
    assert [one["id"] for one in listed] == ["partnerships"]
    assert httpx.get(f"{database_server}/ogc/collections/partners").status_code == 501
    assert httpx.get(f"{database_server}/ogc/collections/nothing").status_code == 404


def test_what_can_be_filtered_by_is_told_and_no_more(database_server):
    schema = httpx.get(f"{database_server}/ogc/collections/partnerships/queryables").json()
    named = set(schema["properties"])
    assert named == {"kind", "status", "municipality_code", "prefecture_code", "country", "geometry"}
    page = httpx.get(f"{database_server}/ogc/collections/partnerships/queryables?f=html&lang=en").text
    assert "municipality_code" in page
    assert "CQL2" not in page


def test_it_does_not_claim_to_take_cql2_or_other_systems_of_coordinates(database_server):
    classes = httpx.get(f"{database_server}/ogc/conformance").json()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in classes
    assert not [one for one in classes if "cql2" in one or "filter" in one or "features-2" in one]


def test_the_tileset_is_the_same_as_from_memory_but_for_what_a_line_stands_for(
    database_server, folder_server
):
    ours, theirs = (
        orjson.loads(httpx.get(server + TILES).content.replace(server.encode(), b""))
        for server in (database_server, folder_server)
    )
    fields = ours["layers"][0]["propertiesSchema"]["properties"]
    assert fields.pop("stands_for")["type"] == "number"
    assert ours == theirs
    lists = (f"{server}/ogc/collections/partnerships/tiles" for server in (database_server, folder_server))
    ours, theirs = (httpx.get(path).text.replace(path.partition("/ogc")[0], "") for path in lists)
    assert ours == theirs
    assert httpx.get(f"{database_server}/ogc/collections/partners/tiles").status_code == 404
