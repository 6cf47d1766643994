"""Facts of the sheets of an .xls workbook, from its records (BIFF5 and BIFF8)."""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile  # type: ignore[import-untyped]

from .number_formats import shown_text
from .sheet_facts import SheetFacts, WorkbookFacts

Record = tuple[int, bytes]
"""The id of a record and its data."""

_BOF, _EOF, _BOUNDSHEET, _DATEMODE, _RECALCULATED = 0x0809, 0x000A, 0x0085, 0x0022, 0x01C1
_FORMAT, _STYLE, _ROW, _COLUMNS, _FILEPASS = 0x041E, 0x00E0, 0x0208, 0x007D, 0x002F
_NUMBER, _RK, _MULTIPLE_RK, _FORMULA, _ERROR_OR_BOOLEAN = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_BIFF8 = 0x0600
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ERROR_RESULT, _EMPTY_RESULT = 2, 3


class ProtectedError(ValueError):
    """The error of a workbook that only a password opens."""


def read_facts(path: str) -> WorkbookFacts:
    """Return the facts of all sheets."""
    with olefile.OleFileIO(path) as container:
        if container.exists("EncryptedPackage"):
            raise ProtectedError
        name = "Workbook" if container.exists("Workbook") else "Book"
        stream = container.openstream(name).read()
    return _Workbook(stream).facts()


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._sheets: dict[int, str] = {}
        self._is_1904 = False
        self._is_calculated = False
        self._is_biff8 = True

    def facts(self) -> WorkbookFacts:
        for kind, data in _records(self._stream, 0):
            self._note_global(kind, data)
        facts = WorkbookFacts(is_1904=self._is_1904)
        for offset, name in self._sheets.items():
            facts.sheets[name] = sheet = SheetFacts()
            for kind, data in _records(self._stream, offset):
                self._note(sheet, kind, data)
        return facts

    def _note_global(self, kind: int, data: bytes) -> None:
        if kind == _FILEPASS:
            raise ProtectedError
        if kind == _BOF:
            self._is_biff8 = struct.unpack_from("<H", data)[0] == _BIFF8
        elif kind == _DATEMODE:
            self._is_1904 = struct.unpack_from("<H", data)[0] == 1
        elif kind == _RECALCULATED:
            self._is_calculated = True
        elif kind == _BOUNDSHEET:
            self._sheets[struct.unpack_from("<I", data)[0]] = self._text(data[6:], 1)
        elif kind == _FORMAT:
            self._formats[struct.unpack_from("<H", data)[0]] = self._text(
                data[2:], 2 if self._is_biff8 else 1
            )
        elif kind == _STYLE:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])

    def _text(self, data: bytes, width: int) -> str:
        """Return a text whose length is written in `width` bytes before it."""
        length = int.from_bytes(data[:width], "little")
        if not self._is_biff8:
            return data[width : width + length].decode("cp932", errors="replace")
        start = width + 1
        if data[width] & 1:
            return data[start : start + 2 * length].decode("utf-16-le", errors="replace")
        return data[start : start + length].decode("latin-1")

    def _note(self, facts: SheetFacts, kind: int, data: bytes) -> None:
        if kind == _ROW:
            row, height, options = struct.unpack_from("<H4xH4xH", data)
            if options & 0x20 or not height & 0x7FFF:
                facts.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, width, _, options = struct.unpack_from("<5H", data)
            if options & 1 or not width:
                facts.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _NUMBER:
            row, column, style, value = struct.unpack_from("<3Hd", data)
            self._note_number(facts, (row, column), style, value)
        elif kind == _RK:
            row, column, style, packed = struct.unpack_from("<3HI", data)
            self._note_number(facts, (row, column), style, _unpacked(packed))
        elif kind == _MULTIPLE_RK:
            row, first = struct.unpack_from("<2H", data)
            for at in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HI", data, 4 + 6 * at)
                self._note_number(facts, (row, first + at), style, _unpacked(packed))
        elif kind == _ERROR_OR_BOOLEAN:
            row, column, _, value, is_error = struct.unpack_from("<3H2B", data)
            if is_error:
                facts.texts[row, column] = _ERRORS.get(value, "#N/A")
        elif kind == _FORMULA:
            self._note_formula(facts, data)

    def _note_formula(self, facts: SheetFacts, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        result = data[6:14]
        if result[6:] != b"\xff\xff":
            self._note_number(facts, (row, column), style, struct.unpack("<d", result)[0])
        elif result[0] == _ERROR_RESULT:
            facts.texts[row, column] = _ERRORS.get(result[2], "#N/A")
        elif result[0] == _EMPTY_RESULT and not self._is_calculated:
            facts.texts[row, column] = "=(formula)"
            facts.formulas.add((row, column))

    def _note_number(self, facts: SheetFacts, at: tuple[int, int], style: int, value: float) -> None:
        number = self._styles[style] if style < len(self._styles) else 0
        shown = shown_text(value, number, self._formats.get(number, ""), is_1904=self._is_1904)
        if shown is not None:
            facts.texts[at] = shown


def _records(stream: bytes, offset: int) -> Iterator[Record]:
    """Yield the records of the part of a stream that begins at an offset, without those of charts in it."""
    depth = 0
    file = BytesIO(stream)
    file.seek(offset)
    while len(head := file.read(4)) == 4:
        kind, length = struct.unpack("<HH", head)
        data = file.read(length)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, data


def _unpacked(packed: int) -> float:
    """Return the number of an RK value."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else value
