"""Reading workbooks (.xlsx, .xls, .ods): every visible sheet with a list becomes rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Protocol

from geodata.readers.cell_texts import clean_cell
from geodata.readers.event_columns import is_event_table
from geodata.readers.header import HEAD_LINES, Header, find_header
from geodata.readers.heading_words import HeadingWords
from geodata.readers.limits import file_error
from geodata.readers.mapping import check_columns
from geodata.readers.row import Reading, Row, SkippedRow
from geodata.readers.sandbox import SandboxMessages, read_sandboxed
from geodata.readers.sections import read_title
from geodata.readers.table_line import TableLine
from geodata.readers.tables import TableReader, best_of, no_header

_PARTS_OF_JAPAN: Final = frozenset({"東北", "関東", "中部", "近畿", "関西", "四国", "九州"})


class LineReader(Protocol):
    """What makes rows of the lines of a table."""

    def rows(self, lines: Iterator[TableLine]) -> Iterator[Row]:
        """Yield the rows among all lines of a table."""
        ...


@dataclass(slots=True)
class Sheet:
    """A sheet with its first lines; `is_1904` says that its days are counted from 1904."""

    name: str
    visible: bool
    hidden_columns: frozenset[int] = frozenset()
    is_1904: bool = False
    head: list[TableLine] = field(default_factory=list)
    lines: int = 0


def read_workbook(path: Path, mapping: Mapping[str, str], reading: Reading) -> Iterator[Row]:
    """Return the rows of all sheets; the column mapping of each is added before the first row is read."""
    messages = open_workbook(path)
    sheets = look_at_sheets(messages)
    headers = {i: find_header(sheet.head, mapping) for i, sheet in enumerate(sheets) if sheet.head}
    if not headers:
        raise file_error(path.name, "all visible sheets are empty; give a list of partnerships")
    check_columns(mapping, (header.columns.names for header in headers.values()))
    if not any(header.columns.suffices for header in headers.values()):
        best = best_of(list(headers.values()))
        name = next(sheets[i].name for i, header in headers.items() if header is best)
        raise no_header(path.name, name, best, mapping)
    names = [sheet.name for sheet in sheets]
    tables: dict[int, TableReader] = {}
    for i, sheet in enumerate(sheets):
        if i in headers and any(is_event_table(line.cells) for line in sheet.head):
            reading.skipped_rows.append(
                SkippedRow(path.name, sheet.name, headers[i].numbers[0], "", "a table of events (--events)")
            )
        elif i in headers and headers[i].columns.suffices:
            tables[i] = TableReader(
                path.name,
                sheet.name,
                headers[i],
                reading,
                mapping,
                ragged=False,
                hidden_columns=sheet.hidden_columns,
                is_1904=sheet.is_1904,
                base=_words_of_name(sheet.name, names),
            )
        elif not sheet.visible or i in headers:
            reading.skipped_rows.append(_skipped_sheet(path.name, sheet, headers.get(i)))
    return read_sheets(messages, tables)


def _words_of_name(name: str, names: Sequence[str]) -> HeadingWords | None:
    """Return what the name of a sheet says; beside 四国 and 九州, 中国 is a part of Japan."""
    return None if name == "中国" and _PARTS_OF_JAPAN & set(names) else read_title(name)


def open_workbook(path: Path) -> SandboxMessages:
    """Return the sheets and lines of a workbook, parsed in a process of its own."""
    with path.open("rb") as file:
        packed = file.read(2) == b"PK"
    return read_sandboxed(path, *(["archive"] if packed else []), "workbook")


def look_at_sheets(messages: SandboxMessages) -> list[Sheet]:
    """Return all sheets with their first lines."""
    sheets: list[Sheet] = []
    for kind, *rest in messages:
        if kind == "sheet":
            name, visible, _, hidden_columns, is_1904 = rest
            sheets.append(Sheet(name, visible, frozenset(hidden_columns), is_1904))
            continue
        sheets[-1].lines += 1
        if len(sheets[-1].head) < HEAD_LINES:
            sheets[-1].head.append(_line(rest))
    return sheets


def read_sheets(messages: SandboxMessages, tables: Mapping[int, LineReader]) -> Iterator[Row]:
    """Return the rows of those sheets, by position, that have a reader."""
    count = -1

    def sheet_of(message: list[Any]) -> int:
        nonlocal count
        if message[0] == "sheet":
            count += 1
        return count

    for sheet, group in groupby(messages, key=sheet_of):
        if sheet in tables:
            yield from tables[sheet].rows(_line(rest) for kind, *rest in group if kind == "line")


def _line(message: list[Any]) -> TableLine:
    number, cells, continued, from_above, formulas, is_hidden = message
    cells = [clean_cell(cell) for cell in cells]
    sets = (frozenset(continued), frozenset(from_above), frozenset(formulas))
    return TableLine(number, cells, *sets, is_hidden)


def _skipped_sheet(file: str, sheet: Sheet, header: Header | None) -> SkippedRow:
    if not sheet.visible:
        return SkippedRow(file, sheet.name, 1, "", "the sheet is hidden")
    seen = header.lines[0].text() if header and header.lines else ""
    number = sheet.head[0].number
    return SkippedRow(
        file, sheet.name, number, seen, f"no header on this sheet; none of its {sheet.lines} lines is read"
    )
