"""Reads the sheets of a workbook with calamine, filling merged ranges; run by `sandboxed.py`.

Emits `["sheet", name, visible, count]` with the number of lines that are not blank, then `["line", number,
cells, continued, from_above]` for each of them.
"""

import datetime
from collections.abc import Callable, Sequence

import python_calamine as calamine

_MAX_ROWS = 1_048_576
_MAX_COLUMNS = 1_000
_MAX_CELLS = 50_000_000
_MAX_LINE_LENGTH = 1_000_000

Emit = Callable[[list[object]], None]
Merged = dict[int, dict[int, tuple[int, int]]]
"""Row -> column -> the cell that fills it."""


def read(path: str, emit: Emit) -> None:
    """Emit all visible sheets of a workbook."""
    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
        for meta in workbook.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                emit(["sheet", meta.name, False, 0])
                continue
            if not _emit_sheet(meta.name, workbook.get_sheet_by_name(meta.name), emit):
                return
    except calamine.PasswordError:
        emit(_error("the workbook is protected by a password; save it without one"))
    except MemoryError:
        raise
    except Exception as error:
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            emit(_error("the workbook is protected by a password; save it without one"))
        else:
            emit(
                _error(
                    f"it can't be opened as a workbook ({str(error)[:200]}); save it again as .xlsx or CSV"
                )
            )


def _emit_sheet(name: str, sheet: calamine.CalamineSheet, emit: Emit) -> bool:
    end = sheet.end
    if end is None:
        emit(["sheet", name, True, 0])
        return True
    height, width = end[0] + 1, end[1] + 1
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
    emit(["sheet", name, True, height])
    for number, values in enumerate(sheet.iter_rows()):
        cells = [_text(value) for value in values]
        if sum(map(len, cells)) > _MAX_LINE_LENGTH:
            emit(_error(f"this line has more than {_MAX_LINE_LENGTH:,} characters", name, number + 1))
            return False
        filled = merged.get(number, {})
        if wanted:
            anchors.update({(number, at): text for at, text in enumerate(cells) if (number, at) in wanted})
        for at, anchor in filled.items():
            cells[at] = cells[at] or anchors.get(anchor, "")
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            continued = [at for at in filled if at < len(cells) and cells[at]]
            from_above = [at for at in continued if filled[at][0] < number]
            emit(["line", number + 1, cells, continued, from_above])
    return True


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
