"""Reading the lines of a table as rows: columns are mapped, blanks filled, other lines skipped."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from geodata.model.errors import DataError, ValidationIssue
from geodata.readers.fill_down import SAMPLE_LINES, FillDown
from geodata.readers.header import Header
from geodata.readers.limits import MAX_COLUMNS, MAX_REMARKS, MAX_ROWS, file_error
from geodata.readers.row import ColumnMapping, Reading, Row, SkippedRow
from geodata.readers.skipped_rows import skip_reason
from geodata.readers.table_columns import PARTNER_FIELDS, REQUIRED, TableColumns
from geodata.readers.table_line import TableLine

_MADE_OF_PARTS: Final = {"municipality_point": ("municipality_lon", "municipality_lat", 0),
                         "partner_point": ("partner_lon", "partner_lat", -1)}  # fmt: skip


class TableReader:
    """A table with a known header; issues and skipped lines are added to the reading."""

    def __init__(self, file: str, sheet: str, header: Header, reading: Reading, *, ragged: bool) -> None:
        """Add the column mapping to the reading; `ragged` tables (text) have no extra columns."""
        self.file = file
        self.sheet = sheet
        self._header = header
        self._reading = reading
        self._ragged = ragged
        columns = header.columns
        widths = (len(line.cells) for line in header.lines)
        self._width = max(*widths, 1 + max(columns.positions.values()))
        self._maker = RowMaker(file, sheet, columns)
        reading.column_mappings.append(
            ColumnMapping(file, sheet, header.numbers[0], columns.fields(), columns.unused())
        )

    def rows(self, lines: Iterator[TableLine]) -> Iterator[Row]:
        """Yield the partnerships among all lines of the table, titles and header included."""
        first, last = self._header.numbers[0], self._header.numbers[-1]
        for line in lines:
            if line.number >= first:
                break
            self._skip(line, "above the header")
        else:
            return
        body = (line for line in chain([line], lines) if line.number > last)
        sample = list(islice(body, SAMPLE_LINES))
        fill_down = FillDown(self._header.columns, sample)
        for count, line in enumerate(chain(sample, body), start=1):
            if count > MAX_ROWS:
                advice = f"the list goes on after {MAX_ROWS:,} lines, more than are read; cut it into parts"
                raise file_error(self.file, advice, row=line.number, sheet=self.sheet)
            row = self._row(line, fill_down)
            if row is not None:
                yield row

    def _row(self, line: TableLine, fill_down: FillDown) -> Row | None:
        own = line.own()
        if not own or self._is_faulty(line):
            return None
        cells = self._maker.cells(line)
        has_partner = any(cells.get(field) for field in PARTNER_FIELDS)
        reason = skip_reason(own, self._header, has_partner=has_partner)
        if not reason and not has_partner:
            if self._lacks_only_its_partner(line, cells):
                self._refuse(
                    self._maker.row(line.number, cells).issue(
                        "partner", "the partner is missing; write it in, or take the line out"
                    )
                )
                return None
            reason = "no partner"
        if reason:
            if len(own) == 1:
                fill_down.head(*own[0])
            self._skip(line, reason)
            return None
        fill_down.fill(cells, line)
        return self._maker.row(line.number, cells)

    def _lacks_only_its_partner(self, line: TableLine, cells: Mapping[str, str]) -> bool:
        """Whether a line has a municipality and a country or date of its own, and so lacks a partner."""
        positions = self._header.columns.positions
        own = {i for i, _ in line.own()}
        has_details = any(cells.get(field) and positions[field] in own for field in ("country", "signed"))
        return has_details and any(cells.get(field) for field in ("municipality", "municipality_code"))

    def _is_faulty(self, line: TableLine) -> bool:
        """Add an issue if a line does not fit the header."""
        if "\0" in "".join(line.cells):
            at = next(i for i, text in enumerate(line.cells) if "\0" in text)
            advice = "the cell contains a NUL character: the file is damaged or not a text file"
            self._refuse(
                ValidationIssue(
                    self.file, line.number, self._name(at), line.cells[at][:100], advice, self.sheet
                )
            )
            return True
        extra = [text for text in line.cells[self._width :] if text]
        if extra and (self._ragged or len(line.cells) > MAX_COLUMNS):
            advice = (
                f"the line has {len(line.cells):,} cells, the header {self._width:,}; "
                'put a cell that holds the separator into quotes (")'
            )
            self._refuse(
                ValidationIssue(
                    self.file, line.number, self._name(self._width), extra[0][:100], advice, self.sheet
                )
            )
            return True
        return False

    def _name(self, position: int) -> str:
        names = self._header.columns.names
        return (names[position] if position < len(names) else "") or f"column {position + 1}"

    def _refuse(self, issue: ValidationIssue) -> None:
        self._reading.issues.append(issue)
        self._check_remarks(issue.row)

    def _skip(self, line: TableLine, reason: str) -> None:
        self._reading.skipped_rows.append(SkippedRow(self.file, self.sheet, line.number, line.text(), reason))
        self._check_remarks(line.number)

    def _check_remarks(self, number: int) -> None:
        if len(self._reading.issues) + len(self._reading.skipped_rows) > MAX_REMARKS:
            advice = f"more than {MAX_REMARKS:,} lines are no partnerships; is this the right file?"
            raise file_error(self.file, advice, row=number, sheet=self.sheet)


class RowMaker:
    """Makes rows from cells and the column mapping."""

    def __init__(self, file: str, sheet: str, columns: TableColumns) -> None:
        self._file = file
        self._sheet = sheet
        positions = columns.positions
        self._fields = [(field, at) for field, at in positions.items() if field not in _PARTS]
        self._points = {
            point: (positions.get(lon), positions.get(lat), end)
            for point, (lon, lat, end) in _MADE_OF_PARTS.items()
            if point not in positions and ("wkt" in positions or {lon, lat} <= set(positions))
        }
        self._wkt = positions.get("wkt")
        self._columns = {
            field: columns.name_of(field) for field in [*(field for field, _ in self._fields), *self._points]
        }

    def cells(self, line: TableLine) -> dict[str, str]:
        """Return the texts of a line by field."""
        texts, width = line.cells, len(line.cells)
        cells = {field: texts[at] if at < width else "" for field, at in self._fields}
        for point, (lon, lat, end) in self._points.items():
            cells[point] = ""
            if lon is not None and lat is not None and line.cell(lon) and line.cell(lat):
                cells[point] = f"{line.cell(lon)} {line.cell(lat)}"
            elif self._wkt is not None:
                cells[point] = _end_of_wkt(line.cell(self._wkt), end)
        return cells

    def row(self, number: int, cells: Mapping[str, str]) -> Row:
        return Row(self._file, self._sheet, number, cells, self._columns)


_PARTS: Final = frozenset({"wkt", *(part for lon, lat, _ in _MADE_OF_PARTS.values() for part in (lon, lat))})


def _end_of_wkt(wkt: str, end: int) -> str:
    """Return the first (0) or last (-1) position of a line in well-known text."""
    if "LINESTRING" not in wkt[:20].upper():
        return ""
    position = wkt.split(",")[end].rpartition("(")[2].partition(")")[0].split()
    return " ".join(position[:2])


def no_header(file: str, sheet: str, header: Header, mapping: Mapping[str, str]) -> DataError:
    """Return the error of a table whose columns cannot be mapped."""
    seen = [name for name in header.columns.names if name]
    column_mappings = ", ".join(f"{name} = {field}" for name, field in header.columns.fields().items())
    advice = (
        f"no header was found with {REQUIRED}"
        + (f"; understood: {column_mappings}" if column_mappings else "")
        + ("; the map is not enough" if mapping else "")
        + '. Say which column is which, as --map "municipality=市の名前" --map "partner=相手の名前"; '
        "for the list of one municipality, --municipality NAME"
    )
    number = header.numbers[0] if header.lines else 1
    return file_error(file, advice, row=number, value=" | ".join(seen)[:500], column="(header)", sheet=sheet)


def best_of(headers: Sequence[Header]) -> Header:
    """Return the header with the best column mapping."""
    return max(headers, key=lambda header: (header.columns.suffices, header.columns.score))
