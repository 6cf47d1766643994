"""Reading the lines of a table as rows: columns are mapped, blanks filled, other lines skipped."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from geodata.model.errors import DataError, ValidationIssue
from geodata.readers.cell_texts import ERROR_ADVICE, is_error_value
from geodata.readers.fill_down import SAMPLE_LINES, FillDown
from geodata.readers.header import Header
from geodata.readers.header_below import find_header_below, looks_like_header
from geodata.readers.heading_words import HeadingWords
from geodata.readers.limits import MAX_COLUMNS, MAX_REMARKS, MAX_ROWS, file_error
from geodata.readers.row import ColumnMapping, Reading, Remark, Row, SkippedRow
from geodata.readers.row_maker import RowMaker
from geodata.readers.section_lines import lone_text, read_section_line, says_of_lines_below
from geodata.readers.sections import Sections, read_title
from geodata.readers.skipped_rows import ENTIRE_LINE, skip_reason
from geodata.readers.table_columns import PARTNER_FIELDS, REQUIRED
from geodata.readers.table_line import TableLine


class TableReader:
    """A table with a known header; issues and skipped lines are added to the reading."""

    def __init__(
        self,
        file: str,
        sheet: str,
        header: Header,
        reading: Reading,
        mapping: Mapping[str, str],
        *,
        ragged: bool,
        hidden_columns: frozenset[int] = frozenset(),
        is_1904: bool = False,
        base: HeadingWords | None = None,
    ) -> None:
        """Add the column mapping to the reading; `ragged` tables (text) have no extra columns.

        `mapping` applies to headers below the first one, too; `base` is what the name of the sheet says.
        """
        self.file = file
        self.sheet = sheet
        self._reading = reading
        self._mapping = mapping
        self._ragged = ragged
        self._hidden_columns = hidden_columns
        self._is_1904 = is_1904
        self._sections = Sections(base)
        self._begin(header)

    def rows(self, lines: Iterator[TableLine]) -> Iterator[Row]:
        """Yield the partnerships among all lines of the table, titles and header included."""
        first, last = self._header.numbers[0], self._header.numbers[-1]
        part: list[TableLine] = []
        count = skip_to = 0
        ahead = _with_next(lines)
        for line, below in ahead:
            if line.number < first:
                self._read_title(line)
                continue
            if line.number <= last or line.number <= skip_to:
                continue
            count += 1
            if count > MAX_ROWS:
                advice = f"the list goes on after {MAX_ROWS:,} lines, more than are read; cut it into parts"
                raise file_error(self.file, advice, row=line.number, sheet=self.sheet)
            if header := find_header_below(line, below, self._header, self._mapping):
                yield from self._part(part)
                part = []
                self._report_columns()
                self._sections.begin_table()
                self._begin(header)
                skip_to = header.numbers[-1]
            elif looks_like_header(line, self._header):
                yield from self._part(part)
                part = []
                self._refuse_below(line, ahead)
            else:
                part.append(line)
        yield from self._part(part)
        self._report_columns()

    def _begin(self, header: Header) -> None:
        """Read what follows by a header."""
        self._header = header
        columns = header.columns
        widths = (len(line.cells) for line in header.lines)
        self._width = max(*widths, 1 + max(columns.used()))
        self._maker = RowMaker(self.file, self.sheet, columns, is_1904=self._is_1904, is_text=self._ragged)
        self._unread: Counter[int] = Counter()
        self._reading.column_mappings.append(
            ColumnMapping(self.file, self.sheet, header.numbers[0], columns.fields(), columns.unused())
        )

    def _read_title(self, line: TableLine) -> None:
        text = lone_text(line)
        words = read_title(text) if text and not line.is_hidden else None
        if words:
            self._sections.add(words, text)
        self._skip(line, "above the header")

    def _part(self, lines: Sequence[TableLine]) -> Iterator[Row]:
        """Yield the rows of the lines below one header."""
        fill_down = FillDown(self._header.columns, list(islice(lines, SAMPLE_LINES)))
        for line in lines:
            yield from self._rows(line, fill_down)

    def _rows(self, line: TableLine, fill_down: FillDown) -> Iterator[Row]:
        own = line.own()
        if not own:
            return
        if self._is_faulty(line):
            fill_down.lose_line_above()
            return
        cells = self._maker.cells(line)
        has_partner = any(cells.get(field) for field in PARTNER_FIELDS)
        several = self._maker.has_further_partner(line)
        reason = skip_reason(own, self._header, has_partner=has_partner or several)
        speaks = reason not in ENTIRE_LINE or says_of_lines_below(line.text())
        if speaks and not line.is_hidden and self._is_section(line, cells, fill_down):
            return
        if reason not in ENTIRE_LINE and (not has_partner or reason) and not several:
            if self._is_error_line(line, cells):
                return
            if not reason and self._lacks_only_its_partner(line, cells):
                advice = "the partner is missing; write it in, or take the line out"
                self._refuse(self._maker.row(line.number, cells).issue("partner", advice))
                return
            reason = reason or "no partner"
        if reason:
            self._skip(line, reason)
            return
        self._count_unread(line)
        for field, text in fill_down.fill(cells, line):
            advice = f"{text!r} stands below an empty cell, and was taken as empty"
            self._remark(line.number, f"column {self._header.columns.name_of(field)}: {advice}")
        if line.is_hidden:
            self._skip(line, "the row is hidden")
            return
        yield from map(self._sections.fill, self._maker.rows(line, cells))

    def _is_section(self, line: TableLine, cells: Mapping[str, str], fill_down: FillDown) -> bool:
        """Whether a line says something of the lines below it, or is a remark; it is skipped then."""
        section = read_section_line(line, cells, self._header)
        if section is None or is_error_value(section.text):
            return False
        if section.is_name:
            fill_down.head(section.column, section.text)
        elif not section.is_remark:
            fill_down.begin_section(section.words or HeadingWords())
            self._sections.add(section.words, section.text)
        self._skip(line, section.reason)
        return True

    def _is_error_line(self, line: TableLine, cells: Mapping[str, str]) -> bool:
        """Add an issue for a line without a partner that shows an error; it may be a partnership."""
        wrong = next((field for field, text in cells.items() if is_error_value(text)), None)
        if wrong is None:
            return False
        self._refuse(self._maker.row(line.number, cells).issue(wrong, ERROR_ADVICE))
        return True

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
            self._refuse_cell(line.number, at, line.cells[at], advice)
            return True
        extra = [text for text in line.cells[self._width :] if text]
        if extra and (self._ragged or len(line.cells) > MAX_COLUMNS):
            advice = (
                f"the line has {len(line.cells):,} cells, the header {self._width:,}; "
                'put a cell that holds the separator into quotes (")'
            )
            self._refuse_cell(line.number, self._width, extra[0], advice)
            return True
        return False

    def _refuse_below(self, header: TableLine, lines: Iterator[tuple[TableLine, TableLine | None]]) -> None:
        """Refuse the lines below a header whose columns are not understood, up to the next header."""
        last = header.number
        for line, below in lines:
            self._skip(line, "below a header that is not understood")
            last = line.number
            if below is not None and find_header_below(below, None, self._header, self._mapping):
                break
        covered = f"rows {header.number + 1} to {last}" if last > header.number else "no rows"
        advice = (
            f"this is another header, without {REQUIRED}; it covers {covered}, which were not read; "
            "name its columns, or put this table into a file of its own"
        )
        self._refuse(ValidationIssue(self.file, header.number, "(header)", header.text(), advice, self.sheet))

    def _count_unread(self, line: TableLine) -> None:
        used = self._header.columns.used()
        self._unread.update(at for at, _ in line.own() if at not in used)

    def _report_columns(self) -> None:
        """Remark on the columns with values that were not read, and on those that are hidden."""
        number = self._header.numbers[0]
        if self._unread:
            names = ", ".join(self._name(at) for at in sorted(self._unread))
            text = f"columns with values that were not read: {names}"
            self._reading.unread_columns.append(Remark(self.file, self.sheet, number, text))
        used = sorted(self._hidden_columns & self._header.columns.used())
        if used:
            self._remark(number, f"hidden columns, read all the same: {', '.join(map(self._name, used))}")

    def _name(self, position: int) -> str:
        names = self._header.columns.names
        return (names[position] if position < len(names) else "") or f"column {position + 1}"

    def _remark(self, number: int, text: str) -> None:
        self._reading.remarks.append(Remark(self.file, self.sheet, number, text))

    def _refuse_cell(self, number: int, column: int, text: str, advice: str) -> None:
        issue = ValidationIssue(self.file, number, self._name(column), text[:100], advice, self.sheet)
        self._refuse(issue)

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


def _with_next(lines: Iterator[TableLine]) -> Iterator[tuple[TableLine, TableLine | None]]:
    """Yield each line with the one below it."""
    line = next(lines, None)
    while line is not None:
        below = next(lines, None)
        yield line, below
        line = below


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
