"""Grids of squares for finding lines near a box: the bounding box of a long line selects too much."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    Degrees = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Box = tuple[float, float, float, float]

_WORTHWHILE: Final = 0.08
"""Share of the earth; larger boxes exclude too little for a lookup to pay off."""
_CLOSE: Final = 1e-6
"""In degrees; a point this near to an edge belongs to both squares."""
_STRICTLY: Final = 1e-9
"""In degrees; more than the rounding of a point on a line."""
_MAX_INSIDE: Final = {"fine": 4, "middle": 4, "coarse": 24}
"""Maximum number of squares inside a box that are compared; beyond, comparing vertices is faster."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of squares of one size; `name` is the database column with the squares of each line.

    A square has two numbers: 2n if a line may miss it narrowly, 2n + 1 if it certainly crosses it.
    """

    name: Literal["coarse", "middle", "fine"]
    degrees: float
    west: float
    south: float
    columns: int
    rows: int

    def squares_of_lines(self, lines: npt.NDArray[np.object_]) -> list[list[int]]:
        """Return the squares that each line crosses, and some beside it; none is missing."""
        begins, ends, whose = self._segments(lines)
        low, high = np.minimum(begins, ends) - _CLOSE, np.maximum(begins, ends) + _CLOSE
        # No segment is longer than half a square, so the corners of its bounding box lie in all its squares.
        around = [
            self._numbers(np.column_stack([x[:, 0], y[:, 1]]), whose, 0)
            for x, y in product((low, high), (low, high))
        ]
        passed = [self._numbers(at, whose, _STRICTLY) + 1 for at in (begins, ends)]
        found = np.sort(np.concatenate([*around, *passed]))
        found = found[np.append(True, found[1:] != found[:-1])[: len(found)]]
        is_passed_too = np.append(found[1:] == found[:-1] + 1, False)[: len(found)] & (found % 2 == 0)
        line, squares = np.divmod(found[~is_passed_too], 2 * self.columns * self.rows)
        last = np.searchsorted(line, np.arange(1, len(lines)))
        return [some.tolist() for some in np.split(squares, last)][: len(lines)]

    def squares_near(self, box: Box) -> list[int]:
        """Return the squares that a box intersects; it may extend beyond 180 degrees on either side."""
        west, south, east, north = box
        edges = np.array([west - _CLOSE, east + _CLOSE]), np.clip([south - _CLOSE, north + _CLOSE], -90, 90)
        (first, last), (lowest, highest) = self._column(edges[0]), self._row(edges[1])
        columns, rows = np.arange(first, last + 1), np.arange(lowest, highest + 1)
        columns = np.unique(columns % round(360 / self.degrees))
        columns, rows = columns[columns < self.columns], np.unique(np.clip(rows, 0, self.rows - 1))
        return self._both(columns, rows)

    def squares_inside(self, box: Box) -> list[int]:
        """Return the squares that lie completely inside a box."""
        west, south, east, north = box
        columns = np.arange(self.columns)
        rows = np.arange(self.rows)
        left, low = self.west + columns * self.degrees, self.south + rows * self.degrees
        columns = columns[(left >= west) & (left + self.degrees <= east)]
        rows = rows[(low >= south) & (low + self.degrees <= north)]
        return [square for square in self._both(columns, rows) if square % 2]

    def holds(self, box: Box) -> bool:
        """Whether a box lies inside the grid's extent, at least one degree from its edge."""
        west, south, east, north = box
        if self.columns * self.degrees == 360:
            return True
        east_end, north_end = (
            self.west + self.columns * self.degrees,
            self.south + self.rows * self.degrees,
        )
        return (
            self.west < west - 1 and east + 1 < east_end and self.south < south - 1 and north + 1 < north_end
        )

    def _segments(self, lines: npt.NDArray[np.object_]) -> tuple[Degrees, Degrees, Integers]:
        """Return start and end of segments, each at most half a square long, and the index of their line."""
        parts, whose = shapely.get_parts(lines, return_index=True)
        vertices, part = shapely.get_coordinates(parts, return_index=True)
        same = np.flatnonzero(part[1:] == part[:-1])
        begins, ends, owners = vertices[same], vertices[same + 1], whose[part[same]]
        near = self._is_near(begins, ends)
        begins, ends, owners = begins[near], ends[near], owners[near]
        counts = np.ceil(np.abs(ends - begins).max(axis=1, initial=0) / self.degrees * 2).astype(np.int64)
        counts = np.maximum(counts, 1)
        segment = np.repeat(np.arange(len(counts)), counts)
        within = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
        begun, ended = ((within + more) / counts[segment] for more in (0, 1))
        step = (ends - begins)[segment]
        return (
            begins[segment] + begun[:, None] * step,
            begins[segment] + ended[:, None] * step,
            owners[segment],
        )

    def _is_near(self, begins: Degrees, ends: Degrees) -> npt.NDArray[np.bool_]:
        low = np.array([self.west, self.south]) - _CLOSE
        high = low + np.array([self.columns, self.rows]) * self.degrees + 2 * _CLOSE
        is_near = (np.minimum(begins, ends) <= high) & (np.maximum(begins, ends) >= low)
        return is_near[:, 0] & is_near[:, 1]

    def _numbers(self, places: Degrees, whose: Integers, margin: float) -> Integers:
        """Return the even number of the square of each point in the grid, combined with that of its line.

        Points closer than `margin` to an edge are omitted; without a margin, the earth's edges are included.
        """
        column, row = self._column(places[:, 0] - margin), self._row(places[:, 1] - margin)
        if margin:
            is_inside = (column == self._column(places[:, 0] + margin)) & (
                row == self._row(places[:, 1] + margin)
            )
        else:
            is_inside = np.full(len(places), fill_value=True)
            if self.columns * self.degrees == 360:
                column, row = np.clip(column, 0, self.columns - 1), np.clip(row, 0, self.rows - 1)
        is_inside &= (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        numbers: Integers = 2 * (
            (whose[is_inside] * self.rows + row[is_inside]) * self.columns + column[is_inside]
        )
        return numbers

    def _column(self, longitude: Degrees) -> Integers:
        return np.floor((longitude - self.west) / self.degrees).astype(np.int64)

    def _row(self, latitude: Degrees) -> Integers:
        return np.floor((latitude - self.south) / self.degrees).astype(np.int64)

    def _both(self, columns: Integers, rows: Integers) -> list[int]:
        even = 2 * (rows[:, None] * self.columns + columns).ravel()
        numbers: list[int] = np.sort(np.concatenate([even, even + 1])).tolist()
        return numbers


COARSE: Final = Grid("coarse", 10, -180, -90, 36, 18)
MIDDLE: Final = Grid("middle", 2.5, -180, -90, 144, 72)
FINE: Final = Grid("fine", 0.5, 122, 24, 56, 44)
"""Covers Japan, where nearly all lines begin."""
GRIDS: Final = (FINE, MIDDLE, COARSE)


def squares_near(boxes: list[Box], max_count: int) -> tuple[Grid, list[int]] | None:
    """Return the grid with the smallest squares of which boxes (in degrees) intersect at most `max_count`.

    The coarsest grid has no such limit. None for boxes too large for a lookup to pay off.
    """
    for grid in GRIDS:
        if not all(map(grid.holds, boxes)):
            continue
        near = sorted({square for box in boxes for square in grid.squares_near(box)})
        if len(near) <= 2 * max_count:
            return grid, near
    return (grid, near) if len(near) <= _WORTHWHILE * 2 * grid.columns * grid.rows else None


def squares_inside(boxes: list[Box]) -> tuple[Grid, list[int]] | None:
    """Return squares that lie completely inside the boxes, as far as comparing them pays off; None for none.

    A line that certainly crosses one of them intersects the boxes.
    """
    for grid in GRIDS:
        inside = sorted({square for box in boxes for square in grid.squares_inside(box)})
        if 0 < len(inside) <= _MAX_INSIDE[grid.name]:
            return grid, inside
    return None
