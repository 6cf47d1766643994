"""CSV (RFC 4180): the flat table in UTF-8, with the byte order mark by which Excel knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.writers.spreadsheet_text import neutralise
from geodata.writers.table import flat_table

if TYPE_CHECKING:
    from geodata.dataset import Dataset


def write_csv(dataset: Dataset) -> bytes:
    """Return the flat table as CSV; a text that a spreadsheet program would run begins with an apostrophe."""
    table = flat_table(dataset)
    texts: list[str] = table.select_dtypes("string").columns.tolist()
    for column in texts:
        table[column] = table[column].map(neutralise, na_action="ignore")
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
