"""Making rows of cells by the column mapping; a row with several partners becomes several rows."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from geodata.readers.cell_texts import FORMULA_ADVICE, days_since_1904, is_error_value, visible_text
from geodata.readers.row import Row
from geodata.readers.table_columns import PARTNER_FIELDS, TableColumns
from geodata.readers.table_line import TableLine

_MADE_OF_PARTS: Final = {"municipality_point": ("municipality_lon", "municipality_lat", 0),
                         "partner_point": ("partner_lon", "partner_lat", -1),
                         "point": ("lon", "lat", 0)}  # fmt: skip
_PARTS: Final = frozenset({"wkt", *(part for lon, lat, _ in _MADE_OF_PARTS.values() for part in (lon, lat))})
_WITH_ANY_MARKS: Final = frozenset({"note", "sources", "source_title"})
_DATES: Final = ("signed", "ended", "as_of", "source_date")
_OF_ONE_PARTNER: Final = frozenset(
    {"id", "partner", "partner_en", "partner_ja", "partner_point", "partner_level", "partner_seat", "sources"}
)
_YEAR_AS_TIME: Final = re.compile(r"\+?\d{4}-01-01T00:00:00Z")
"""How Wikidata writes a year; a list that keeps its precision apart has other dates for it."""


class RowMaker:
    """Makes rows from cells and the column mapping.

    `is_1904` says that serial days are counted from 1904; `is_text` that a note may begin with `=`.
    """

    def __init__(
        self, file: str, sheet: str, columns: TableColumns, *, is_1904: bool = False, is_text: bool = True
    ) -> None:
        self._file = file
        self._sheet = sheet
        positions = columns.positions
        self._positions = positions
        self._fields = [(field, at) for field, at in positions.items() if field not in _PARTS]
        self._points = {
            point: (positions.get(lon), positions.get(lat), end)
            for point, (lon, lat, end) in _MADE_OF_PARTS.items()
            if point not in positions
            and ({lon, lat} <= set(positions) or ("wkt" in positions and point != "point"))
        }
        self._wkt = positions.get("wkt")
        self._is_1904 = is_1904
        self._may_begin_as_formula = _WITH_ANY_MARKS if is_text else frozenset[str]()
        self._columns = {
            field: columns.name_of(field) for field in [*(field for field, _ in self._fields), *self._points]
        }
        self._further = [
            (group, {**self._columns, **{field: columns.unique_name(at) for field, at in group.items()}})
            for group in columns.further
        ]
        self._of_first, self._of_none = self._fields_of_one_partner(columns)

    def _fields_of_one_partner(self, columns: TableColumns) -> tuple[set[str], set[str]]:
        """Return the fields that only the first partner of a line has, and those that fit no partner surely.

        A column left of all partners, or a date or remark right of them, is that of all; a single country
        right of them may be that of the last one only.
        """
        if not columns.further:
            return set(), set()
        second = min(position for group in columns.further for position in group.values())
        positions = columns.positions
        start = min(positions[field] for field in PARTNER_FIELDS if field in positions)
        repeated = {field for group in columns.further for field in group}
        within = {field for field, at in positions.items() if start <= at < second}
        right = {field for field in ("country", "partner_admin1") if positions.get(field, -1) > second}
        return (within | _OF_ONE_PARTNER) | repeated, right - repeated

    def cells(self, line: TableLine) -> dict[str, str]:
        """Return the texts of a line by field."""
        cells = {field: self._text(line, field, at) for field, at in self._fields}
        for point, (lon, lat, end) in self._points.items():
            cells[point] = ""
            if lon is not None and lat is not None and (line.cell(lon) or line.cell(lat)):
                cells[point] = f"{line.cell(lon)} {line.cell(lat)}"
            elif self._wkt is not None:
                cells[point] = _end_of_wkt(line.cell(self._wkt), end)
        return cells

    def row(self, number: int, cells: Mapping[str, str]) -> Row:
        return Row(self._file, self._sheet, number, cells, self._columns)

    def rows(self, line: TableLine, cells: dict[str, str]) -> Iterator[Row]:
        """Yield a row for each partner of a line, the first one with these cells."""
        cells = {**cells, **dict.fromkeys(self._of_none, "")}
        if any(cells.get(field) for field in PARTNER_FIELDS):
            yield self._with_faults(line, cells, self._positions, self._columns)
        for group, columns in self._further:
            own = {field: self._text(line, field, at) for field, at in group.items()}
            if not any(own.get(field) for field in PARTNER_FIELDS):
                continue
            blank = {field: "" for field in self._of_first if field in cells}
            yield self._with_faults(line, {**cells, **blank, **own}, {**self._positions, **group}, columns)

    def has_further_partner(self, line: TableLine) -> bool:
        """Whether a line has a partner in a further column."""
        groups = (group for group, _ in self._further)
        return any(line.cell(group[field]) for group in groups for field in PARTNER_FIELDS if field in group)

    def _with_faults(
        self, line: TableLine, cells: dict[str, str], positions: Mapping[str, int], columns: Mapping[str, str]
    ) -> Row:
        faults = {field: FORMULA_ADVICE for field, at in positions.items()
                  if at in line.formulas and field not in self._may_begin_as_formula}  # fmt: skip
        return Row(self._file, self._sheet, line.number, cells, columns, faults)

    def _text(self, line: TableLine, field: str, at: int) -> str:
        text = line.cell(at)
        if field in _WITH_ANY_MARKS:
            return text
        plain = visible_text(text)
        if field not in _DATES:
            return plain
        if _YEAR_AS_TIME.fullmatch(plain):
            return plain.lstrip("+")[:4]
        return days_since_1904(plain) if self._is_1904 else plain


def _end_of_wkt(wkt: str, end: int) -> str:
    """Return the first (0) or last (-1) position of a line in well-known text; an error as it is."""
    if "LINESTRING" not in wkt[:20].upper():
        return wkt if is_error_value(wkt) else ""
    position = wkt.split(",")[end].rpartition("(")[2].partition(")")[0].split()
    return " ".join(position[:2])
