"""Lines are cut at vertices into parts that together are the line."""

import numpy as np
import shapely
from shapely import LineString, MultiLineString

import geodata
from geodata.geometry.line_parts import MAX_SEGMENTS, cut_lines


def line(*longitudes: float) -> LineString:
    return LineString([(longitude, 0) for longitude in longitudes])


def test_a_long_line_is_cut_into_parts_that_share_their_ends_and_a_split_line_where_it_is_split():
    lines = np.array([line(*range(15)), line(1, 2), MultiLineString([line(179, 180), line(-180, -179)])])
    parts, index = cut_lines(lines)
    assert [shapely.get_coordinates(part)[:, 0].tolist() for part in parts] == [
        [0, 1, 2, 3, 4, 5, 6],
        [6, 7, 8, 9, 10, 11, 12],
        [12, 13, 14],
        [1, 2],
        [179, 180],
        [-180, -179],
    ]
    assert index.tolist() == [0, 0, 0, 1, 2, 2]


def test_the_parts_of_the_shipped_lines_have_all_their_segments_once():
    lines = geodata.load().frame.geometry.to_numpy()
    parts, index = cut_lines(lines)
    lengths = np.bincount(index, weights=shapely.length(parts))
    assert np.allclose(lengths, shapely.length(lines), rtol=0, atol=1e-9)
    assert shapely.get_num_points(parts).max() == MAX_SEGMENTS + 1
