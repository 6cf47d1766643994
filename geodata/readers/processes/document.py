"""Reads a JSON document: GeoJSON, results of a SPARQL query, or a list of objects; run by `sandboxed.py`.

Emits `["shape", "features" | "bindings" | "objects"]`, a `["record", number, texts by name, ends]` for each
member, `["bad", number, text, advice]` for an unreadable one, and finally `["names", [...]]`. `ends` are the
first and last position of a line, or null.
"""

from collections.abc import Callable, Iterable
from typing import Any

import orjson

_MAX_NAMES = 1_000
_MAX_LENGTH = 1_000_000
_WGS84 = ("CRS84", "4326")
_PER_LINE = (".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".jsons")

Emit = Callable[[list[object]], None]


def read(path: str, emit: Emit) -> None:
    """Emit the members of a document."""
    with open(path, "rb") as file:  # noqa: PTH123
        data = file.read().removeprefix(b"\xef\xbb\xbf")
    try:
        document = orjson.loads(data.lstrip(b"\x1e"))
    except orjson.JSONDecodeError as error:
        lines = data.splitlines()
        if path.casefold().endswith(_PER_LINE) or (len(lines) > 1 and _is_object(lines[0])):
            _emit_records(_per_line(lines), "features", emit)
        else:
            advice = f"not JSON ({error.msg}); is the file complete?"
            emit(["fault", error.lineno, f"character {error.colno}", "", advice, ""])
        return
    if isinstance(document, list):
        _emit_records(((i, member) for i, member in enumerate(document, start=1)), "objects", emit)
    elif not isinstance(document, dict):
        emit(_error("JSON, but no list; give GeoJSON or results of a SPARQL query"))
    elif isinstance(document.get("results"), dict) and isinstance(document["results"].get("bindings"), list):
        _emit_records(enumerate(document["results"]["bindings"], start=1), "bindings", emit)
    elif isinstance(document.get("features"), list):
        if _is_projected(document.get("crs")):
            emit(_error("its coordinates are not longitude and latitude; export it in WGS 84 (EPSG:4326)"))
            return
        _emit_records(enumerate(document["features"], start=1), "features", emit)
    elif document.get("type") == "Feature":
        _emit_records([(1, document)], "features", emit)
    else:
        advice = (
            "JSON, but neither GeoJSON (a FeatureCollection) nor results of a SPARQL query; export it as one"
        )
        emit(_error(advice))


def _emit_records(members: Iterable[tuple[int, object]], shape: str, emit: Emit) -> None:
    emit(["shape", shape])
    names: dict[str, None] = {}
    for number, member in members:
        values = _values(member, shape)
        if values is None:
            what = {"features": "a feature with properties", "bindings": "a result", "objects": "an object"}[
                shape
            ]
            emit(["bad", number, _text(member)[:100], f"this is not {what}; correct it or remove it"])
            continue
        texts = {name: _text(value) for name, value in values.items()}
        if sum(map(len, texts.values())) > _MAX_LENGTH or len(texts) > _MAX_NAMES:
            advice = f"it has more than {_MAX_LENGTH:,} characters or {_MAX_NAMES:,} members"
            emit(["bad", number, "", advice])
            continue
        names.update(dict.fromkeys(texts))
        if len(names) > _MAX_NAMES:
            emit(
                _error(f"its members have more than {_MAX_NAMES:,} different names; give a list of one kind")
            )
            return
        ends = line_ends(member.get("geometry")) if shape == "features" and isinstance(member, dict) else None
        emit(["record", number, texts, ends])
    emit(["names", list(names)])


def _values(member: object, shape: str) -> dict[str, object] | None:
    if not isinstance(member, dict):
        return None
    if shape == "features" or "properties" in member:
        properties = member.get("properties")
        return properties if isinstance(properties, dict) else None
    if shape == "bindings":
        return {name: _term(term) for name, term in member.items()}
    return member


def _term(term: object) -> object:
    """Return the value of an RDF term; None for a blank node, which stands for an unknown value."""
    if not isinstance(term, dict):
        return term
    value = term.get("value")
    return None if term.get("type") == "bnode" or "/.well-known/genid/" in str(value) else value


def line_ends(geometry: object) -> list[list[float]] | None:
    """Return the position of a point, or the first and last one of a line or of the parts of a split one."""
    if not isinstance(geometry, dict) or geometry.get("type") not in (
        "Point",
        "LineString",
        "MultiLineString",
    ):
        return None
    parts: Any = geometry.get("coordinates")
    try:
        if geometry["type"] == "Point":
            return [[float(parts[0]), float(parts[1])]]
        first, last = (parts, parts) if geometry["type"] == "LineString" else (parts[0], parts[-1])
        ends = [[float(at) for at in position[:2]] for position in (first[0], last[-1])]
    except (TypeError, IndexError, KeyError, ValueError):
        return None
    return ends if all(len(position) == 2 for position in ends) else None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return orjson.dumps(value).decode() if isinstance(value, (dict, list)) else str(value)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line.lstrip(b"\x1e")), dict)
    except orjson.JSONDecodeError:
        return False


def _per_line(lines: list[bytes]) -> Iterable[tuple[int, object]]:
    for number, line in enumerate(lines, start=1):
        bare = line.strip(b"\x1e \t\r")
        if bare:
            try:
                yield number, orjson.loads(bare)
            except orjson.JSONDecodeError:
                yield number, bare.decode(errors="replace")


def _is_projected(crs: object) -> bool:
    """Whether the `crs` member of GeoJSON 2008 names a CRS other than degrees on WGS 84."""
    name = orjson.dumps(crs).decode()
    return isinstance(crs, dict) and not any(known in name for known in _WGS84)


def _error(advice: str) -> list[object]:
    return ["fault", 1, "(file)", "", advice, ""]
