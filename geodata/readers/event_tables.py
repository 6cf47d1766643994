"""Reading events: delimited text, every sheet of a workbook that has such a table, GeoJSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from geodata.model.errors import DataError, ValidationIssue
from geodata.readers.cell_texts import FORMULA_ADVICE, days_since_1904, is_ditto, visible_text
from geodata.readers.delimited import read_delimited
from geodata.readers.event_columns import (
    EVENT_FIELDS,
    REQUIRED_EVENT_FIELDS,
    EventColumns,
    is_event_table,
    map_event_columns,
)
from geodata.readers.features import feature_texts
from geodata.readers.file_format import detect_format
from geodata.readers.header import HEAD_LINES
from geodata.readers.limits import MAX_COLUMNS, MAX_REMARKS, MAX_ROWS, file_error
from geodata.readers.mapping import check_columns, check_fields
from geodata.readers.row import ColumnMapping, Reading, Remark, Row, SkippedRow
from geodata.readers.sandbox import read_sandboxed
from geodata.readers.table_line import TableLine
from geodata.readers.workbooks import look_at_sheets, open_workbook, read_sheets

_WITH_ANY_MARKS: Final = ("title", "title_ja", "sources", "source_title")
_DATES: Final = ("date", "date_end", "source_date")
_TELLING: Final = ("date", "date_end", "title", "title_ja")


@dataclass(frozen=True, slots=True)
class _EventHeader:
    line: TableLine
    columns: EventColumns


def open_event_table(path: Path, *, mapping: Mapping[str, str] | None = None) -> Reading:
    """Return the events of a file as rows, its column mappings and its issues; rows are a stream.

    Raises MappingError for an unknown field or column; DataError, here or in the stream, if the file as a
    whole cannot be read.
    """
    mapping = mapping or {}
    check_fields(mapping, EVENT_FIELDS)
    content = detect_format(path)
    reading = Reading(iter(()))
    if content == "workbook":
        reading.rows = _read_workbook(path, mapping, reading)
    elif content == "text":
        reading.rows = _read_text(path, mapping, reading)
    else:
        reading.rows = _read_features(path, content, mapping, reading)
    return reading


def _read_text(path: Path, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    lines = read_delimited(path)
    head = list(islice(lines, HEAD_LINES))
    if not head:
        raise file_error(path.name, "the file is empty; give a table of events")
    header = _find_header(head, mapping)
    check_columns(mapping, [header.columns.names])
    if not header.columns.suffices:
        raise _no_header(path.name, "", header)
    return _EventTableReader(path.name, "", header, reading, ragged=True).rows(chain(head, lines))


def _read_workbook(path: Path, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    messages = open_workbook(path)
    sheets = look_at_sheets(messages)
    headers = {i: _find_header(sheet.head, mapping) for i, sheet in enumerate(sheets) if sheet.head}
    if not headers:
        raise file_error(path.name, "all visible sheets are empty; give a table of events")
    check_columns(mapping, (header.columns.names for header in headers.values()))
    tables: dict[int, _EventTableReader] = {}
    exported = {i for i, header in headers.items() if is_event_table(header.line.cells)}
    for i, header in headers.items():
        if i in exported or (not exported and header.columns.suffices):
            tables[i] = _EventTableReader(
                path.name, sheets[i].name, header, reading, ragged=False, is_1904=sheets[i].is_1904
            )
        else:
            reason = "no table of events on this sheet"
            reading.skipped_rows.append(
                SkippedRow(path.name, sheets[i].name, header.line.number, header.line.text(), reason)
            )
    if not tables:
        best = max(headers, key=lambda i: len(headers[i].columns.positions))
        raise _no_header(path.name, sheets[best].name, headers[best])
    return read_sheets(messages, tables)


def _read_features(path: Path, content: str, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    """Return the events of GeoJSON, GeoParquet or a list of JSON objects."""
    messages = read_sandboxed(path, "parquet" if content == "parquet" else "document")
    names = next((list(message[1]) for message in messages if message[0] == "names"), [])
    check_columns(mapping, [names])
    columns = map_event_columns(names, mapping)
    if not columns.suffices:
        advice = f"no properties were found with {REQUIRED_EVENT_FIELDS}"
        raise file_error(path.name, advice, column="(properties)", value=" | ".join(names)[:500])
    reading.column_mappings.append(ColumnMapping(path.name, "", 0, columns.fields(), columns.unused()))
    columned = {field: names[at] for field, at in columns.positions.items()}
    return (
        Row(path.name, "", number, {field: texts.get(name, "") for field, name in columned.items()}, columned)
        for number, texts, _ in feature_texts(path.name, messages, reading)
    )


def _find_header(head: Sequence[TableLine], mapping: Mapping[str, str]) -> _EventHeader:
    """Return the line whose cells are most columns of events."""
    found = [_EventHeader(line, map_event_columns(line.cells, mapping)) for line in head[:HEAD_LINES]]
    return max(found, key=lambda one: (one.columns.suffices, len(one.columns.positions)))


def _no_header(file: str, sheet: str, header: _EventHeader) -> DataError:
    advice = (
        f"no header was found with {REQUIRED_EVENT_FIELDS}. Say which column is which, as "
        '--map "date=開催日" --map "title_ja=内容"'
    )
    return file_error(
        file, advice, row=header.line.number, value=header.line.text()[:500], column="(header)", sheet=sheet
    )


class _EventTableReader:
    """A table with a known header; issues and skipped lines are added to the reading."""

    def __init__(
        self,
        file: str,
        sheet: str,
        header: _EventHeader,
        reading: Reading,
        *,
        ragged: bool,
        is_1904: bool = False,
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._header = header
        self._reading = reading
        self._ragged = ragged
        self._is_1904 = is_1904
        self._above: dict[str, str] = {}
        self._unread: Counter[int] = Counter()
        columns = header.columns
        self._columns = {field: columns.names[at] for field, at in columns.positions.items()}
        reading.column_mappings.append(
            ColumnMapping(file, sheet, header.line.number, columns.fields(), columns.unused())
        )

    def rows(self, lines: Iterator[TableLine]) -> Iterator[Row]:
        """Yield the events among all lines of the table, titles and header included."""
        count = 0
        for line in lines:
            if line.number == self._header.line.number or not line.own():
                continue
            count += 1
            if count > MAX_ROWS:
                advice = f"the table goes on after {MAX_ROWS:,} lines, more than are read; cut it into parts"
                raise file_error(self._file, advice, row=line.number, sheet=self._sheet)
            if (row := self._row(line)) is not None:
                yield row
        self._report_columns()

    def _row(self, line: TableLine) -> Row | None:
        positions = self._header.columns.positions
        if line.number < self._header.line.number:
            self._skip(line, "above the header")
        elif line.cells == self._header.line.cells:
            self._skip(line, "header repeated")
        elif extra := self._extra(line):
            advice = (
                'the line has more cells than the header; put a cell that holds the separator into quotes (")'
            )
            issue = ValidationIssue(self._file, line.number, "(line)", extra[:100], advice, self._sheet)
            self._reading.issues.append(issue)
            self._check_remarks(line.number)
        elif not any(line.cell(positions[field]) for field in _TELLING if field in positions):
            self._skip(line, "neither date nor title")
        else:
            cells = self._cells(line)
            if not line.is_hidden:
                used = set(positions.values())
                self._unread.update(at for at, _ in line.own() if at not in used)
                faults = {field: FORMULA_ADVICE for field, at in positions.items() if at in line.formulas}
                return Row(self._file, self._sheet, line.number, cells, self._columns, faults)
            self._skip(line, "the row is hidden")
        return None

    def _cells(self, line: TableLine) -> dict[str, str]:
        """Return the texts of a line by field, with ditto marks replaced by the text above."""
        cells = {field: line.cell(at) for field, at in self._header.columns.positions.items()}
        cells = {
            field: text if field in _WITH_ANY_MARKS else visible_text(text) for field, text in cells.items()
        }
        cells |= {field: self._above[field] for field, text in cells.items()
                  if is_ditto(text) and field in self._above}  # fmt: skip
        self._above = cells
        if self._is_1904:
            return cells | {field: days_since_1904(cells[field]) for field in _DATES if field in cells}
        return cells

    def _report_columns(self) -> None:
        if self._unread:
            names = ", ".join(self._name(at) for at in sorted(self._unread))
            text = f"columns with values that were not read: {names}"
            remark = Remark(self._file, self._sheet, self._header.line.number, text)
            self._reading.unread_columns.append(remark)

    def _name(self, position: int) -> str:
        names = self._header.columns.names
        return (names[position] if position < len(names) else "") or f"column {position + 1}"

    def _extra(self, line: TableLine) -> str:
        width = len(self._header.line.cells) if self._ragged else MAX_COLUMNS
        return next((text for text in line.cells[width:] if text), "")

    def _skip(self, line: TableLine, reason: str) -> None:
        skipped = SkippedRow(self._file, self._sheet, line.number, line.text(), reason)
        self._reading.skipped_rows.append(skipped)
        self._check_remarks(line.number)

    def _check_remarks(self, number: int) -> None:
        if len(self._reading.issues) + len(self._reading.skipped_rows) > MAX_REMARKS:
            advice = f"more than {MAX_REMARKS:,} lines are no events; is this the right file?"
            raise file_error(self._file, advice, row=number, sheet=self._sheet)
