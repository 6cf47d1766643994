"""Reading GeoJSON, GeoParquet and lists of JSON objects; properties are mapped like columns."""

from collections.abc import Iterator, Mapping
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any, Final

from geodata.model.errors import ValidationIssue
from geodata.readers.event_columns import is_event_table
from geodata.readers.limits import MAX_REMARKS, MAX_ROWS, file_error
from geodata.readers.mapping import check_columns
from geodata.readers.row import ColumnMapping, Reading, Row
from geodata.readers.row_maker import RowMaker
from geodata.readers.sandbox import SandboxMessages, read_sandboxed
from geodata.readers.table_columns import REQUIRED, TableColumns, map_columns
from geodata.readers.table_line import TableLine
from geodata.readers.wikidata import holds_entities, read_results

_POINTS: Final = ("municipality_point", "partner_point")
_GEOMETRY: Final = "geometry"
_SAMPLE: Final = 100


def read_features(path: Path, content: str, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    """Return the rows of a JSON or Parquet file; results of Wikidata's query service are detected."""
    messages = read_sandboxed(path, "parquet" if content == "parquet" else "document")
    shape, names = "", []
    for message in messages:
        if message[0] == "shape":
            shape = message[1]
        elif message[0] == "names":
            names = message[1]
    check_columns(mapping, [names])
    records = (message[2] for message in messages if message[0] == "record")
    if shape == "bindings" or (shape == "objects" and holds_entities(islice(records, _SAMPLE))):
        return read_results(path.name, names, _records(path.name, messages, reading), mapping, reading)
    if not names:
        raise file_error(path.name, "there is nothing in it; give a list of partnerships")
    if is_event_table(names):
        raise file_error(path.name, "these are events; import them with --events")
    columns = map_columns(names, mapping)
    if not columns.suffices:
        advice = (
            f'no properties were found with {REQUIRED}. Say which is which, as --map "partner=相手の名前"'
        )
        raise file_error(path.name, advice, column="(properties)", value=" | ".join(names)[:500])
    reading.column_mappings.append(ColumnMapping(path.name, "", 0, columns.fields(), columns.unused()))
    return _rows(path.name, columns, messages, reading)


def _rows(file: str, columns: TableColumns, messages: SandboxMessages, reading: Reading) -> Iterator[Row]:
    maker = RowMaker(file, "", columns)
    ends_of = {point: at for at, point in enumerate(_POINTS) if point not in columns.positions}
    for number, texts, ends in feature_texts(file, messages, reading):
        cells = maker.cells(TableLine(number, [texts.get(name, "") for name in columns.names]))
        row = maker.row(number, cells)
        if ends is not None:
            wrong = next((end for end in ends if not _is_on_earth(end)), None)
            if wrong is not None:
                advice = "this is no longitude and latitude in degrees; export the file in WGS 84 (EPSG:4326)"
                reading.issues.append(
                    ValidationIssue(file, number, _GEOMETRY, f"{wrong[0]} {wrong[1]}", advice)
                )
                continue
            points = ends_of if len(ends) > 1 else {"point": 0} if len(ends_of) == len(_POINTS) else {}
            cells |= {point: f"{ends[at][0]!r} {ends[at][1]!r}" for point, at in points.items()}
            row = Row(file, "", number, cells, {**dict.fromkeys(points, _GEOMETRY), **row.columns})
        yield row


def _records(file: str, messages: SandboxMessages, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    return ((number, texts) for number, texts, _ in feature_texts(file, messages, reading))


def feature_texts(
    file: str, messages: SandboxMessages, reading: Reading
) -> Iterator[tuple[int, dict[str, str], Any]]:
    """Yield number, texts and endpoints of each record; unreadable records become issues of the reading."""
    for count, message in enumerate(messages):
        if count > MAX_ROWS:
            raise file_error(file, f"it has more than {MAX_ROWS:,} members; cut it into parts", row=MAX_ROWS)
        if message[0] == "record":
            number, texts, ends = message[1:]
            wrong = next((name for name, text in texts.items() if "\0" in text), None)
            if wrong is None:
                yield number, texts, ends
                continue
            advice = "the text contains a NUL character; correct or remove it"
            reading.issues.append(ValidationIssue(file, number, wrong, texts[wrong][:100], advice))
        elif message[0] == "bad":
            reading.issues.append(ValidationIssue(file, message[1], "(record)", message[2], message[3]))
        if len(reading.issues) > MAX_REMARKS:
            raise file_error(
                file, f"more than {MAX_REMARKS:,} members can't be read; is this the right file?"
            )


def _is_on_earth(position: list[float]) -> bool:
    """Whether a position is in degrees; lines across the antimeridian may continue to 360."""
    lon, lat = position
    return isfinite(lon) and isfinite(lat) and abs(lon) <= 360 and abs(lat) <= 90
