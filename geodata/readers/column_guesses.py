"""Guessing the meaning of columns with unknown names from their cells: 市 and 町, or 州 and 省."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from geodata.readers.table_columns import PARTNER_FIELDS, TableColumns
from geodata.readers.table_line import TableLine

_MUNICIPALITIES: Final = re.compile(r"[^\s。]{1,12}[市町村区](\s*[(（].*[)）])?")
_DIVISIONS: Final = re.compile(r"[^\s。]{1,20}(州|省|県|道|自治区)")
_ALL: Final = 0.8
_ENOUGH: Final = 2


def guess_columns(columns: TableColumns, body: Sequence[TableLine]) -> TableColumns:
    """Return the columns with a municipality or a state added where only the cells show it.

    Otherwise a list whose prefecture column alone is known would be read as partnerships of the prefecture.
    """
    positions = dict(columns.positions)
    partner = min((positions[field] for field in PARTNER_FIELDS if field in positions), default=-1)
    unused = [at for at in range(len(columns.names)) if at not in positions.values()]
    if not columns.has_fixed_municipality and not any(
        field.startswith("municipality") for field in positions
    ):
        _take(positions, "municipality", (at for at in unused if at < partner), body, _MUNICIPALITIES)
    if "country" in positions and "partner_admin1" not in positions:
        near = [
            at for at in unused if at > min(positions["country"], partner) and at not in positions.values()
        ]
        _take(positions, "partner_admin1", near, body, _DIVISIONS)
    return replace(columns, positions=positions)


def _take(
    positions: dict[str, int],
    field: str,
    columns: Iterable[int],
    body: Sequence[TableLine],
    form: re.Pattern[str],
) -> None:
    """Assign to a field the first column in which nearly all cells match a pattern."""
    for at in columns:
        cells = [text for line in body if (text := line.cell(at))]
        alike = sum(bool(form.fullmatch(text)) for text in cells)
        if len(cells) >= _ENOUGH and alike >= _ALL * len(cells):
            positions[field] = at
            return
