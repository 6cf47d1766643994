"""The extent of lines on a round earth: a box that may cross the antimeridian (RFC 7946, section 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


class Extents:
    """The boxes around any of some lines, which are split at the antimeridian; their edges are taken once."""

    def __init__(self, lines: npt.NDArray[np.object_]) -> None:
        self._count = len(lines)
        parts, self._line = shapely.get_parts(lines, return_index=True)
        self._bounds = shapely.bounds(parts)

    def around(
        self, positions: Sequence[int] | npt.NDArray[np.intp]
    ) -> tuple[float, float, float, float] | None:
        """Return west, south, east, north in degrees of the narrowest box around the lines at positions.

        Where west > east, the box crosses the antimeridian. Around no line it is None.
        """
        if not len(positions):
            return None
        asked = np.zeros(self._count, dtype=bool)
        asked[positions] = True
        west, south, east, north = self._bounds[asked[self._line]].T
        edges = _narrowest(west, east)
        return edges[0], float(south.min()), edges[1], float(north.max())


def _narrowest(west: npt.NDArray[np.float64], east: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the edges of what is left of the circle when its widest empty stretch is taken away."""
    order = np.argsort(west)
    starts, reached = west[order], np.maximum.accumulate(east[order])
    gaps = np.append(starts[1:] - reached[:-1], starts[0] + 360 - reached[-1])
    last = len(gaps) - 1
    # The stretch over the antimeridian comes first among equals: a box that needn't cross it doesn't.
    widest = last if gaps[last] >= gaps.max() else int(gaps.argmax())
    if gaps[widest] <= 0:
        return -180.0, 180.0
    return float(starts[(widest + 1) % len(starts)]), float(reached[widest])
