"""The world map of figures: lines are split at its edge."""

import numpy as np
import pytest

from geodata.geometry.great_circles import arcs_between
from viewer.figures.projection import project_region

NAHA, RECIFE, OSAKA, SAN_FRANCISCO = (127.68, 26.21), (-34.88, -8.05), (135.5, 34.69), (-122.42, 37.77)


def line_parts(start: tuple[float, float], end: tuple[float, float]) -> list[np.ndarray]:
    vertices, rows, _ = arcs_between(*(np.array([value]) for value in (*start, *end)))
    (line,) = project_region("world", vertices).project_lines(vertices, rows)
    return line


def test_a_line_over_the_edge_leaves_and_enters_at_the_same_height_on_the_very_edge():
    leaving, entering = line_parts(NAHA, RECIFE)
    assert leaving[-1][0] == pytest.approx(-entering[0][0])
    assert leaving[-1][1] == pytest.approx(entering[0][1])
    half_of_the_equator_m = 17.0e6
    assert abs(leaving[-1][0]) == pytest.approx(half_of_the_equator_m, rel=1e-3)


def test_a_line_over_the_pacific_is_in_one_piece():
    (line,) = line_parts(OSAKA, SAN_FRANCISCO)
    assert np.abs(np.diff(line[:, 0])).max() < 500_000


def test_japan_is_in_the_middle_of_the_map_of_the_earth():
    west, _, east, _ = project_region("world", np.empty((0, 2))).extent
    ((x, _),) = project_region("world", np.empty((0, 2))).project(np.array([OSAKA]))
    assert 0.4 < (x - west) / (east - west) < 0.6
