"""OWSLib's client for OGC API - Features against a running server."""

import httpx
import pytest
from owslib.ogcapi.features import Features


@pytest.fixture(scope="module")
def client(server: str) -> Features:
    return Features(f"{server}/ogc")


def test_owslib_finds_its_way_from_the_landing_page(client):
    assert client.feature_collections() == ["partnerships", "municipalities", "partners", "events"]
    assert client.api()["openapi"].startswith("3.0")
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in client.conformance()["conformsTo"]
    assert client.collection("partners")["title"] == "Partners abroad"
    assert "signed_year" in client.collection_queryables("partnerships")["properties"]


@pytest.mark.parametrize(
    ("params", "as_download"),
    [
        ({"bbox": [0, 35, 20, 60]}, "bbox=0,35,20,60"),
        ({"datetime_": "1990-01-01/1990-12-31"}, "year=1990"),
        ({"filter": "country = 'DE' AND status = 'active'"}, "country=DE&status=active"),
        ({"country": "BR"}, "country=BR"),
    ],
)
def test_owslib_gets_what_the_download_has(client, server, params, as_download):
    page = client.collection_items("partnerships", limit=10_000, **params)
    download = httpx.get(f"{server}/partnerships.geojson?{as_download}").json()
    assert sorted(one["id"] for one in page["features"]) == sorted(one["id"] for one in download["features"])
    assert page["numberMatched"] == download["numberMatched"] > 0


def test_owslib_sorts_and_reads_one_feature(client):
    page = client.collection_items("partnerships", limit=3, sortby=("signed", "asc"))
    assert page["features"][0]["properties"]["signed"] == "1955-12-07"
    feature = client.collection_item("partnerships", page["features"][0]["id"])
    assert feature["properties"]["municipality_ja"] == "長崎市"
