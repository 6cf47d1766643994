"""OGC API - Features, Part 1: Core, GeoJSON and HTML, in the manner of the standard's abstract tests."""

import datetime
import re
from typing import Any

import httpx
import jsonschema
import pytest

from tests.api.ogc.reading import follow, ids, link, links
from tests.support.http import get_ok

COLLECTIONS = ("partnerships", "municipalities", "partners", "events")
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@pytest.mark.parametrize("path", ["", "/"])
def test_the_landing_page_leads_to_everything(ogc, path):
    response = get_ok(ogc + path)
    landing = response.json()
    assert response.headers["content-type"] == "application/json"
    assert link(landing, "self") == f"{ogc}?f=json"
    for rel, media in (
        ("conformance", "application/json"),
        ("data", "application/json"),
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("service-doc", "text/html"),
        ("alternate", "text/html"),
    ):
        there = get_ok(link(landing, rel, media))
        assert there.headers["content-type"].startswith(media)


def test_the_conformance_declaration_names_core_and_its_encodings(ogc):
    classes = get_ok(f"{ogc}/conformance").json()["conformsTo"]
    assert {CORE + name for name in ("core", "geojson", "html", "oas30")} <= set(classes)
    assert len(classes) == len(set(classes))


def test_collections_are_described_with_links_extent_and_systems(ogc):
    document = get_ok(f"{ogc}/collections").json()
    assert [one["id"] for one in document["collections"]] == list(COLLECTIONS)
    assert link(document, "self")
    assert link(document, "alternate", "text/html")
    for collection in document["collections"]:
        alone = get_ok(link(collection, "self", "application/json")).json()
        assert alone == collection
        assert collection["itemType"] == "feature"
        assert collection["crs"][0] == collection["storageCrs"] == CRS84
        (box,) = collection["extent"]["spatial"]["bbox"]
        assert len(box) == 4
        assert box[1] < box[3]
        media = {one["type"] for one in links(collection, "items")}
        assert media == {"application/geo+json", "text/html"}
        for one in links(collection, "items"):
            assert get_ok(one["href"]).headers["content-type"].startswith(one["type"])
    interval = document["collections"][0]["extent"]["temporal"]["interval"]
    assert interval == [["1955-12-07T00:00:00Z", None]]


FEATURE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "geometry": {
            "type": ["object", "null"],
            "required": ["type", "coordinates"],
            "properties": {"type": {"enum": ["Point", "LineString", "MultiLineString"]}},
        },
        "properties": {"type": "object"},
    },
}
PAGE = {
    "type": "object",
    "required": ["type", "features", "links", "timeStamp", "numberMatched", "numberReturned"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE},
        "links": {
            "type": "array",
            "items": {"type": "object", "required": ["href", "rel", "type"]},
        },
        "numberMatched": {"type": "integer"},
        "numberReturned": {"type": "integer"},
    },
}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_features_are_a_feature_collection_with_counts_time_and_links(ogc, collection):
    response = get_ok(f"{ogc}/collections/{collection}/items")
    page = response.json()
    assert response.headers["content-type"] == "application/geo+json"
    assert response.headers["content-crs"] == f"<{CRS84}>"
    jsonschema.validate(page, PAGE)
    assert page["numberReturned"] == len(page["features"]) == 100
    assert page["numberMatched"] > 600
    stamp = datetime.datetime.fromisoformat(page["timeStamp"])
    assert abs(datetime.datetime.now(datetime.UTC) - stamp) < datetime.timedelta(minutes=1)
    assert link(page, "self").startswith(f"{ogc}/collections/{collection}/items")
    assert get_ok(link(page, "alternate", "text/html")).headers["content-type"].startswith("text/html")
    for rel in ("self", "next", "alternate", "collection"):
        assert f'<{link(page, rel)}>; rel="{rel}"' in response.headers["link"]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_each_feature_has_an_address_of_its_own_with_the_same_content(ogc, collection):
    (first, *_) = get_ok(f"{ogc}/collections/{collection}/items?limit=2").json()["features"]
    response = get_ok(f"{ogc}/collections/{collection}/items/{first['id']}")
    feature = response.json()
    assert response.headers["content-type"] == "application/geo+json"
    jsonschema.validate(feature, FEATURE)
    assert link(feature, "collection").startswith(f"{ogc}/collections/{collection}")
    assert link(feature, "self").startswith(f"{ogc}/collections/{collection}/items/{first['id']}")
    feature.pop("links")
    assert feature == first


