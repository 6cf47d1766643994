"""Excel workbooks: the partnerships, their places and sources, and metadata."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from geodata.model.errors import DataError, ValidationIssue
from geodata.writers.event_table import event_table
from geodata.writers.spreadsheet_text import escape_controls, is_formula
from geodata.writers.table import flat_table

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell

    from geodata.dataset.dataset import Dataset
    from geodata.writers.export import Export

MAX_TEXT_LENGTH: Final = 32767
"""Maximum number of characters in an Excel cell."""
WIDEST: Final = 40
"""Maximum width of a column in characters; longer text is overlapped by the next cell, not lost."""
_DATES: Final = ("signed", "ended", "as_of", "date", "date_end")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY: Final = "1900-03-01"
"""Excel's calendar has no day before 1900, and a 29th of February in that year."""


def write_xlsx(export: Export, path: Path) -> None:
    """Write an export as a workbook: sheets `partnerships`, `places`, `sources`, `events` and `about`.

    Text is text, whatever it begins with; numbers are numbers, and a date known to the day is a date. Raises
    DataError for a text that is too long.
    """
    tables = {
        "partnerships": flat_table(export.dataset),
        "places": _places(export.dataset),
        "sources": _sources(export.dataset),
        "events": event_table(export.dataset.events),
        "about": pd.DataFrame(export.notes.items(), columns=["what", "value"], dtype=object),
    }
    rows = {title: _rows(title, table) for title, table in tables.items()}
    workbook = Workbook(write_only=True)
    for title, table in tables.items():
        _add_sheet(workbook, title, table.columns.tolist(), rows[title])
    workbook.save(path)


def _places(dataset: Dataset) -> pd.DataFrame:
    """Return the places of the partnerships, once each."""
    frame = dataset.frame
    used = dataset.places.index.isin(pd.concat([frame["municipality_place"], frame["partner_place"]]))
    return dataset.places[used].reset_index()


def _sources(dataset: Dataset) -> pd.DataFrame:
    """Return one row for each source of a partnership, with the partnership's id."""
    rows = [
        (id_, source["title"], source["url"], source["date"])
        for id_, sources in zip(dataset.frame["id"], dataset.frame["sources"], strict=True)
        for source in sources
    ]
    return pd.DataFrame(rows, columns=["partnership", "title", "url", "date"], dtype=object)


def _rows(title: str, table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows as a workbook can hold them, None for empty values.

    Raises DataError for each text that is longer than a cell.
    """
    known = table.astype(object).where(table.notna(), None)
    columns = {name: [_plain(value) for value in known[name].tolist()] for name in known.columns}
    columns |= {name: [_day(value) for value in columns[name]] for name in _DATES if name in columns}
    advice = f"a cell of a workbook holds {MAX_TEXT_LENGTH} characters; write .csv or .parquet"
    issues = [
        ValidationIssue("xlsx", row, name, f"{value[:40]}...", advice, sheet=title)
        for name, values in columns.items()
        for row, value in enumerate(values, start=2)
        if isinstance(value, str) and len(value) > MAX_TEXT_LENGTH
    ]
    if issues:
        raise DataError(issues)
    return list(zip(*columns.values(), strict=True))


def _plain(value: Any) -> Any:
    return escape_controls(value) or None if isinstance(value, str) else value


def _day(text: str | None) -> datetime.date | str | None:
    """Return a date as Excel's date; text if known to the month or year only, or before 1900."""
    if not text or not _DAY.fullmatch(text) or text < _FIRST_DAY:
        return text
    return datetime.date.fromisoformat(text)


def _add_sheet(workbook: Workbook, title: str, header: list[str], rows: list[tuple[Any, ...]]) -> None:
    sheet: Any = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    for at, name in enumerate(header):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _width([name, *(row[at] for row in rows)])
    sheet.append([_heading(sheet, name) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _width(values: list[Any]) -> int:
    """Return the width of a column in Latin characters; Japanese ones are twice as wide."""
    texts = {str(value)[:WIDEST] for value in values if value is not None}
    widths = (sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text) for text in texts)
    return min(WIDEST, max(widths) + 2)


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Return a value, or a text cell for a text that openpyxl takes for a formula or an error (`#N/A`)."""
    if isinstance(value, datetime.date):
        cell: Any = WriteOnlyCell(sheet, datetime.datetime.combine(value, datetime.time()))
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str) or not (value.startswith("#") or is_formula(value)):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
