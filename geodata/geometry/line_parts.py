"""Lines cut into short parts: the bounding box of a part is close to it, that of a long line is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

MAX_SEGMENTS: Final = 6
"""Maximum number of segments of a part; of a great circle, 1,200 km."""


def cut_lines(lines: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.intp]]:
    """Return the parts of lines, in order, and the index of each part's line.

    Lines are cut at vertices, so that the parts of a line together are exactly the line.
    """
    pieces, line = shapely.get_parts(lines, return_index=True)
    vertices, piece = shapely.get_coordinates(pieces, return_index=True)
    counts = np.bincount(piece, minlength=len(pieces))
    firsts, segments = np.cumsum(counts) - counts, counts - 1
    part_counts = -(-segments // MAX_SEGMENTS)
    owner = np.repeat(np.arange(len(pieces)), part_counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(part_counts) - part_counts, part_counts)
    begins = firsts[owner] + number * MAX_SEGMENTS
    lengths = np.minimum(MAX_SEGMENTS, (firsts + segments)[owner] - begins) + 1
    chosen = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    indices = np.repeat(np.arange(len(owner)), lengths)
    parts: npt.NDArray[np.object_] = np.asarray(shapely.linestrings(vertices[chosen], indices=indices))
    return parts, line[owner]
