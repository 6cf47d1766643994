"""Extents of lines: bounding boxes that may cross the antimeridian (RFC 7946, section 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


class Extents:
    """Bounding boxes of selected lines; the bounds of each part are computed once."""

    def __init__(self, lines: npt.NDArray[np.object_]) -> None:
        self._count = len(lines)
        parts, line = shapely.get_parts(lines, return_index=True)
        bounds = shapely.bounds(parts)
        from_west = np.argsort(bounds[:, 0], kind="stable")
        self._line = line[from_west]
        self._west, self._south, self._east, self._north = np.ascontiguousarray(bounds[from_west].T)

    def around(
        self, positions: Sequence[int] | npt.NDArray[np.intp]
    ) -> tuple[float, float, float, float] | None:
        """Return west, south, east, north in degrees of the narrowest box around the lines at positions.

        If west > east, the box crosses the antimeridian. None if there are no lines.
        """
        if not len(positions):
            return None
        is_chosen = np.zeros(self._count, dtype=bool)
        is_chosen[positions] = True
        # Indexing by integers is faster than by a mask where few of many are chosen.
        parts = is_chosen[self._line].nonzero()[0]
        west, east = _narrowest(self._west[parts], self._east[parts])
        south, north = np.minimum.reduce(self._south[parts]), np.maximum.reduce(self._north[parts])
        return west, float(south), east, float(north)


def _narrowest(west: npt.NDArray[np.float64], east: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the edges that remain when the widest empty stretch of the circle is removed.

    The edges of the parts are given in the order of `west`.
    """
    reached = np.maximum.accumulate(east)
    last = len(west) - 1
    gaps = np.empty(len(west))
    gaps[:last] = west[1:] - reached[:-1]
    gaps[last] = west[0] + 360 - reached[-1]
    # Among equally wide gaps, the one across the antimeridian wins, so that the box does not cross it.
    widest = int(gaps.argmax())
    if gaps[last] >= gaps[widest]:
        widest = last
    if gaps[widest] <= 0:
        return -180.0, 180.0
    return float(west[(widest + 1) % len(west)]), float(reached[widest])
