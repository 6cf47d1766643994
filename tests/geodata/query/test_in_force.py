"""When a partnership was in force, where its dates are known in part or not at all."""

import pandas as pd
import pytest

from geodata.query.in_force import InForce, PlacesInForce
from geodata.query.interval import parse_interval

PARTNERSHIPS = pd.DataFrame(
    [
        ("active", "1990-05", ""),
        ("active", "", ""),
        ("ended", "1990", "2000-06"),
        ("ended", "1990-05-10", ""),
        ("ended", "", "2000-06-15"),
        ("suspended", "1990-05-10", "1995"),
        ("planned", "1990-05-10", ""),
        ("cancelled", "1990-05-10", "1990-06-01"),
    ],
    columns=["status", "signed", "ended"],
)


@pytest.mark.parametrize(
    ("times", "certain", "undated"),
    [
        ("1990-01-01", [2], [1, 4]),
        ("1990-05-01", [0, 2], [1, 4]),
        ("1990-05-10", [0, 2, 3, 5], [1, 4]),
        ("1990-05-11", [0, 2, 5], [1, 3, 4]),
        ("1980-01-01/1990-12-31", [0, 2, 3, 5], [1, 4]),
        ("2000-06-30", [0, 2, 5], [1, 3]),
        ("2000-07-01/..", [0, 5], [1, 3]),
        ("../1989-12-31", [], [1, 4]),
    ],
)
def test_vague_dates_count_from_their_first_day_to_their_last_and_unknown_ones_are_told_apart(
    times, certain, undated
):
    during, maybe = InForce.of(PARTNERSHIPS).during(parse_interval("datetime", times))
    assert during.nonzero()[0].tolist() == certain
    assert maybe.nonzero()[0].tolist() == undated


def test_a_place_is_undated_only_where_none_of_its_partnerships_is_surely_in_force():
    places = PlacesInForce(InForce.of(PARTNERSHIPS), pd.Index([0, 0, 1, 2, 2, 3, 3, 3]).to_numpy(), 5)
    during, maybe = places.during(parse_interval("datetime", "2000-07-01"))
    assert during.tolist() == [True, False, False, True, False]
    assert maybe.tolist() == [False, False, True, False, False]
