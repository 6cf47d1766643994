"""Requests of clients by chance, and what each response must be."""

import random
from dataclasses import dataclass
from typing import Final

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
LINES: Final = "application/x-ndjson"
CSV: Final = "text/csv"
HTML: Final = "text/html"
PROBLEM: Final = "application/problem+json"
TILE: Final = "application/vnd.mapbox-vector-tile"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COUNTRIES: Final = ("US", "CN", "KR", "DE", "BR", "FR", "AU", "PW")
_ITEMS: Final = "/ogc/collections/partnerships/items"
_TILES: Final = "/ogc/collections/partnerships/tiles/WebMercatorQuad"


@dataclass(frozen=True, slots=True)
class RequestSpec:
    """An address, the media type of its response, and the status that is no mistake.

    streams: its response is given while a database still finds it.
    """

    path: str
    media_type: str
    status: int = 200
    streams: bool = False


def of_memory(chance: random.Random) -> RequestSpec:
    """Return something that a server responses from memory."""
    country, year = chance.choice(_COUNTRIES), chance.randrange(1955, 2026)
    return chance.choice((
        RequestSpec(f"/partnerships.geojson?country={country}&year={year}", GEOJSON),
        RequestSpec(f"/partnerships.geojson?country={country}", GEOJSON),
        RequestSpec(f"/partnerships.geojson?bbox=-180,-90,180,89.{year}", GEOJSON),
        RequestSpec(f"/partnerships.geojsonl?country={country}", LINES),
        RequestSpec(f"/facets?year={year}", JSON),
        RequestSpec(f"/?country={country}&year={year}", HTML),
        RequestSpec(f"/countries/{country}", HTML),
        RequestSpec(f"/table?country={country}&sortby=-signed", HTML),
        RequestSpec(f"/embed?country={country}", HTML),
        RequestSpec("/map.json", JSON),
        RequestSpec(f"/partnerships.csv?country={country}", CSV),
        RequestSpec(f"/partnerships.xlsx?country=PW&year={year}", _SHEET),
        RequestSpec(f"/partnerships.kml?country={country}", "application/vnd.google-earth.kml+xml"),
        RequestSpec("/partnerships.gpkg?country=PW", "application/geopackage+sqlite3"),
        RequestSpec("/partnerships.parquet?country=PW", "application/vnd.apache.parquet"),
        RequestSpec("/partnerships.fgb?country=PW", "application/flatgeobuf"),
        RequestSpec(f"/figure.png?country={country}&width=90", "image/png"),
        RequestSpec(f"{_ITEMS}?f=json&country={country}&limit=10", GEOJSON),
        RequestSpec(f"{_ITEMS}?f=json&filter=distance_km%3E{year}&limit=20", GEOJSON),
        RequestSpec(f"{_TILES}/2/{chance.randrange(4)}/1", TILE),
        RequestSpec("/static/js/map/layer.js", "text/javascript"),
        RequestSpec("/healthz", JSON),
        RequestSpec("/metrics", "text/plain"),
        RequestSpec(f"/partnerships.geojson?country={country}&nothing=1", PROBLEM, 400),
        RequestSpec("/countries/ZZ", HTML, 404),
    ))  # fmt: skip


def of_a_database(chance: random.Random) -> RequestSpec:
    """Return something that a server responses from a database where the partnerships stay."""
    country, year = chance.choice(_COUNTRIES), chance.randrange(1955, 2026)
    return chance.choice((
        RequestSpec(f"/partnerships.geojson?country={country}&year={year}", GEOJSON, streams=True),
        RequestSpec("/partnerships.geojson", GEOJSON, streams=True),
        RequestSpec(f"/partnerships.geojsonl?country={country}", LINES, streams=True),
        RequestSpec("/partnerships.geojsonl", LINES, streams=True),
        RequestSpec(f"/facets?year={year}", JSON),
        RequestSpec(f"/facets?country={country}", JSON),
        RequestSpec(f"{_ITEMS}?f=json&country={country}&limit=10", GEOJSON),
        RequestSpec(f"{_ITEMS}?f=json&datetime={year}-06-01&limit=200", GEOJSON),
        RequestSpec(f"{_TILES}/2/{chance.randrange(4)}/1", TILE),
        RequestSpec(f"{_TILES}/4/{chance.randrange(16)}/6", TILE),
        RequestSpec("/ogc/collections?f=json", JSON),
        RequestSpec("/healthz", JSON),
        RequestSpec("/partnerships.xlsx", PROBLEM, 501),
        RequestSpec(f"{_ITEMS}?f=json&sortby=signed", PROBLEM, 501),
        RequestSpec(f"/?country={country}", HTML, 501),
        RequestSpec(f"/facets?country={country}&nothing=1", PROBLEM, 400),
    ))  # fmt: skip


def large(chance: random.Random, *, in_database: bool) -> RequestSpec:
    """Return a download that does not fit into the buffers of a connection."""
    requests = [
        RequestSpec("/partnerships.geojson", GEOJSON, streams=in_database),
        RequestSpec("/partnerships.geojsonl", LINES, streams=in_database),
    ]
    if not in_database:
        requests.append(RequestSpec("/partnerships.gpkg", "application/geopackage+sqlite3"))
    return chance.choice(requests)


def small(chance: random.Random) -> RequestSpec:
    """Return a request that many clients may send at the same time."""
    return RequestSpec(f"/facets?country={chance.choice(_COUNTRIES)}", JSON)
