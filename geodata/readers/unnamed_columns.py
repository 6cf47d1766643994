"""Unnamed columns beside a partner's, which hold its country or further partners."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geodata.gazetteer import read_country
from geodata.readers.table_columns import PARTNER_FIELDS, TableColumns
from geodata.readers.table_line import TableLine

_NEARLY_ALL: Final = 0.8
_ENOUGH: Final = 2
_MAX_NAME: Final = 40
_NO_NAME: Final = re.compile(r"[\d\W]*|.*[。\d].*", re.DOTALL)
_DIVISION: Final = re.compile(r"\S{1,20}(州|省|県|道|自治区)")


def read_unnamed_columns(columns: TableColumns, body: Sequence[TableLine], width: int) -> TableColumns:
    """Return the columns with the unnamed ones right of a partner's added, as far as their cells tell.

    `width` is the number of cells of the header; a line that has more is faulty.
    """
    if columns.further or not columns.suffices:
        return columns
    positions = dict(columns.positions)
    at = min((positions[field] for field in PARTNER_FIELDS if field in positions), default=-1)
    fields = {position: field for field, position in positions.items()}
    block: list[str] = []
    while at in fields and fields[at] in (*PARTNER_FIELDS, "country", "partner_admin1"):
        block.append(fields[at])
        at += 1
    found: list[str] = []
    last = min(width, len(columns.names))
    while at + len(found) < last and columns.names[at + len(found)].startswith("(column "):
        found.append(_content(at + len(found), body))
    several = sum(bool(line.cell(at)) for line in body) >= _ENOUGH
    if several and found and found[0] == "country" and "country" not in positions:
        positions["country"] = at
        block.append("country")
        at += 1
        del found[0]
    return replace(columns, positions=positions, further=tuple(_groups(at, block, found)))


def _groups(at: int, block: Sequence[str], found: Sequence[str]) -> list[dict[str, int]]:
    """Return the columns of further partners: with the fields of the first one, or names alone."""
    wanted = ["name" if field in PARTNER_FIELDS else field for field in block]
    width = len(block)
    are_groups = width > 1 and bool(found) and len(found) % width == 0
    if are_groups and all(found[i] in (wanted[i % width], "empty") for i in range(len(found))):
        return [
            {field: at + first + i for i, field in enumerate(block)} for first in range(0, len(found), width)
        ]
    if found and all(content == "name" for content in found):
        return [{"partner": at + i} for i in range(len(found))]
    return []


def _content(at: int, body: Sequence[TableLine]) -> str:
    """Return what the cells of a column are: "country", "partner_admin1", "name", "empty", or ""."""
    cells = [text for line in body if (text := line.cell(at))]
    if not cells:
        return "empty"
    countries = sum("(" not in text and "（" not in text and read_country(text) is not None for text in cells)
    if countries >= _NEARLY_ALL * len(cells):
        return "country"
    if sum(bool(_DIVISION.fullmatch(text)) for text in cells) >= _NEARLY_ALL * len(cells):
        return "partner_admin1"
    names = [text for text in cells if len(text) <= _MAX_NAME and not _NO_NAME.fullmatch(text)]
    return "name" if len(names) == len(cells) and not countries else ""
