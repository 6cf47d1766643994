"""The data over HTTP: downloads, counts, errors, caching."""

import httpx
import pytest

from tests.support.http import get


def test_the_download_holds_every_partnership_as_a_line_with_the_designs_properties(server):
    response = get(server, "/partnerships.geojson")
    collection = response.json()
    assert response.headers["content-type"] == "application/geo+json"
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == collection["numberMatched"] == 1906
    designed = {
        "id", "kind", "status", "municipality", "municipality_ja", "municipality_code", "prefecture",
        "prefecture_ja", "prefecture_code", "partner", "partner_ja", "partner_admin1", "partner_level",
        "country", "country_name", "country_name_ja", "signed", "signed_year", "ended", "ended_year", "as_of",
        "distance_km", "municipality_precision", "partner_precision", "sources", "note",
    }  # fmt: skip
    for feature in collection["features"]:
        assert feature["geometry"]["type"] in ("LineString", "MultiLineString")
        assert designed <= feature["properties"].keys()
        assert all(set(source) == {"title", "url", "date"} for source in feature["properties"]["sources"])


def test_the_download_is_named_after_its_selection_and_the_date_of_the_data(server):
    response = get(server, "/partnerships.geojson?country=US&year=1990")
    assert response.headers["content-disposition"] == (
        'attachment; filename="shimai-country-us-year-1990-2026-04.geojson"'
    )


def test_a_client_that_asks_for_geojson_gets_it_inline(server):
    response = get(server, "/partnerships.geojson?country=PW", Accept="application/geo+json")
    assert "content-disposition" not in response.headers
    assert {feature["properties"]["partner"] for feature in response.json()["features"]} >= {"Palau"}


def test_coordinates_have_six_decimals_and_stay_within_180_degrees(server):
    for feature in get(server, "/partnerships.geojson?country=US").json()["features"]:
        geometry = feature["geometry"]
        parts = (
            geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
        )
        for lon, lat in (position for part in parts for position in part):
            assert -180 <= lon <= 180
            assert round(lon, 6) == lon
            assert round(lat, 6) == lat


def test_facets_count_the_selection_and_say_how_many_undated_ones_were_left_out(server):
    counts = get(server, "/facets?country=US&year=1990").json()
    assert counts["total"] == len(
        get(server, "/partnerships.geojson?country=US&year=1990").json()["features"]
    )
    assert counts["country"]["US"] == counts["total"]
    assert counts["country"]["CN"] > 0
    assert counts["undated_left_out"] == 31


@pytest.mark.parametrize("path", ["/partnerships.geojson", "/facets"])
@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("country=XX", "country", "ISO 3166-1 alpha-2"),
        ("status=foo", "status", "active, planned, suspended, ended, cancelled"),
        ("year=abc", "year", "a year from 1800 to 2100"),
        ("year=99999", "year", "a year from 1800 to 2100"),
        ("bbox=1,2,3", "bbox", "west,south,east,north"),
        ("nosuch=1", "nosuch", "country, status, kind"),
        ("year=", "year", "a year from 1800 to 2100"),
        ("lang=ja", "lang", "country, status, kind"),
    ],
)
def test_a_wrong_parameter_is_a_problem_that_names_it_and_what_is_allowed(
    server, path, query, parameter, allowed
):
    response = get(server, f"{path}?{query}")
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert (problem["status"], problem["title"], problem["parameter"]) == (400, "Bad Request", parameter)
    assert allowed in problem["allowed"]
    assert allowed in problem["detail"]


def test_an_unchanged_answer_is_not_sent_again(server):
    for path in ("/partnerships.geojson?country=DE", "/facets?country=DE", "/map.json"):
        tag = get(server, path).headers["etag"]
        again = get(server, path, **{"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_head_is_get_without_a_body(server):
    for path in ("/", "/partnerships.geojson", "/facets", "/healthz"):
        response = httpx.head(server + path)
        assert (response.status_code, response.content) == (200, b"")


def test_health_says_which_version_of_the_data_is_served(server):
    health = get(server, "/healthz").json()
    assert health["status"] == "ok"
    assert health["version"] == get(server, "/facets").json()["version"]


def test_an_unknown_path_is_a_problem_for_programs(server):
    response = get(server, "/nosuch")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "There is nothing at /nosuch."


def test_the_web_is_read_only(server):
    response = httpx.post(f"{server}/partnerships.geojson")
    assert (response.status_code, response.headers["content-type"]) == (405, "application/problem+json")


def test_the_openapi_description_lists_every_route_and_parameter(server):
    description = get(server, "/openapi.json").json()
    assert set(description["paths"]) == {
        "/", "/embed", "/oembed", "/ogc", "/standalone.html", "/about", "/compare", "/table",
        "/partnerships/{id}", "/municipalities/{code}",
        "/countries/{code}", "/partnerships.geojson", "/partnerships.csv", "/partnerships.xlsx",
        "/partnerships.gpkg", "/partnerships.kml", "/partnerships.parquet", "/partnerships.fgb",
        "/partnerships.geojsonl", "/facets", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/metrics",
        "/figure.png", "/figure.svg", "/figure.pdf",
        "/events", "/events.geojson", "/events.csv", "/events.atom", "/ranking", "/countries",
        "/municipalities",
    }  # fmt: skip
    parameters = {one["name"] for one in description["paths"]["/partnerships.geojson"]["get"]["parameters"]}
    assert parameters == {
        "country", "status", "kind", "prefecture", "municipality", "year", "signed", "ended", "undated", "q",
        "bbox", "limit", "offset", "sortby",
    }  # fmt: skip


def test_a_page_of_another_site_may_read_data_and_errors(server):
    for path in ("/facets", "/partnerships.geojson?country=PW", "/facets?country=XX"):
        response = get(server, path, Origin="https://example.org")
        assert response.headers["access-control-allow-origin"] == "*"


def test_a_count_has_no_pages(server):
    response = get(server, "/facets?limit=5")
    assert (response.status_code, response.json()["parameter"]) == (400, "limit")


@pytest.mark.parametrize("accept", ["application/geo+json", "APPLICATION/GEO+JSON, */*;q=0.1"])
def test_geojson_is_inline_however_the_client_writes_its_wish(server, accept):
    assert "content-disposition" not in get(server, "/partnerships.geojson?country=PW", Accept=accept).headers


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/geo+json;q=0"])
def test_geojson_is_a_file_for_everyone_else(server, accept):
    assert "content-disposition" in get(server, "/partnerships.geojson?country=PW", Accept=accept).headers


@pytest.mark.parametrize("path", ["/docs/", "/embed/", "/facets/"])
def test_an_address_with_a_slash_too_many_is_not_redirected_to_a_host_that_the_client_names(server, path):
    response = get(server, path, Host="evil.example")
    assert response.status_code == 404
    assert "location" not in response.headers
