"""Opening a file with the reader for its format."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Final

from geodata.readers.delimited import read_delimited
from geodata.readers.event_columns import is_event_table
from geodata.readers.features import read_features
from geodata.readers.file_format import detect_format
from geodata.readers.header import HEAD_LINES, find_header
from geodata.readers.limits import file_error
from geodata.readers.mapping import check_columns, check_fields
from geodata.readers.row import Reading, Row
from geodata.readers.table_line import TableLine
from geodata.readers.tables import TableReader, no_header
from geodata.readers.wikidata import holds_entities, read_results
from geodata.readers.workbooks import read_workbook

_VARIABLE: Final = re.compile(r"\??\w+")


def open_reader(path: Path, *, mapping: Mapping[str, str] | None = None) -> Reading:
    """Return a file's rows, its column mappings and its issues.

    The format is detected from the content: delimited text, a workbook, GeoJSON, GeoParquet, or results of
    Wikidata's query service. `mapping` (field -> column) takes precedence over column names; with "" for
    `municipality`, a list needs no column for its municipality. Column mappings are available at once; rows
    are a stream, and issues and skipped rows are complete after it has been consumed.

    Raises MappingError for an unknown field or column; DataError, here or in the stream, if the file as a
    whole cannot be read.
    """
    mapping = mapping or {}
    check_fields(mapping)
    content = detect_format(path)
    reading = Reading(iter(()))
    if content == "workbook":
        reading.rows = read_workbook(path, mapping, reading)
    elif content == "text":
        reading.rows = _read_text(path, mapping, reading)
    else:
        reading.rows = read_features(path, content, mapping, reading)
    return reading


def _read_text(path: Path, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    lines = read_delimited(path)
    head = list(islice(lines, HEAD_LINES))
    if not head:
        raise file_error(path.name, "the file is empty; give a list of partnerships")
    everything = chain(head, lines)
    first = head[0].cells
    if all(map(_VARIABLE.fullmatch, first)) and holds_entities(_records(first, head[1:])):
        check_columns(mapping, [first])
        next(everything)
        records = _numbered(first, everything)
        return read_results(path.name, first, records, mapping, reading, head[0].number)
    header = find_header(head, mapping)
    if any(is_event_table(line.cells) for line in head):
        raise file_error(path.name, "this is a table of events; import it with --events")
    check_columns(mapping, [header.columns.names])
    if not header.columns.suffices:
        raise no_header(path.name, "", header, mapping)
    return TableReader(path.name, "", header, reading, mapping, ragged=True).rows(everything)


def _numbered(names: list[str], lines: Iterator[TableLine]) -> Iterator[tuple[int, Mapping[str, str]]]:
    return ((line.number, dict(zip(names, line.cells, strict=False))) for line in lines)


def _records(names: list[str], lines: list[TableLine]) -> Iterator[Mapping[str, str]]:
    return (texts for _, texts in _numbered(names, iter(lines)))
