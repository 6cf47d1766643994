"""Reads a GeoParquet or plain Parquet file; run by `sandboxed.py`.

Emits the same messages as `document.py`, with the shape "features".
"""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import shapely

_MAX_ROWS = 1_000_000
_MAX_COLUMNS = 1_000
_BATCH = 1_000
_WGS84 = ("CRS84", "4326")

Emit = Callable[[list[object]], None]


def read(path: str, emit: Emit) -> None:
    """Emit the rows of a file, with the endpoints of its lines."""
    pa.set_cpu_count(1)
    try:
        file = pq.ParquetFile(path, memory_map=False)
        geo = _geo(file)
        if _is_too_large(file, emit) or _is_projected(geo, emit):
            return
        _emit_rows(file, geo, emit)
    except pa.ArrowMemoryError as error:
        raise MemoryError from error
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        emit(_error(f"it can't be read as Parquet ({str(error)[:200]}); write it again"))


def _emit_rows(file: Any, geo: dict[str, Any], emit: Emit) -> None:
    geometry = geo.get("primary_column", "")
    encoding = geo.get("columns", {}).get(geometry, {}).get("encoding", "")
    hidden = {*geo.get("columns", {}), "bbox"} if geo else set()
    names = [name for name in file.schema_arrow.names if name not in hidden]
    emit(["shape", "features"])
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
        shapes = shapely.from_wkb(batch.column(geometry).to_pylist()) if encoding == "WKB" else None
        for at, row in enumerate(batch.select(names).to_pylist()):
            number += 1
            ends = None if shapes is None else _ends(shapes[at])
            emit(["record", number, {name: _text(value) for name, value in row.items()}, ends])
    emit(["names", names])


def _geo(file: Any) -> dict[str, Any]:
    """Return the GeoParquet metadata, or {}."""
    metadata = file.schema_arrow.metadata or {}
    geo = json.loads(metadata.get(b"geo", b"{}"))
    return geo if isinstance(geo, dict) else {}


def _is_too_large(file: Any, emit: Emit) -> bool:
    rows, columns = file.metadata.num_rows, len(file.schema_arrow.names)
    if rows <= _MAX_ROWS and columns <= _MAX_COLUMNS:
        return False
    emit(_error(f"it has {rows:,} rows and {columns:,} columns, more than are read; cut it into parts"))
    return True


def _is_projected(geo: dict[str, Any], emit: Emit) -> bool:
    crs = geo.get("columns", {}).get(geo.get("primary_column", ""), {}).get("crs")
    if not isinstance(crs, dict) or any(str(crs.get("id", {}).get("code")).endswith(code) for code in _WGS84):
        return False
    emit(_error("its coordinates are not longitude and latitude; write it in WGS 84 (EPSG:4326)"))
    return True


def _ends(shape: Any) -> list[list[float]] | None:
    if shape is None or shape.is_empty or shape.geom_type not in ("Point", "LineString", "MultiLineString"):
        return None
    coordinates = shapely.get_coordinates(shape)
    if shape.geom_type == "Point":
        return [coordinates[0].tolist()]
    return [coordinates[0].tolist(), coordinates[-1].tolist()]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return (
        json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)
    )


def _error(advice: str) -> list[object]:
    return ["fault", 1, "(file)", "", advice, ""]
