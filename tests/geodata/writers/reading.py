"""Files as programs that know nothing of ours read them: GDAL, pyarrow, openpyxl, Python's csv and json."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import shapely
from shapely import Geometry

Row = dict[str, str]
"""A partnership as text by column, "" where nothing is known; whole numbers without a point."""


def read_back(path: Path) -> list[tuple[Row, Geometry]]:
    """Return the partnerships of a file with their lines, in the order of the file."""
    return list(_READERS[path.suffix](path))


def _csv(path: Path) -> Iterator[tuple[Row, Geometry]]:
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
        line = shapely.from_wkt(row.pop("wkt"))
        yield row, line


def _workbook(path: Path) -> Iterator[tuple[Row, Geometry]]:
    header, *rows = openpyxl.load_workbook(path)["partnerships"].iter_rows(values_only=True)
    for cells in rows:
        row = {str(name): _text(cell) for name, cell in zip(header, cells, strict=True)}
        yield row, shapely.from_wkt(row.pop("wkt"))


def _json_lines(path: Path) -> Iterator[tuple[Row, Geometry]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        feature = json.loads(line)
        row = {name: _text(value) for name, value in feature["properties"].items()}
        yield row, shapely.from_geojson(json.dumps(feature["geometry"]))


def _parquet(path: Path) -> Iterator[tuple[Row, Geometry]]:
    for row in pq.read_table(path).to_pylist():
        yield _texts(row), shapely.from_wkb(row["geometry"])


def _gdal(path: Path) -> Iterator[tuple[Row, Geometry]]:
    yield from _layer(path, pyogrio.list_layers(path)[0][0])


def _folders(path: Path) -> Iterator[tuple[Row, Geometry]]:
    for layer, _ in pyogrio.list_layers(path):
        yield from _layer(path, layer)


def _layer(path: Path, layer: str) -> Iterator[tuple[Row, Geometry]]:
    frame = pyogrio.read_dataframe(path, layer=layer)
    for row in frame.to_dict("records"):
        yield _texts(row), row["geometry"]


def _texts(row: dict[str, object]) -> Row:
    return {name: _text(value) for name, value in row.items() if name not in ("geometry", "bbox")}


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return "" if pd.isna(value) else value.date().isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


_READERS: dict[str, Callable[[Path], Iterator[tuple[Row, Geometry]]]] = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".geojsonl": _json_lines,
    ".geojson": _gdal,
    ".gpkg": _gdal,
    ".fgb": _gdal,
    ".parquet": _parquet,
    ".kml": _folders,
}
