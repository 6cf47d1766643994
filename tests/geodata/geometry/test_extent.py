"""Boxes around lines, on a round earth."""

import numpy as np
import pytest
from shapely import LineString, MultiLineString

from geodata.geometry.extent import Extents

OSAKA_TO_SEOUL = LineString([(135.5, 34.7), (127, 37.6)])
OVER_THE_PACIFIC = MultiLineString([[(135.5, 34.7), (180, 45)], [(-180, 45), (-122.4, 37.8)]])
TO_PARIS = LineString([(135.5, 34.7), (60, 65), (2.4, 48.9)])


@pytest.mark.parametrize(
    ("lines", "box"),
    [
        ([OSAKA_TO_SEOUL], (127, 34.7, 135.5, 37.6)),
        ([OVER_THE_PACIFIC], (135.5, 34.7, -122.4, 45)),
        ([OSAKA_TO_SEOUL, OVER_THE_PACIFIC], (127, 34.7, -122.4, 45)),
        ([OVER_THE_PACIFIC, TO_PARIS], (2.4, 34.7, -122.4, 65)),
        ([LineString([(-180, 0), (-10, 5)]), LineString([(-20, 0), (180, 1)])], (-180, 0, 180, 5)),
        ([LineString([(-90, 0), (90, 0)])], (-90, 0, 90, 0)),
    ],
    ids=["west", "over", "both", "nearly-round", "round", "half"],
)
def test_a_box_is_the_narrowest_and_crosses_the_antimeridian_only_where_that_is_narrower(lines, box):
    assert Extents(np.array(lines, dtype=object)).around(range(len(lines))) == box


def test_there_is_no_box_around_nothing():
    lines = Extents(np.array([OSAKA_TO_SEOUL, OVER_THE_PACIFIC], dtype=object))
    assert lines.around([]) is None
    assert lines.around([1]) == (135.5, 34.7, -122.4, 45)