def test_a_partnership_is_what_the_download_has(ogc, server):
    download = get_ok(f"{server}/partnerships.geojson").json()["features"]
    pages = follow(f"{ogc}/collections/partnerships/items?limit=1000")
    features = {feature["id"]: feature for page in pages for feature in page["features"]}
    assert {feature["id"]: feature for feature in download} == features
    assert len(pages) == 2


@pytest.mark.parametrize("limit", [1, 3, 100, 10_000, 10_001, 10**12])
def test_a_page_has_as_many_features_as_were_asked_for(ogc, limit):
    page = get_ok(f"{ogc}/collections/partnerships/items?limit={limit}&country=DE").json()
    assert page["numberReturned"] == min(limit, page["numberMatched"])
    assert bool(links(page, "next")) is (limit < page["numberMatched"])


@pytest.mark.parametrize("sortby", ["", "&sortby=-signed", "&sortby=country_name,-distance_km"])
def test_pages_together_show_every_feature_once(ogc, sortby):
    pages = follow(f"{ogc}/collections/partnerships/items?limit=40&country=DE,BR{sortby}")
    assert len(pages) > 2
    seen = ids(pages)
    assert len(seen) == len(set(seen)) == pages[0]["numberMatched"]
    assert {page["numberMatched"] for page in pages} == {len(seen)}


@pytest.mark.parametrize(
    ("box", "as_download"),
    [
        ("0,35,20,60", "0,35,20,60"),
        ("0,35,-100,20,60,9000", "0,35,20,60"),
        ("170,-60,-170,60", "170,-60,-170,60"),
        ("-180,-90,180,90", "-180,-90,180,90"),
    ],
)
def test_a_box_keeps_what_touches_it_over_the_antimeridian_too(ogc, server, box, as_download):
    download = get_ok(f"{server}/partnerships.geojson?bbox={as_download}").json()
    pages = follow(f"{ogc}/collections/partnerships/items?limit=10000&bbox={box}")
    assert set(ids(pages)) == {feature["id"] for feature in download["features"]}
    assert pages[0]["numberReturned"] > 200


@pytest.mark.parametrize(
    ("times", "year"),
    [("1990-01-01/1990-12-31", 1990), ("2018-01-01T00:00:00Z/2018-12-31T23:59:59Z", 2018)],
)
def test_a_time_keeps_what_was_in_force_then_and_says_how_many_undated_it_left_out(ogc, server, times, year):
    download = get_ok(f"{server}/partnerships.geojson?year={year}").json()
    (page,) = follow(f"{ogc}/collections/partnerships/items?limit=10000&datetime={times}")
    assert set(ids([page])) == {feature["id"] for feature in download["features"]}
    assert page["undatedLeftOut"] == download["undatedLeftOut"] > 0


@pytest.mark.parametrize(
    ("times", "matched"),
    [
        ("1957-09-30", 0),
        ("1957-10-01", 1),  # signed in October 1957, the day is not known
        ("../1957-09-30", 0),
        ("../1957-10-01", 1),
        ("/1960-01-01", 1),
        ("2018-10-02/..", 1),  # ended on that day
        ("2018-10-03/..", 0),
        ("2018-10-03/", 0),
        ("2018-10-02T23:00:00Z", 1),
        ("2018-10-03T08:00:00+09:00", 1),
    ],
)
def test_open_intervals_and_instants_keep_what_they_touch(ogc, times, matched):
    address = f"{ogc}/collections/partnerships/items"
    page = httpx.get(address, params={"id": "osaka-27100-san-francisco-us", "datetime": times}).json()
    assert page["numberMatched"] == matched


