"""Squares of 5 degrees, by which lines near a box are found: the box around a long line says little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

_DEGREES: Final = 5.0
_COLUMNS, _ROWS = int(360 / _DEGREES), int(180 / _DEGREES)
_EVERY: Final = _COLUMNS * _ROWS
_WORTHWHILE: Final = 0.25
"""Of the earth: larger boxes leave so little out that looking the squares up isn't worth it."""
_CLOSE: Final = 1e-6
"""In degrees: what lies so near to an edge lies on both sides."""


def cells_of_lines(lines: npt.NDArray[np.object_]) -> list[list[int]]:
    """Return the squares that each line passes, and some beside it: never fewer."""
    parts, whose = shapely.get_parts(lines, return_index=True)
    vertices, part = shapely.get_coordinates(parts, return_index=True)
    same = np.flatnonzero(part[1:] == part[:-1])
    column, row = _squares(vertices)
    first_column, columns = _range(column, same)
    first_row, rows = _range(row, same)
    # Each segment's squares: those of the box around it, which is small.
    counts = columns * rows
    segment = np.repeat(np.arange(len(same)), counts)
    within = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    cell = (first_row[segment] + within // columns[segment]) * _COLUMNS + (
        first_column[segment] + within % columns[segment]
    )
    pairs = np.unique(whose[part[same]][segment] * _EVERY + cell)
    line, cells = np.divmod(pairs, _EVERY)
    ends = np.searchsorted(line, np.arange(1, len(lines)))
    return [some.tolist() for some in np.split(cells, ends)]


def cells_of_box(west: float, south: float, east: float, north: float) -> list[int] | None:
    """Return the squares that a box touches, in degrees; None for one that touches too many.

    It may go on beyond 180 degrees on either side.
    """
    columns = np.arange(np.floor((west + 180) / _DEGREES - _CLOSE), (east + 180) / _DEGREES + _CLOSE)
    rows = np.arange(
        np.floor((max(south, -90) + 90) / _DEGREES - _CLOSE), (min(north, 90) + 90) / _DEGREES + _CLOSE
    )
    columns = np.unique(columns.astype(np.int64) % _COLUMNS)
    rows = np.unique(np.clip(rows.astype(np.int64), 0, _ROWS - 1))
    if len(columns) * len(rows) > _WORTHWHILE * _EVERY:
        return None
    cells: list[int] = (rows[:, None] * _COLUMNS + columns).ravel().tolist()
    return cells


def _squares(degrees: npt.NDArray[np.float64]) -> tuple[Integers, Integers]:
    column = np.floor((degrees[:, 0] + 180) / _DEGREES).astype(np.int64)
    row = np.floor((degrees[:, 1] + 90) / _DEGREES).astype(np.int64)
    return np.clip(column, 0, _COLUMNS - 1), np.clip(row, 0, _ROWS - 1)


def _range(squares: Integers, begins: Integers) -> tuple[Integers, Integers]:
    """Return the lower one of both ends of segments, and how many there are from it to the other."""
    ends = squares[begins], squares[begins + 1]
    lowest = np.minimum(*ends)
    return lowest, np.maximum(*ends) - lowest + 1
