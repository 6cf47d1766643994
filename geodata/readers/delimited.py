"""Reading delimited text (CSV, TSV) as lines of cells, in bounded chunks."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from geodata.readers.cell_texts import clean_cell, is_formula
from geodata.readers.encodings import find_encoding
from geodata.readers.limits import MAX_LINE_LENGTH, file_error
from geodata.readers.table_line import TableLine
from geodata.writers.spreadsheet_text import unescape_formula

_SAMPLE_LINES: Final = 50
_SEPARATORS: Final = (",", "\t", ";")
_DECLARED: Final = re.compile(r'"?sep=(.)"?\s*', re.I)
_END: Final = "\ufdd0"
"""Sentinel line after the last one; if it ends up inside a cell, a quote was left open."""


class _RecordLines:
    """Lines of a file for the csv module, with the number of each record's first line."""

    def __init__(self, file: TextIO, name: str) -> None:
        self._file = file
        self._name = name
        self.number = 0
        self.first = 1
        self._length = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(MAX_LINE_LENGTH + 1):
            self.number += 1
            self._length += len(line)
            if self._length > MAX_LINE_LENGTH:
                raise self.too_long_error()
            yield line
        self.ended = True
        yield _END

    def begin_record(self) -> None:
        self.first = self.number + 1
        self._length = 0

    def too_long_error(self) -> Exception:
        if self.number > self.first:
            return self.unclosed_quote_error()
        return file_error(
            self._name,
            f"this line has more than {MAX_LINE_LENGTH:,} characters; is it a list, and are its lines ended?",
            row=self.first,
        )

    def unclosed_quote_error(self) -> Exception:
        return file_error(
            self._name,
            'a quote (") opens in this line and is not closed, so that the rest would be one cell; '
            'close it, or write "" for a quote inside a cell',
            row=self.first,
        )


def read_delimited(path: Path, header: Collection[str] = ()) -> Iterator[TableLine]:
    """Yield the lines that are not blank, each numbered by its first line in the file.

    `header`: the column names with which a file of ours begins; they determine its separator. Apostrophes
    that our export put before formulas are removed.
    """
    encoding = find_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _find_separator(path, file, header)
        source = _RecordLines(file, path.name)
        records = csv.reader(source, delimiter=separator)
        while True:
            source.begin_record()
            try:
                cells = next(records, None)
            except csv.Error as error:
                if "field larger" in str(error) and source.number > source.first:
                    raise source.unclosed_quote_error() from error
                raise file_error(
                    path.name, f"this line can't be parsed ({error}); correct it", row=source.first
                ) from error
            if cells is None or (source.ended and cells == [_END]):
                return
            if source.ended:
                raise source.unclosed_quote_error()
            cells = [clean_cell(cell) for cell in _joined(cells, separator)]
            formulas = frozenset(at for at, cell in enumerate(cells) if is_formula(cell))
            cells = [unescape_formula(cell) for cell in cells]
            if any(cells) and cells != ["\x1a"]:
                yield TableLine(source.first, cells, formulas=formulas)


def _joined(cells: list[str], separator: str) -> list[str]:
    """Return the cells with the pieces of `="Portland, Oregon"` joined, which the separator has divided."""
    if not any(_begins_open(cell) for cell in cells):
        return cells
    joined: list[str] = []
    for cell in cells:
        if joined and _begins_open(joined[-1]):
            joined[-1] += separator + cell
        else:
            joined.append(cell)
    return joined


def _begins_open(cell: str) -> bool:
    """Whether a cell begins a text formula that is not closed in it."""
    return cell.lstrip().startswith('="') and cell.count('"') % 2 == 1


def _find_separator(path: Path, file: TextIO, header: Collection[str]) -> str:
    """Return the separator: declared by a first line `sep=;`, given by the extension, or detected."""
    lines = list(islice(iter(lambda: file.readline(MAX_LINE_LENGTH), ""), _SAMPLE_LINES))
    file.seek(0)
    declared = _DECLARED.fullmatch(lines[0]) if lines else None
    if declared:
        return declared[1]
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    first = lines[0].strip() if lines else ""
    for separator in _SEPARATORS:
        if header and set(header) <= {name.strip(' "') for name in first.split(separator)}:
            return separator
    return max(_SEPARATORS, key=lambda separator: _regularity(lines, separator))


def _regularity(lines: list[str], separator: str) -> tuple[int, int]:
    """Return the number of records with the most common cell count above one, and that count."""
    counts: Counter[int] = Counter()
    try:
        for cells in csv.reader(lines, delimiter=separator):
            counts[len(cells)] += len(cells) > 1
    except csv.Error:
        return 0, 0
    return max(((n, cells) for cells, n in counts.items() if n), default=(0, 0))
