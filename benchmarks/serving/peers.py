"""pygeoapi and tipg on a table of PostGIS with the same partnerships, in an environment of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.serving.servers import PORT, Server, running, uvicorn

FOLDER: Final = Path("build/peers")
_PACKAGES: Final = ("pygeoapi==0.21.0", "tipg==1.6.1", "gunicorn==23.0.0", "uvicorn", "uvloop", "httptools",
                    "psycopg2-binary", "sqlalchemy", "geoalchemy2")  # fmt: skip


def install() -> str:
    """Return the interpreter of the peers' environment, which is made when it isn't there."""
    python = FOLDER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *_PACKAGES], check=True)
    return str(python)


def fill(url: str, collection: bytes) -> None:
    """Put a FeatureCollection into the table `partnerships`, a column a property; lists as JSON."""
    features = json.loads(collection)["features"]
    names = list(features[0]["properties"])
    numbers = {name for name in names if isinstance(features[0]["properties"][name], int | float)}
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL("float8" if name in numbers else "text"))
        for name in names
    ]
    with psycopg.connect(url) as connection:
        connection.execute(
            sql.SQL("CREATE TABLE partnerships (geom geometry(Geometry, 4326), {}, PRIMARY KEY (id))").format(
                sql.SQL(", ").join(columns)
            )
        )
        with connection.cursor().copy("COPY partnerships FROM STDIN") as copy:
            for feature in features:
                copy.write_row([_ewkt(feature["geometry"]), *map(_cell, feature["properties"].values())])
        connection.execute("CREATE INDEX ON partnerships (country)")
        connection.execute("ANALYZE partnerships")


@contextmanager
def tipg(python: str, url: str) -> Iterator[Server]:
    """Start tipg."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "TIPG_MAX_FEATURES_PER_QUERY": "100000",
        "TIPG_DEFAULT_FEATURES_LIMIT": "100000",
    }
    with running(uvicorn("tipg.main:app", python=python), environment, "/collections") as server:
        yield server


@contextmanager
def pygeoapi(python: str, url: str, work: Path) -> Iterator[Server]:
    """Start pygeoapi with one worker."""
    settings, description = work / "pygeoapi.yml", work / "openapi.yml"
    settings.write_text(json.dumps(_pygeoapi_settings(url)))
    environment = os.environ | {"PYGEOAPI_CONFIG": str(settings), "PYGEOAPI_OPENAPI": str(description)}
    made = [python, "-m", "pygeoapi", "openapi", "generate", str(settings), "--output-file", str(description)]
    script = str(Path(python).parent / "pygeoapi")
    subprocess.run([script, *made[3:]], env=environment, check=True, capture_output=True)
    command = [python, "-m", "gunicorn", "--workers", "1", "--threads", "4", "pygeoapi.flask_app:APP"]
    with running([*command, "--bind", f"127.0.0.1:{PORT}"], environment, "/collections?f=json") as server:
        yield server


def _pygeoapi_settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {
            "host": parts.hostname,
            "port": parts.port,
            "dbname": parts.path[1:],
            "user": parts.username,
            "password": parts.password,
            "search_path": ["public"],
        },
        "id_field": "id",
        "table": "partnerships",
        "geom_field": "geom",
    }
    extent = {
        "spatial": {"bbox": [-180, -90, 180, 90], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}
    }
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 5000},
            "url": "http://127.0.0.1",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "language": "en-US",
            "limits": {"default_items": 100_000, "max_items": 100_000},
            "map": {"url": "http://127.0.0.1/{z}/{x}/{y}.png", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "partnerships",
                "description": "partnerships",
                "keywords": ["partnerships"],
                "keywords_type": "theme",
                "terms_of_service": "",
                "url": "http://127.0.0.1",
            },
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "provider": {"name": "partnerships", "url": "http://127.0.0.1"},
            "contact": {"name": "partnerships"},
        },
        "resources": {
            "partnerships": {
                "type": "collection",
                "title": "partnerships",
                "description": "partnerships",
                "keywords": ["partnerships"],
                "links": [],
                "extents": extent,
                "providers": [provider],
            }
        },
    }


def _ewkt(geometry: dict[str, Any]) -> str:
    lines = geometry["coordinates"]
    if geometry["type"] == "LineString":
        return f"SRID=4326;LINESTRING{_points(lines)}"
    return f"SRID=4326;MULTILINESTRING({','.join(map(_points, lines))})"


def _points(points: list[list[float]]) -> str:
    return "(" + ",".join(f"{lon} {lat}" for lon, lat in points) + ")"


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
