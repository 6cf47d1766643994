"""Lines that intersect a box: most are decided by their bounding boxes, the rest by their vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


class LineIndex:
    """Lines in degrees, split into parts at the antimeridian, with the bounding box of each part."""

    def __init__(self, lines: npt.NDArray[np.object_]) -> None:
        self._count = len(lines)
        self._parts, self._line = shapely.get_parts(lines, return_index=True)
        bounds = shapely.bounds(self._parts)
        self._west, self._south, self._east, self._north = np.ascontiguousarray(bounds.T)
        ends = np.array([shapely.get_point(self._parts, number) for number in (0, -1)])
        self._ends = np.array([shapely.get_x(ends), shapely.get_y(ends)])

    def intersects_box(self, west: float, south: float, east: float, north: float) -> Mask:
        """Return which lines intersect a box, edges included; west <= east, south <= north."""
        # A line is continuous: if it stays between two opposite edges and reaches both others, it intersects.
        between = (self._west >= west) & (self._east <= east)
        between |= (self._south >= south) & (self._north <= north)
        possible = (self._west <= east) & (self._east >= west)
        possible &= (self._south <= north) & (self._north >= south)
        touched = possible & between
        doubtful = (possible > touched).nonzero()[0]
        if len(doubtful):
            touched[doubtful] = self._end_within(doubtful, west, south, east, north)
            doubtful = doubtful[~touched[doubtful]]
            box = shapely.box(west, south, east, north)
            shapely.prepare(box)
            touched[doubtful] = shapely.intersects(box, self._parts[doubtful])
        passing = np.zeros(self._count, dtype=bool)
        passing[self._line[touched.nonzero()[0]]] = True
        return passing

    def _end_within(
        self, parts: npt.NDArray[np.intp], west: float, south: float, east: float, north: float
    ) -> Mask:
        x, y = self._ends[:, :, parts]
        within: Mask = ((x >= west) & (x <= east) & (y >= south) & (y <= north)).any(axis=0)
        return within
