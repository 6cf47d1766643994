"""The extent of lines on a round earth: a box that may cross the antimeridian (RFC 7946, section 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt


def extent(lines: npt.NDArray[np.object_]) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north in degrees of the narrowest box around lines; None around nothing.

    The lines are split at the antimeridian. Where west > east, the box crosses it.
    """
    if not len(lines):
        return None
    west, south, east, north = shapely.bounds(shapely.get_parts(lines)).T
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
