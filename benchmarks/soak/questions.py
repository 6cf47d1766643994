"""What clients ask for, and what each answer must be."""

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
class Question:
    """An address, the media type of its answer, and the status that is no mistake.

    streams: its answer is given while a database still finds it.
    """

    path: str
    media_type: str
    status: int = 200
    streams: bool = False


def of_memory(chance: random.Random) -> Question:
    """Return something that a server answers from memory."""
    country, year = chance.choice(_COUNTRIES), chance.randrange(1955, 2026)
    return chance.choice((
        Question(f"/partnerships.geojson?country={country}&year={year}", GEOJSON),
        Question(f"/partnerships.geojson?country={country}", GEOJSON),
        Question(f"/partnerships.geojson?bbox=-180,-90,180,89.{year}", GEOJSON),
        Question(f"/partnerships.geojsonl?country={country}", LINES),
        Question(f"/facets?year={year}", JSON),
        Question(f"/?country={country}&year={year}", HTML),
        Question(f"/countries/{country}", HTML),
        Question(f"/table?country={country}&sortby=-signed", HTML),
        Question(f"/embed?country={country}", HTML),
        Question("/map.json", JSON),
        Question(f"/partnerships.csv?country={country}", CSV),
        Question(f"/partnerships.xlsx?country=PW&year={year}", _SHEET),
        Question(f"/partnerships.kml?country={country}", "application/vnd.google-earth.kml+xml"),
        Question("/partnerships.gpkg?country=PW", "application/geopackage+sqlite3"),
        Question("/partnerships.parquet?country=PW", "application/vnd.apache.parquet"),
        Question("/partnerships.fgb?country=PW", "application/flatgeobuf"),
        Question(f"/figure.png?country={country}&width=90", "image/png"),
        Question(f"{_ITEMS}?f=json&country={country}&limit=10", GEOJSON),
        Question(f"{_ITEMS}?f=json&filter=distance_km%3E{year}&limit=20", GEOJSON),
        Question(f"{_TILES}/2/{chance.randrange(4)}/1", TILE),
        Question("/static/js/map/layer.js", "text/javascript"),
        Question("/healthz", JSON),
        Question("/metrics", "text/plain"),
        Question(f"/partnerships.geojson?country={country}&nothing=1", PROBLEM, 400),
        Question("/countries/ZZ", HTML, 404),
    ))  # fmt: skip


def of_a_database(chance: random.Random) -> Question:
    """Return something that a server answers from a database where the ties stay."""
    country, year = chance.choice(_COUNTRIES), chance.randrange(1955, 2026)
    return chance.choice((
        Question(f"/partnerships.geojson?country={country}&year={year}", GEOJSON, streams=True),
        Question("/partnerships.geojson", GEOJSON, streams=True),
        Question(f"/partnerships.geojsonl?country={country}", LINES, streams=True),
        Question("/partnerships.geojsonl", LINES, streams=True),
        Question(f"/facets?year={year}", JSON),
        Question(f"/facets?country={country}", JSON),
        Question(f"{_ITEMS}?f=json&country={country}&limit=10", GEOJSON),
        Question(f"{_ITEMS}?f=json&datetime={year}-06-01&limit=200", GEOJSON),
        Question(f"{_TILES}/2/{chance.randrange(4)}/1", TILE),
        Question(f"{_TILES}/4/{chance.randrange(16)}/6", TILE),
        Question("/ogc/collections?f=json", JSON),
        Question("/healthz", JSON),
        Question("/partnerships.xlsx", PROBLEM, 501),
        Question(f"{_ITEMS}?f=json&sortby=signed", PROBLEM, 501),
        Question(f"/?country={country}", HTML, 501),
        Question(f"/facets?country={country}&nothing=1", PROBLEM, 400),
    ))  # fmt: skip


def large(chance: random.Random, *, stored: bool) -> Question:
    """Return a download that does not fit into the buffers of a connection."""
    questions = [
        Question("/partnerships.geojson", GEOJSON, streams=stored),
        Question("/partnerships.geojsonl", LINES, streams=stored),
    ]
    if not stored:
        questions.append(Question("/partnerships.gpkg", "application/geopackage+sqlite3"))
    return chance.choice(questions)


def small(chance: random.Random) -> Question:
    """Return what many may ask for at once."""
    return Question(f"/facets?country={chance.choice(_COUNTRIES)}", JSON)
