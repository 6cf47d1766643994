"""Filling blanks of grouped tables, which mean "as above"; blanks of flat lists stay blank."""

from collections.abc import Sequence
from typing import Final

from geodata.model.vocabulary import PREFECTURES
from geodata.readers.table_columns import PARTNER_FIELDS, TableColumns
from geodata.readers.table_line import TableLine

SAMPLE_LINES: Final = 2_000
_MUNICIPALITY: Final = ("municipality", "municipality_code", "municipality_en")
_BULLETS: Final = " \u3000【】[]<>＜＞〈〉《》■□●○◆◇・◎▼▽("
_PREFECTURES: Final = frozenset(name for names in PREFECTURES.values() for name in names)


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

    def head(self, at: int, text: str) -> None:
        """Take the only cell of a line as a heading: a prefecture, or a name for the lines below."""
        name = text.strip(_BULLETS).rstrip(")）")
        if name in _PREFECTURES:
            self._heading = self._prefecture = name
            self._last = dict.fromkeys(self._municipality, "")
        elif at == self._positions.get("municipality") and "municipality" in self._grouped:
            self._last = dict.fromkeys(self._municipality, "") | {"municipality": text}
        elif at == self._positions.get("country") and "country" in self._grouped:
            self._country = text

    def fill(self, cells: dict[str, str], line: TableLine) -> None:
        """Fill the blanks of a line that has a partner."""
        if not self._grouped and not self._heading:
            return
        names_prefecture = self._fill_prefecture(cells, line)
        anew = self._fill_municipality(cells, names_prefecture)
        self._fill_country(cells, names_prefecture or anew)

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
