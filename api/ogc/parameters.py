"""The parameters under /ogc, as OpenAPI 3.0 describes them."""

from collections.abc import Sequence
from typing import Any, Final

from api.ogc.collection_info import TILED
from api.ogc.crs import ALL, CRS84
from api.ogc.features import DEFAULT_LIMIT, MAX_LIMIT
from api.ogc.filters import LANGUAGES
from api.ogc.queryables import value_schema
from geodata.cql2 import MAX_FILTER_LENGTH
from geodata.features import Queryable
from geodata.query.interval import ALLOWED_TIMES
from viewer import DEFAULT_LANGUAGE, languages

_TEXT: Final = {"type": "string"}
_URI: Final = {"type": "string", "format": "uri", "enum": list(ALL), "default": CRS84}
_NUMBERS: Final = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}


def _parameter(
    name: str, description: str, schema: dict[str, Any], *, place: str = "query"
) -> dict[str, Any]:
    is_list = {"explode": False} if schema.get("type") == "array" else {}
    style = {"style": "form", **is_list} if place == "query" else {}
    headers = {"name": name, "in": place, "description": description, "required": place == "path"}
    return {**headers, **style, "schema": schema}


def shared_parameters(collections: Sequence[str], systems: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the parameters that several operations have, by their keys among the components.

    systems: the URIs of the coordinate reference systems of responses.
    """
    names: dict[str, Any] = {"type": "array", "items": _TEXT}
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    filter_language = {"type": "string", "enum": list(LANGUAGES), "default": "cql2-text"}
    tongue = {"type": "string", "enum": list(languages()), "default": DEFAULT_LANGUAGE}
    box = "4 numbers, or 6 with heights, which are ignored; west > east crosses the antimeridian"
    return {
        "collection": _path("collection", "A collection", {"type": "string", "enum": list(collections)}),
        "tiled": _path("collection", "A collection with tiles", {"type": "string", "enum": list(TILED)}),
        "id": _path("id", "The id of a feature", _TEXT),
        "limit": _parameter("limit", "The maximum number of features in a page", limit),
        "after": _parameter(
            "after", "Continue after this feature; taken from a link to the next page", _TEXT
        ),
        "sortby": _parameter("sortby", "Properties, each with - before it to descend", names),
        "crs": _parameter(
            "crs", "The coordinate reference system of the response", _URI | {"enum": list(systems)}
        ),
        "bbox": _parameter("bbox", box, _NUMBERS),
        "bbox-crs": _parameter("bbox-crs", "The coordinate reference system of bbox", _URI),
        "datetime": _parameter("datetime", f"When features are in force: {ALLOWED_TIMES}", _TEXT),
        "filter": _parameter("filter", "A condition in CQL2", _TEXT | {"maxLength": MAX_FILTER_LENGTH}),
        "filter-lang": _parameter("filter-lang", "How the filter is written", filter_language),
        "filter-crs": _parameter("filter-crs", "The coordinate reference system of the filter", _URI),
        "f": _parameter("f", "The format; by default what the Accept header prefers", _TEXT),
        "lang": _parameter("lang", "The language; by default what Accept-Language prefers", tongue),
    }


def references(*keys: str) -> list[dict[str, Any]]:
    """Return references to shared parameters."""
    return [{"$ref": f"#/components/parameters/{key}"} for key in keys]


def property_parameters(queryables: Sequence[Queryable]) -> list[dict[str, Any]]:
    """Return the parameters of a collection that are its properties."""
    return [
        _parameter(
            queryable.name,
            "Only features with this value",
            {"type": "array", "items": value_schema(queryable)}
            if queryable.values
            else value_schema(queryable),
        )
        for queryable in queryables
    ]


def tile_parameters() -> list[dict[str, Any]]:
    """Return what names a tile."""
    number = {"type": "integer", "minimum": 0}
    return [
        _path("tileMatrix", "The zoom", number),
        _path("tileCol", "The column, from 180° W", number),
        _path("tileRow", "The row, from north", number),
    ]


def _path(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return _parameter(name, description, schema, place="path")
