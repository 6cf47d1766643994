"""Filling blanks of grouped tables, which mean "as above"; blanks of flat lists stay blank."""

import re
from collections.abc import Sequence
from typing import Final

from geodata.readers.cell_texts import is_ditto
from geodata.readers.heading_words import HeadingWords
from geodata.readers.table_columns import PARTNER_FIELDS, TableColumns
from geodata.readers.table_line import TableLine

SAMPLE_LINES: Final = 2_000
_MUNICIPALITY: Final = ("municipality", "municipality_code", "municipality_en")
_REGION: Final = re.compile(r"(州|省|県|道|自治区)([(（].*)?$|\b(state|province|prefecture)\b", re.IGNORECASE)
_FIRST_SIDE: Final = ("prefecture", *_MUNICIPALITY)
_BESIDE: Final = {
    "signed_as": "municipality", "municipality_en": "municipality", "partner_en": "partner",
    "partner_ja": "partner", "ended": "signed", "as_of": "signed",
}  # fmt: skip
"""Fields whose 同左 means the text of another field, in the column left of them."""


class FillDown:
    """Fills in, line by line, values that a table states once for several lines."""

    def __init__(self, columns: TableColumns, sample: Sequence[TableLine]) -> None:
        """Detect from the first lines which columns are grouped; a list with ids is flat."""
        positions = columns.positions
        partner = min(positions[field] for field in PARTNER_FIELDS if field in positions)
        leading = {field: at for field, at in positions.items() if at < partner}
        if "id" in positions or "municipality_country" in positions:
            leading = {}
        self._municipality = tuple(field for field in _MUNICIPALITY if field in positions)
        self._positions = positions
        rows = [line for line in sample if line.cell(partner)]
        self._grouped = {
            field
            for field, at in leading.items()
            if field in ("prefecture", "country", *_MUNICIPALITY) and _is_grouped(rows, at)
        }
        self._prefecture = ""
        self._last: dict[str, str] = dict.fromkeys(self._municipality, "")
        self._country = ""
        self._heading = ""
        self._above: dict[str, str] = {}
        self._previous: dict[str, str] = {}

    def head(self, at: int, text: str) -> None:
        """Take the only cell of a line as the municipality of the lines below, in a grouped list."""
        if at == self._positions.get("municipality") and "municipality" in self._grouped:
            self._last = dict.fromkeys(self._municipality, "") | {"municipality": text}
            self._above |= self._last

    def begin_section(self, words: HeadingWords) -> None:
        """Begin a section: its prefecture and country hold for the lines below."""
        if words.prefecture:
            self._heading = self._prefecture = words.prefecture
            self._last = dict.fromkeys(self._municipality, "")
            self._above |= {"prefecture": words.prefecture, **self._last}
        if words.country:
            self._country = words.country
            self._above["country"] = words.country

    def lose_line_above(self) -> None:
        """Forget the line above, which could not be read."""
        self._above = {}

    def fill(self, cells: dict[str, str], line: TableLine) -> list[tuple[str, str]]:
        """Fill the blanks and ditto marks of a line that has a partner.

        Returns the fields, with their marks, that stand below an empty cell.
        """
        has_dittos = any(is_ditto(cells.get(field, "")) for field in _FIRST_SIDE)
        below_empty = self._fill_dittos(cells)
        if has_dittos:
            self._fill_beside_dittos(cells)
        elif self._grouped or self._heading:
            names_prefecture = self._fill_prefecture(cells, line)
            anew = self._fill_municipality(cells, names_prefecture)
            self._fill_country(cells, names_prefecture or anew)
        self._above = dict(cells)
        return below_empty

    def _fill_dittos(self, cells: dict[str, str]) -> list[tuple[str, str]]:
        """Fill marks such as 〃 with the text above, or, if they say so, with the one to the left of them."""
        below_empty = []
        self._previous = self._above
        for field, text in cells.items():
            if not is_ditto(text):
                continue
            if field in _BESIDE and "左" in text and cells.get(_BESIDE[field]):
                cells[field] = cells[_BESIDE[field]]
            elif field in self._above:
                cells[field] = self._above[field]
                if not cells[field] and field not in _FIRST_SIDE:
                    below_empty.append((field, text))
        return below_empty

    def _fill_beside_dittos(self, cells: dict[str, str]) -> None:
        """Fill the blanks beside a mark on the first side, too, unless the partner is a state or province."""
        if any(cells.get(field) for field in self._municipality) or _REGION.search(cells.get("partner", "")):
            return
        for field in self._municipality:
            cells[field] = self._previous.get(field, "")

    def _fill_prefecture(self, cells: dict[str, str], line: TableLine) -> bool:
        """Whether the line itself names its prefecture."""
        if cells.get("prefecture"):
            self._prefecture = cells["prefecture"]
            return self._positions["prefecture"] not in line.from_above
        if self._heading or "prefecture" in self._grouped:
            cells["prefecture"] = self._prefecture
        return False

    def _fill_municipality(self, cells: dict[str, str], names_prefecture: bool) -> bool:
        """Whether the line itself names its municipality, or belongs to the prefecture itself."""
        if any(cells[field] for field in self._municipality):
            anew = any(cells[field] != self._last[field] for field in self._municipality)
            self._last = {field: cells[field] for field in self._municipality}
            return anew
        if names_prefecture:
            self._last = dict.fromkeys(self._municipality, "")
            return True
        if self._municipality and self._municipality[0] in self._grouped:
            cells.update(self._last)
        return False

    def _fill_country(self, cells: dict[str, str], group_begins: bool) -> None:
        if cells.get("country"):
            self._country = cells["country"]
        elif "country" in self._grouped and not (group_begins and self._is_nested()):
            cells["country"] = self._country

    def _is_nested(self) -> bool:
        """Whether the country column stands right of the municipality column, and restarts with each."""
        return any(
            self._positions[field] < self._positions["country"]
            for field in ("prefecture", *self._municipality)
            if field in self._positions
        )


def _is_grouped(rows: Sequence[TableLine], at: int) -> bool:
    """Whether a column states names once and leaves blanks below, more often than it repeats them.

    If merged ranges run down the column, blanks are real blanks.
    """
    if any(at in line.from_above for line in rows):
        return False
    blanks = repeats = 0
    above = ""
    for line in rows:
        text = line.cell(at)
        blanks += bool(above) and not text
        repeats += bool(text) and text == above
        above = text or above
    return blanks > repeats
