"""An Excel workbook: the partnerships, their places and sources, and what it is about."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from geodata.faults import DataError, DataFault
from geodata.writers.geojson import CREDIT
from geodata.writers.spreadsheet_text import begins_like_a_formula, escape_controls
from geodata.writers.table import flat_table

if TYPE_CHECKING:
    from openpyxl.cell import Cell

    from geodata.dataset import Dataset

LONGEST_TEXT: Final = 32767
"""So many characters fit into a cell of Excel."""


def write_xlsx(dataset: Dataset) -> bytes:
    """Return a selection as a workbook with the sheets `partnerships`, `places`, `sources` and `about`.

    Text is text, whatever it begins with; numbers are numbers. Raises DataError for a text that is too long.
    """
    tables = {
        "partnerships": flat_table(dataset),
        "places": _places(dataset),
        "sources": _sources(dataset),
        "about": _about(dataset),
    }
    rows = {title: _rows(title, table) for title, table in tables.items()}
    workbook = Workbook(write_only=True)
    for title, table in tables.items():
        _add_sheet(workbook, title, table.columns.tolist(), rows[title])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _places(dataset: Dataset) -> pd.DataFrame:
    """Return the places at which the partnerships end, once each."""
    frame = dataset.frame
    used = dataset.places.index.isin(pd.concat([frame["municipality_place"], frame["partner_place"]]))
    return dataset.places[used].reset_index()


def _sources(dataset: Dataset) -> pd.DataFrame:
    """Return a row a source of a partnership, with the partnership's id."""
    rows = [
        (id_, source["title"], source["url"], source["date"])
        for id_, sources in zip(dataset.frame["id"], dataset.frame["sources"], strict=True)
        for source in sources
    ]
    return pd.DataFrame(rows, columns=["partnership", "title", "url", "date"], dtype=object)


def _about(dataset: Dataset) -> pd.DataFrame:
    rows = [("version", dataset.version), ("as_of", dataset.as_of), ("credit", CREDIT)]
    return pd.DataFrame(rows, columns=["what", "value"], dtype=object)


def _rows(title: str, table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows as a workbook can hold them, None for nothing.

    Raises DataError for each text that is longer than a cell.
    """
    known = table.astype(object).where(table.notna(), None)
    columns = {name: [_plain(value) for value in known[name].tolist()] for name in known.columns}
    advice = f"a cell of a workbook holds {LONGEST_TEXT} characters; write .csv or .parquet"
    faults = [
        DataFault("xlsx", row, name, f"{value[:40]}...", advice, sheet=title)
        for name, values in columns.items()
        for row, value in enumerate(values, start=2)
        if isinstance(value, str) and len(value) > LONGEST_TEXT
    ]
    if faults:
        raise DataError(faults)
    return list(zip(*columns.values(), strict=True))


def _plain(value: Any) -> Any:
    return escape_controls(value) or None if isinstance(value, str) else value


def _add_sheet(workbook: Workbook, title: str, header: list[str], rows: list[tuple[Any, ...]]) -> None:
    sheet: Any = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.append([_heading(sheet, name) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Return a value, or a cell for a text that the library would take for a formula or an error (`#N/A`)."""
    if not isinstance(value, str) or not (value.startswith("#") or begins_like_a_formula(value)):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