def test_a_place_is_in_time_while_a_partnership_of_it_is_in_force(ogc):
    matched = get_ok(f"{ogc}/collections/municipalities/items?datetime=../1956-01-01").json()
    assert [feature["properties"]["name"] for feature in matched["features"]] == ["Nagasaki"]


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("/collections/partnerships/items?limit=0", "limit", "0"),
        ("/collections/partnerships/items?limit=-1", "limit", "-1"),
        ("/collections/partnerships/items?limit=ten", "limit", "ten"),
        ("/collections/partnerships/items?bbox=1,2,3", "bbox", "1,2,3"),
        ("/collections/partnerships/items?bbox=1,2,3,x", "bbox", "1,2,3,x"),
        ("/collections/partnerships/items?bbox=0,50,10,40", "bbox", "0,50,10,40"),
        ("/collections/partnerships/items?bbox=0,0,200,40", "bbox", "0,0,200,40"),
        ("/collections/partnerships/items?datetime=1990", "datetime", "1990"),
        (
            "/collections/partnerships/items?datetime=1990-01-01/1980-01-01",
            "datetime",
            "1990-01-01/1980-01-01",
        ),
        ("/collections/partnerships/items?colour=red", "colour", "red"),
        ("/collections/partnerships/items?status=over", "status", "over"),
        ("/collections/partnerships/items?country=USA", "country", "USA"),
        ("/collections/partnerships/items?signed_year=soon", "signed_year", "soon"),
        ("/collections/partnerships/items?signed_year=1990.5", "signed_year", "1990.5"),
        ("/collections/partnerships/items?signed=null", "signed", "null"),
        ("/collections/partnerships/items?sortby=colour", "sortby", "colour"),
        ("/collections/partnerships/items?after=x", "after", "x"),
        ("/collections/partnerships/items?country=", "country", ""),
        ("/collections/partnerships/items?country=US&country=BR", "country", "US"),
        ("/collections/partnerships/items?f=xml", "f", "xml"),
        ("/collections/partners/items?kind=sister_city", "kind", "sister_city"),
        ("/collections/partnerships/items/osaka-27100-san-francisco-us?limit=1", "limit", "1"),
        ("/collections/partnerships/queryables?limit=1", "limit", "1"),
        ("/collections/partnerships?limit=1", "limit", "1"),
        ("/collections?limit=1", "limit", "1"),
        ("/conformance?limit=1", "limit", "1"),
        ("/api?limit=1", "limit", "1"),
        ("?limit=1", "limit", "1"),
        ("?lang=fr", "lang", "fr"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_parameter_its_value_and_what_is(ogc, path, parameter, value):
    response = httpx.get(ogc + path)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["parameter"], problem["value"]) == (400, parameter, value)
    assert problem["allowed"]


@pytest.mark.parametrize(
    "path",
    [
        "/collections/rivers",
        "/collections/rivers/items",
        "/collections/rivers/queryables",
        "/collections/partnerships/items/nowhere",
        "/collections/partners/tiles",
        "/nothing",
    ],
)
def test_what_does_not_exist_is_not_found(ogc, path):
    response = httpx.get(ogc + path)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/geo+json"),
        ("application/json", "application/geo+json"),
        ("application/geo+json, text/html;q=0.9", "application/geo+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/*", "text/html; charset=utf-8"),
        ("application/gml+xml", "application/geo+json"),
        ("text/html;q=nonsense, application/geo+json;q=0.1", "application/geo+json"),
    ],
)
def test_without_f_the_client_gets_what_it_likes_best(ogc, accept, media):
    address = f"{ogc}/collections/partnerships/items"
    response = get_ok(address, Accept=accept)
    assert response.headers["content-type"] == media
    assert "Accept" in response.headers["vary"]
    assert get_ok(f"{address}?f=json", Accept=accept).headers["content-type"] == "application/geo+json"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/conformance",
        "/collections",
        "/collections/partnerships",
        "/collections/partnerships/queryables",
        "/collections/partnerships/items?country=US",
        "/collections/partnerships/items/osaka-27100-san-francisco-us",
        "/collections/partnerships/tiles/WebMercatorQuad/0/0/0",
        "/api",
    ],
)
def test_what_a_client_has_is_not_sent_again_and_head_has_the_same_headers(ogc, path):
    response = get_ok(ogc + path, **{"Accept-Encoding": "identity"})
    again = httpx.get(ogc + path, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = httpx.head(ogc + path, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "link", "content-crs"):
        assert head.headers.get(name) == response.headers.get(name)
    assert (
        response.headers["etag"] != httpx.get(ogc + path, headers={"Accept-Language": "ja"}).headers["etag"]
    )


def test_scripts_of_other_pages_may_read_answers_and_their_links(ogc):
    response = get_ok(f"{ogc}/collections/partnerships/items", Origin="https://example.org")
    assert response.headers["access-control-allow-origin"] == "*"
    assert {"Link", "Content-Crs"} <= set(re.split(", *", response.headers["access-control-expose-headers"]))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_titles_are_in_the_language_that_is_asked_for(ogc, lang):
    by_header = get_ok(f"{ogc}/collections", **{"Accept-Language": lang})
    by_address = get_ok(f"{ogc}/collections?lang={lang}", **{"Accept-Language": "en"})
    for response in (by_header, by_address):
        assert response.headers["content-language"] == lang
        title = response.json()["collections"][2]["title"]
        assert title == {"en": "Partners abroad", "ja": "海外の提携先"}[lang]
