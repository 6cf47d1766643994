"""Pairs of the whole world, as an encyclopaedia lists them: names and countries alone."""

import csv
import time
from pathlib import Path

import pytest

from tests.geodata.importing.lists import take_files

PAIRS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "world_pairs.csv"


def test_of_the_worlds_pairs_nothing_is_lost_and_most_places_are_found():
    if not PAIRS.exists():
        pytest.skip("data/world_pairs.csv is not beside the repository")
    began = time.monotonic()
    _, outcome = take_files([PAIRS], anywhere=True)
    assert time.monotonic() - began < 60
    assert outcome.read == 25_917
    assert outcome.review_counts.keys() <= {"unknown", "ambiguous"}
    with PAIRS.open(encoding="utf-8", newline="") as table:
        pairs = list(csv.DictReader(table))
    places = {(row["city1"], row["country1"]) for row in pairs}
    places |= {(row["city2"], row["country2"]) for row in pairs}
    open_ = {(problem.value, problem.scope) for problem in outcome.problems}
    assert len(open_) < 0.14 * len(places)
