"""Data that aren't loaded: facets and GeoJSON come from the database, pages say why there is no map."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import orjson
import pytest

from geodata.stores.address import DatabaseAddress
from geodata.stores.postgis import publish
from tests.support.labelled_data import labelled_tables
from tests.support.postgis_server import PASSWORD
from tests.support.server import becomes_true, serving

QUERIES = ("", "?country=US&year=1990", "?q=大阪&limit=7&offset=3&sortby=-signed", "?bbox=170,-40,-150,60")

PATIENCE = 20
"""Seconds until all must be well again."""


@pytest.mark.parametrize("query", QUERIES)
def test_a_collection_is_the_same_as_from_memory_but_for_the_box_around_it(
    database_server, folder_server, query
):
    ours, theirs = (
        httpx.get(f"{server}/partnerships.geojson{query}") for server in (database_server, folder_server)
    )
    expected = orjson.loads(theirs.content)
    del expected["bbox"]
    assert orjson.loads(ours.content) == expected
    assert ours.content.partition(b'"features":')[2] == theirs.content.partition(b'"features":')[2]
    for name in ("content-type", "content-disposition", "link"):
        assert ours.headers[name] == theirs.headers[name]


@pytest.mark.parametrize("query", QUERIES)
def test_lines_and_facets_are_the_same_as_from_memory(database_server, folder_server, query):
    ours, theirs = (
        httpx.get(f"{server}/partnerships.geojsonl{query}") for server in (database_server, folder_server)
    )
    assert ours.content == theirs.content
    if "limit" not in query:
        ours, theirs = (httpx.get(f"{server}/facets{query}") for server in (database_server, folder_server))
        assert (ours.content, ours.headers["etag"]) == (theirs.content, theirs.headers["etag"])


def test_nothing_found_is_an_empty_collection(database_server):
    found = httpx.get(f"{database_server}/partnerships.geojson?q=nosuchplace")
    assert found.json()["features"] == []
    assert httpx.get(f"{database_server}/partnerships.geojsonl?q=nosuchplace").content == b""


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "There are 1,906 partnerships."), ("ja", "提携は1,906件あります。")]
)
def test_pages_say_that_there_is_no_map_and_where_the_data_are(database_server, lang, said):
    for path in ("/", "/table", "/countries/US", "/embed"):
        page = httpx.get(f"{database_server}{path}?lang={lang}")
        assert page.status_code == 501
        assert said in page.text
        assert 'href="/partnerships.geojsonl"' in page.text


def test_what_is_made_of_data_in_memory_is_refused_as_a_problem_that_names_another_way(database_server):
    for path in ("/partnerships.xlsx", "/map.json", "/figure.png"):
        problem = httpx.get(database_server + path)
        assert (problem.status_code, problem.headers["content-type"]) == (501, "application/problem+json")
        assert "/partnerships.geojsonl" in problem.json()["detail"]


def test_whoever_goes_away_in_the_middle_of_an_answer_leaves_room_for_the_next(database_server):
    for _ in range(12):
        with httpx.stream("GET", f"{database_server}/partnerships.geojsonl") as response:
            assert response.status_code == 200
            next(response.iter_bytes(100))
    assert len(httpx.get(f"{database_server}/partnerships.geojsonl", timeout=30).content.splitlines()) == 1906


def test_a_feature_names_no_page_that_is_not_there(database_server):
    page = httpx.get(f"{database_server}/ogc/collections/partnerships/items?limit=1&f=json").json()
    address = f"{database_server}/ogc/collections/partnerships/items/{page['features'][0]['id']}?f=json"
    assert [link["rel"] for link in httpx.get(address).json()["links"]] == ["self", "alternate", "collection"]


def test_a_wrong_parameter_is_still_refused(database_server):
    assert httpx.get(f"{database_server}/facets?country=XX").status_code == 400


def test_a_database_that_is_down_is_a_problem_with_a_time_to_ask_again_and_then_all_is_well(
    stoppable_postgis,
):
    url = stoppable_postgis.new_database()
    publish(DatabaseAddress(url), labelled_tables("old"))
    with serving("--data", url, "--max-in-memory", "0") as server:
        items, tile = "/ogc/collections/partnerships/items", "tiles/WebMercatorQuad/0/0/0"
        ogc = (f"{items}?limit=1", f"{items.removesuffix('items')}{tile}")
        paths = ("/facets", "/partnerships.geojson", "/partnerships.geojsonl", *ogc)
        assert {httpx.get(server + path).status_code for path in paths} == {200}
        stoppable_postgis.stop()
        # Each waits for a connection as long as the server is patient.
        with ThreadPoolExecutor(len(paths)) as crowd:
            responses = list(crowd.map(lambda path: httpx.get(server + path, timeout=30), paths))
        for response in responses:
            assert response.status_code == 503
            assert response.headers["content-type"] == "application/problem+json"
            assert int(response.headers["retry-after"]) > 0
            assert "127.0.0.1" not in response.text
            assert PASSWORD not in response.text
        assert httpx.get(f"{server}/healthz").status_code == 200
        stoppable_postgis.start()
        assert becomes_true(lambda: httpx.get(f"{server}/facets").status_code != 503, PATIENCE)
        assert {httpx.get(server + path).status_code for path in paths} == {200}
