"""CSV (RFC 4180): the flat table in UTF-8 with a byte order mark, which Excel needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.writers.spreadsheet_text import escape_formula
from geodata.writers.table import flat_table

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.export import Export


def write_csv(export: Export, path: Path) -> None:
    """Write the flat table as CSV; text that a spreadsheet would run as a formula begins with an apostrophe.

    CSV has no metadata, so each row repeats the credit in its last column, `credit`.
    """
    table = flat_table(export.dataset)
    table["credit"] = pd.Series(export.credit_line, index=table.index, dtype="string")
    texts: list[str] = table.select_dtypes("string").columns.tolist()
    for column in texts:
        table[column] = table[column].map(escape_formula, na_action="ignore")
    table.to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8-sig")
