"""Column values as ranks, so that sorting and paging by several columns compare numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from geodata.cql2 import Column, DateColumn, GeometryColumn, NumberColumn

if TYPE_CHECKING:
    from geodata.query.arrays import Mask

_LAST = np.inf


@dataclass(frozen=True, slots=True)
class SortRanks:
    """The distinct values of a column in order, and the rank of each row; inf if unknown."""

    values: npt.NDArray[Any]
    of_rows: npt.NDArray[np.float64]

    @classmethod
    def of(cls, column: Column) -> Self:
        """Rank a column; texts by code points, dates as written."""
        values, unknown = _sortable(column)
        known, places = np.unique(values[~unknown], return_inverse=True)
        of_rows = np.full(len(values), _LAST)
        of_rows[~unknown] = places
        return cls(known, of_rows)

    def ordered(self, *, descending: bool) -> npt.NDArray[np.float64]:
        """Return numbers that sort the rows; unknown values come last in either direction."""
        return np.where(np.isinf(self.of_rows), _LAST, -self.of_rows) if descending else self.of_rows

    def place_of(self, value: Any, *, descending: bool) -> float:
        """Return the rank of a value, whether or not it occurs. Raises TypeError for another type."""
        if value is None:
            return _LAST
        if isinstance(value, str) != (self.values.dtype == object):
            raise TypeError(value)
        place = int(np.searchsorted(self.values, value))
        is_there = place < len(self.values) and self.values[place] == value
        exact = place if is_there else place - 0.5
        return -exact if descending else exact

    def value_at(self, row: int) -> Any:
        """Return a row's value for JSON; None if unknown."""
        rank = self.of_rows[row]
        if np.isinf(rank):
            return None
        value = self.values[int(rank)]
        return value if isinstance(value, str) else float(value)


def _sortable(column: Column) -> tuple[npt.NDArray[Any], Mask]:
    match column:
        case NumberColumn():
            return column.values, np.isnan(column.values)
        case DateColumn():
            return column.texts.values, column.texts.unknown
        case GeometryColumn():
            raise TypeError(column)
    return column.values, column.unknown
