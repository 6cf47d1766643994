"""Part 3: queryables, their parameters, and filters in CQL2 text and JSON over HTTP."""

import json

import httpx
import jsonschema
import pytest


@pytest.fixture(scope="module")
def collections(server: str) -> str:
    return f"{server}/ogc/collections"


@pytest.mark.parametrize("collection", ["partnerships", "municipalities", "partners", "events"])
def test_queryables_are_a_json_schema_of_properties_that_features_have(collections, collection):
    response = httpx.get(f"{collections}/{collection}/queryables")
    assert response.headers["content-type"] == "application/schema+json"
    schema = response.json()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{collections}/{collection}/queryables"
    assert schema["type"] == "object"
    names = set(schema["properties"]) - {"geometry"}
    features = httpx.get(f"{collections}/{collection}/items").json()["features"]
    for feature in features:
        known = {name: value for name, value in feature["properties"].items() if value is not None}
        jsonschema.validate({name: known[name] for name in names & set(known)}, schema)
        assert names <= set(feature["properties"])


def test_the_collection_links_to_its_queryables(collections):
    document = httpx.get(f"{collections}/partners").json()
    rel = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
    (link,) = [one for one in document["links"] if one["rel"] == rel]
    assert link["type"] == "application/schema+json"
    assert httpx.get(link["href"]).json()["title"] == "Partners abroad"


@pytest.mark.parametrize("collection", ["partnerships", "municipalities", "partners", "events"])
def test_every_queryable_is_a_parameter_that_keeps_the_features_with_its_value(collections, collection):
    names = set(httpx.get(f"{collections}/{collection}/queryables").json()["properties"]) - {"geometry"}
    features = httpx.get(f"{collections}/{collection}/items?limit=30").json()["features"]
    for name in names:
        value = next(
            (one["properties"][name] for one in features if one["properties"][name] not in (None, "")), None
        )
        if value is None:
            continue
        page = httpx.get(f"{collections}/{collection}/items", params={name: value, "limit": 10_000}).json()
        assert page["numberMatched"] > 0, name
        assert {one["properties"][name] for one in page["features"]} == {value}


FILTERS = {
    "country = 'DE' AND signed_year < 1990": {
        "op": "and",
        "args": [
            {"op": "=", "args": [{"property": "country"}, "DE"]},
            {"op": "<", "args": [{"property": "signed_year"}, 1990]},
        ],
    },
    "CASEI(partner) LIKE 'san %'": {
        "op": "like",
        "args": [{"op": "casei", "args": [{"property": "partner"}]}, "san %"],
    },
    "S_INTERSECTS(geometry, POINT(135.50222 34.69389))": {
        "op": "s_intersects",
        "args": [{"property": "geometry"}, {"type": "Point", "coordinates": [135.50222, 34.69389]}],
    },
    "T_INTERSECTS(INTERVAL(signed, ended), INTERVAL('1960-01-01', '1960-12-31'))": {
        "op": "t_intersects",
        "args": [
            {"interval": [{"property": "signed"}, {"property": "ended"}]},
            {"interval": ["1960-01-01", "1960-12-31"]},
        ],
    },
    "signed = as_of": {"op": "=", "args": [{"property": "signed"}, {"property": "as_of"}]},
}


@pytest.mark.parametrize("text", FILTERS)
def test_a_filter_says_the_same_as_text_and_as_json(collections, text):
    address = f"{collections}/partnerships/items"
    by_text = httpx.get(address, params={"filter": text, "limit": 10_000})
    by_json = httpx.get(
        address, params={"filter": json.dumps(FILTERS[text]), "filter-lang": "cql2-json", "limit": 10_000}
    )
    assert by_text.status_code == by_json.status_code == 200
    assert by_text.json()["features"] == by_json.json()["features"]
    assert 0 < by_text.json()["numberMatched"] < 1906 / 2


def test_filters_of_all_sorts_must_all_pass(collections):
    address = f"{collections}/partnerships/items?limit=10000"
    page = httpx.get(
        f"{address}&country=DE&bbox=8,50,9,51&datetime=2000-01-01&filter=signed_year<1990 AND status='active'"
    ).json()
    assert page["numberMatched"] > 0
    for feature in page["features"]:
        properties = feature["properties"]
        assert properties["country"] == "DE"
        assert properties["signed_year"] < 1990
        assert properties["status"] == "active"


def test_the_next_page_keeps_the_filter(collections):
    page = httpx.get(f"{collections}/partnerships/items?limit=2&filter=country='DE'").json()
    (following,) = [one["href"] for one in page["links"] if one["rel"] == "next"]
    second = httpx.get(following).json()
    assert second["numberMatched"] == page["numberMatched"]
    assert {one["properties"]["country"] for one in second["features"]} == {"DE"}


def test_a_long_filter_is_answered_with_headers_that_any_proxy_lets_pass(collections):
    boxes = " OR ".join(f"S_INTERSECTS(geometry, BBOX({west},1,{west + 1},2))" for west in range(150))
    response = httpx.get(f"{collections}/partnerships/items", params={"filter": boxes, "limit": 1})
    assert response.status_code == 200
    assert sum(len(name) + len(value) for name, value in response.headers.raw) < 8000
    (following,) = [one["href"] for one in response.json()["links"] if one["rel"] == "next"]
    assert httpx.get(following).json()["numberMatched"] == response.json()["numberMatched"]


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [
        ({"filter": "country ="}, "filter"),
        ({"filter": "rivers = 1"}, "filter"),
        ({"filter": "country = 'DE'", "filter-lang": "cql-text"}, "filter-lang"),
        ({"filter": "country = 'DE'", "filter-lang": "cql2-json"}, "filter"),
        ({"filter": "(" * 5000}, "filter"),
        ({"filter": f"country IN ({','.join(['1'] * 4500)})"}, "filter"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(collections, parameters, parameter):
    response = httpx.get(f"{collections}/partnerships/items", params=parameters)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


@pytest.mark.parametrize(
    "dear",
    [
        " OR ".join(["CASEI(ACCENTI(id))='a'"] * 300),
        " OR ".join(f"note LIKE '%{number}%'" for number in range(60)),
        " OR ".join(f"S_TOUCHES(geometry,BBOX({east},0,{east + 1},50))" for east in range(3)),
    ],
)
def test_a_filter_that_would_take_long_is_refused_at_once(collections, dear):
    response = httpx.get(f"{collections}/partnerships/items", params={"filter": dear}, timeout=5)
    assert response.status_code == 400
    assert response.json()["parameter"] == "filter"
    assert "at most 50" in response.json()["allowed"]


def test_a_filter_of_many_words_is_still_answered(collections):
    words = " OR ".join(f"CASEI(partner) LIKE '%{word}%'" for word in ("san", "port", "berg", "ville", "ton"))
    response = httpx.get(f"{collections}/partnerships/items", params={"filter": words, "limit": 10})
    assert response.json()["numberMatched"] > 100
