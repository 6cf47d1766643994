"""Great circles: long enough, close enough, never across the map."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import geodata
from geodata.geometry.great_circles import WGS84, distance_km, draw_arc, line_between, lines_between

lon = st.floats(-180, 180, allow_nan=False)
lat = st.floats(-85, 85, allow_nan=False)


def parts(line: shapely.Geometry) -> list[np.ndarray]:
    return [shapely.get_coordinates(part) for part in getattr(line, "geoms", [line])]


def test_osaka_to_san_francisco_is_8700_km_and_is_cut_at_the_antimeridian():
    line = line_between(135.50, 34.69, -122.42, 37.77)
    west, east = parts(line)
    assert round(distance_km(135.50, 34.69, -122.42, 37.77), -2) == 8700
    assert (west[-1][0], east[0][0]) == (180, -180)
    assert west[-1][1] == pytest.approx(east[0][1])


def test_a_drawn_line_over_the_pacific_goes_on_beyond_180_degrees():
    arc = draw_arc(135.50, 34.69, -122.42, 37.77)
    assert arc[0].tolist() == [135.50, 34.69]
    assert arc[-1].tolist() == pytest.approx([237.58, 37.77])


@given(lon, lat, lon, lat)
def test_lines_begin_and_end_at_their_points_and_step_at_most_200_km(lon1, lat1, lon2, lat2):
    arc = draw_arc(lon1, lat1, lon2, lat2)
    steps = WGS84.inv(arc[:-1, 0], arc[:-1, 1], arc[1:, 0], arc[1:, 1])[2] / 1000
    assert steps.max() <= 200.001
    assert (arc[0, 1], arc[-1, 1]) == (lat1, lat2)
    assert abs((arc[-1, 0] - lon2 + 180) % 360 - 180) < 1e-9


@given(lon, lat, lon, lat)
def test_lines_as_data_are_as_long_as_the_geodesic_and_stay_on_the_map(lon1, lat1, lon2, lat2):
    line = line_between(lon1, lat1, lon2, lat2)
    length = sum(WGS84.line_length(part[:, 0], part[:, 1]) for part in parts(line)) / 1000
    assert length == pytest.approx(distance_km(lon1, lat1, lon2, lat2), rel=1e-3, abs=1e-6)
    for part in parts(line):
        assert part[:, 0].min() >= -180
        assert part[:, 0].max() <= 180


@given(st.floats(122, 154), st.floats(24, 46), lon, st.floats(-60, 70))
def test_no_segment_of_a_line_from_japan_jumps_across_the_map(lon1, lat1, lon2, lat2):
    for part in parts(line_between(lon1, lat1, lon2, lat2)):
        across = np.abs(np.diff(part[:, 0]))
        assert (across < 180).all()


def test_places_that_coincide_give_a_line_of_two_equal_vertices():
    line = line_between(139.7, 35.7, 139.7, 35.7)
    assert shapely.get_coordinates(line).tolist() == [[139.7, 35.7], [139.7, 35.7]]
    assert distance_km(139.7, 35.7, 139.7, 35.7) == 0


def test_nearly_antipodal_places_give_half_a_great_circle():
    line = line_between(139.7, 35.7, -40.3, -35.69)
    length = sum(WGS84.line_length(part[:, 0], part[:, 1]) for part in parts(line)) / 1000
    assert 20_000 < length < 20_010


def test_the_shipped_lines_are_those_that_are_drawn_one_by_one():
    dataset = geodata.load()
    places = dataset.places[["lon", "lat"]]
    near, far = places.loc[dataset.frame["municipality_place"]], places.loc[dataset.frame["partner_place"]]
    pairs = list(zip(near.to_numpy(), far.to_numpy(), dataset.frame.geometry, strict=True))
    assert max(apart(line_between(*one, *other), line) for one, other, line in pairs) < 1e-9
    uncut = [pair for pair in pairs if isinstance(pair[2], shapely.LineString)]
    assert len(uncut) > 900
    assert all((line.coords[0], line.coords[-1]) == (tuple(one), tuple(other)) for one, other, line in uncut)


ALONG = (13.0, 8.12584, 3.25052, 0.0)


@pytest.mark.parametrize("end", [180.0, -180.0, 179.99999999999997, -179.99999999999997])
@pytest.mark.parametrize(
    ("begin", "edge"), [(180.0, 180), (-180.0, -180), (179.99999999999997, 180), (-179.99999999999997, -180)]
)
def test_a_line_along_the_antimeridian_stays_on_the_side_of_its_first_point(begin, end, edge):
    line = line_between(begin, 13, end, 0)
    (vertices,) = parts(line)
    assert vertices[:, 0].tolist() == [edge] * 9
    assert vertices[[0, 3, 6, 8], 1].tolist() == pytest.approx(ALONG, abs=1e-5)


@pytest.mark.parametrize("edge", [180.0, -180.0, 179.99999999999997, -179.99999999999997])
@pytest.mark.parametrize(
    ("beside", "expected"),
    [(179.0, [[179.0, 10.0], [180.0, 10.0]]), (-179.0, [[-179.0, 10.0], [-180.0, 10.0]])],
)
def test_a_line_that_begins_or_ends_on_the_antimeridian_is_not_cut(edge, beside, expected):
    assert shapely.get_coordinates(line_between(beside, 10, edge, 10)).tolist() == expected
    assert shapely.get_coordinates(line_between(edge, 10, beside, 10)).tolist() == expected[::-1]


def test_a_line_over_the_antimeridian_is_cut_where_the_great_circle_crosses_it():
    west, east = parts(line_between(179.5, 10, -179.5, 10))
    assert west.tolist() == [[179.5, 10], [180, 10.0003731]]
    assert east.tolist() == [[-180, 10.0003731], [-179.5, 10]]


def test_a_line_with_a_vertex_on_the_antimeridian_is_cut_at_that_vertex():
    west, east = parts(line_between(179, 10, -179, 10))
    assert west.tolist() == [[179, 10], [180, pytest.approx(10.0015023, abs=1e-7)]]
    assert east.tolist() == [[-180, west[1, 1]], [-179, 10]]


on_the_antimeridian = st.sampled_from([180.0, -180.0, 179.99999999999997, -179.99999999999997])
longitudes = lon | on_the_antimeridian


@given(st.lists(st.tuples(longitudes, lat, longitudes, lat), max_size=8))
@settings(deadline=None)
def test_lines_as_data_are_the_drawn_arcs_cut_at_most_once(pairs):
    lines, lengths = lines_between(*np.array(pairs, dtype=float).reshape(-1, 4).T)
    for pair, line in zip(pairs, lines, strict=True):
        both, arc = parts(line), draw_arc(*pair)
        assert len(both) <= 2
        if len(both) == 2:
            end, start = both[0][-1], both[1][0]
            assert (abs(end[0]), start.tolist()) == (180, [-end[0], end[1]])
            is_added = len(both[0]) + len(both[1]) == len(arc) + 2
            both = [both[0][:-1] if is_added else both[0], both[1][1:]]
        vertices = np.concatenate(both)
        assert vertices[:, 1].tolist() == pytest.approx(arc[:, 1], abs=1e-9)
        around = np.abs(vertices[:, 0] - arc[:, 0]) % 360
        # Near a pole, a degree of longitude is short, and rounding moves vertices by more of them.
        assert (np.minimum(around, 360 - around) * np.cos(np.radians(arc[:, 1]))).max() < 1e-8
    assert lengths.tolist() == pytest.approx([distance_km(*pair) for pair in pairs])


def apart(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Return by how many degrees two lines differ; infinity where they are cut or stepped otherwise."""
    if [len(part) for part in parts(one)] != [len(part) for part in parts(other)]:
        return float("inf")
    return float(np.abs(shapely.get_coordinates(one) - shapely.get_coordinates(other)).max())
