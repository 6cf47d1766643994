"""Reads the sheets of a workbook with calamine, filling merged ranges; run by `sandboxed.py`.

Emits `["sheet", name, visible, count, hidden_columns, is_1904]` with the number of its lines, then `["line",
number, cells, continued, from_above, formulas, is_hidden]` for each of them that is not blank. `formulas` are
the columns whose formula has no stored result; `is_1904` says that days are counted from 1904.
"""

import datetime
import zipfile
from collections.abc import Callable, Iterator, Sequence

import python_calamine as calamine

from . import ods_facts, xls_facts, xlsx_facts
from .sheet_facts import SheetFacts, WorkbookFacts

_MAX_ROWS = 1_048_576
_MAX_COLUMNS = 1_000
_MAX_CELLS = 50_000_000
_MAX_LINE_LENGTH = 1_000_000
_PROTECTED = (
    "the workbook is protected by a password; open it with the password, and save it without one "
    "(in Excel: File, Info, Protect Workbook, Encrypt with Password, and empty the field)"
)

Emit = Callable[[list[object]], None]
Merged = dict[int, dict[int, tuple[int, int]]]
"""Row -> column -> the cell that fills it."""


def read(path: str, emit: Emit) -> None:
    """Emit all visible sheets of a workbook."""
    try:
        facts = _facts(path)
        if facts is None:
            emit(_error("this is an Excel binary workbook (.xlsb); save it as .xlsx"))
            return
        workbook = calamine.CalamineWorkbook.from_path(path)
        for meta in workbook.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                emit(["sheet", meta.name, False, 0, [], facts.is_1904])
                continue
            sheet = facts.sheets.get(meta.name, SheetFacts())
            if not _emit_sheet(meta.name, workbook.get_sheet_by_name(meta.name), sheet, facts.is_1904, emit):
                return
    except (calamine.PasswordError, ods_facts.ProtectedError, xls_facts.ProtectedError):
        emit(_error(_PROTECTED))
    except MemoryError:
        raise
    except Exception as error:
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            emit(_error(_PROTECTED))
        else:
            emit(
                _error(
                    f"it can't be opened as a workbook ({str(error)[:200]}); save it again as .xlsx or CSV"
                )
            )


def _facts(path: str) -> WorkbookFacts | None:
    """Return what calamine does not tell; None for a format that has no such reader."""
    if not zipfile.is_zipfile(path):
        return xls_facts.read_facts(path)
    with zipfile.ZipFile(path) as archive:
        names = {name.casefold() for name in archive.namelist()}
    if "content.xml" in names:
        return ods_facts.read_facts(path)
    return None if "xl/workbook.bin" in names else xlsx_facts.read_facts(path)


def _emit_sheet(
    name: str, sheet: calamine.CalamineSheet, facts: SheetFacts, is_1904: bool, emit: Emit
) -> bool:
    ends = [sheet.end] if sheet.end else []
    ends += facts.texts
    if not ends:
        emit(["sheet", name, True, 0, [], is_1904])
        return True
    height, width = (max(end[at] for end in ends) + 1 for at in (0, 1))
    if width > _MAX_COLUMNS or height > _MAX_ROWS or height * width > _MAX_CELLS:
        advice = (
            f"the sheet reaches over {height:,} rows and {width:,} columns, more than are read; "
            "clear what lies beyond the list, or copy the list to a new sheet"
        )
        emit(_error(advice, name))
        return False
    merged = _merged(sheet.merged_cell_ranges or [], height, width)
    anchors: dict[tuple[int, int], str] = {}
    wanted = {anchor for row in merged.values() for anchor in row.values()}
    texts: dict[int, dict[int, str]] = {}
    for (row, column), text in facts.texts.items():
        texts.setdefault(row, {})[column] = text
    emit(["sheet", name, True, height, sorted(facts.hidden_columns), is_1904])
    for number, values in enumerate(_rows(sheet, height)):
        cells = [_text(value) for value in values]
        for at, text in texts.get(number, {}).items():
            cells += [""] * (at + 1 - len(cells))
            cells[at] = text
        if sum(map(len, cells)) > _MAX_LINE_LENGTH:
            emit(_error(f"this line has more than {_MAX_LINE_LENGTH:,} characters", name, number + 1))
            return False
        filled = merged.get(number, {})
        if wanted:
            anchors.update({(number, at): text for at, text in enumerate(cells) if (number, at) in wanted})
        for at, anchor in filled.items():
            cells += [""] * (at + 1 - len(cells))
            cells[at] = cells[at] or anchors.get(anchor, "")
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            continued = [at for at in filled if at < len(cells) and cells[at]]
            from_above = [at for at in continued if filled[at][0] < number]
            formulas = [
                at
                for at in range(len(cells) if facts.formulas else 0)
                if (number, at) in facts.formulas or filled.get(at) in facts.formulas
            ]
            is_hidden = number in facts.hidden_rows
            emit(["line", number + 1, cells, continued, from_above, formulas, is_hidden])
    return True


def _rows(sheet: calamine.CalamineSheet, height: int) -> Iterator[Sequence[object]]:
    """Yield the rows of a sheet, with blank ones below the last that calamine has."""
    count = 0
    for values in sheet.iter_rows():
        count += 1
        yield values
    yield from ((),) * (height - count)


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int) -> Merged:
    """Return the cells that merged ranges fill, within the used area; valid ranges do not overlap."""
    found: Merged = {}
    left = height * width
    for (top, first), (bottom, last) in ranges:
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(first, min(last, width - 1) + 1):
                left -= 1
                if left < 0:
                    return found
                if (row, column) != (top, first):
                    found.setdefault(row, {})[column] = (top, first)
    return found


def _text(value: object) -> str:
    """Return a cell as text: dates as 1959-11-17, whole numbers without a decimal point."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _error(advice: str, sheet: str = "", row: int = 1) -> list[object]:
    return ["fault", row, "(sheet)" if sheet else "(file)", "", advice, sheet]
