"""The description at /ogc/api is valid OpenAPI 3.0, and says of each address and parameter what is true."""

import re
from typing import Any

import httpx
import pytest
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

VALUES = {
    "collection": "partnerships",
    "id": "osaka-27100-san-francisco-us",
    "tileMatrix": "0",
    "tileRow": "0",
    "tileCol": "0",
}


@pytest.fixture(scope="module")
def description(any_server: str) -> dict[str, Any]:
    response = httpx.get(f"{any_server}/ogc/api")
    assert response.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    return response.json()


def resolve(description: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    name = parameter.get("$ref", "").removeprefix("#/components/parameters/")
    return description["components"]["parameters"][name] if name else parameter


def test_it_is_valid_openapi_3_0(description):
    assert re.fullmatch(r"3\.0\.\d", description["openapi"])
    assert list(OpenAPIV30SpecValidator(description).iter_errors()) == []


def test_every_address_in_it_exists_and_answers_as_it_says(any_server, description):
    assert description["servers"] == [{"url": f"{any_server}/ogc"}]
    for path, operations in description["paths"].items():
        response = httpx.get(f"{any_server}/ogc{path}".format(**VALUES))
        assert response.status_code == 200, path
        content = operations["get"]["responses"]["200"]["content"]
        assert response.headers["content-type"] in content, path
        if "json" in response.headers["content-type"]:
            schema = content[response.headers["content-type"]]["schema"]
            whole = {**schema, "components": description["components"]}
            OAS30Validator(whole).validate(response.json())


def test_every_parameter_of_the_items_is_described_and_every_other_refused(any_server, description):
    collections = httpx.get(f"{any_server}/ogc/collections").json()["collections"]
    for collection in (one["id"] for one in collections):
        operation = description["paths"][f"/collections/{collection}/items"]["get"]
        described = {resolve(description, one)["name"] for one in operation["parameters"]}
        allowed = httpx.get(f"{any_server}/ogc/collections/{collection}/items?nothing=1").json()["allowed"]
        assert described == set(allowed.removeprefix("one of the parameters ").split(", "))
        limit = resolve(description, {"$ref": "#/components/parameters/limit"})["schema"]
        assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 10_000, 100)


def test_for_people_it_is_a_page_without_outside_assets(server):
    response = httpx.get(f"{server}/ogc/api?f=html")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "/ogc/api?f=json" in response.text
    assert re.findall(r'(?:src|href)="(?!/)', response.text) == []
