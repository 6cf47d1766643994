"""Lists beside the repository, where they are there: real, large, as people write them."""

import time

from geodata.readers import open_reader
from tests.support.shared_facts import read_facts, shared_path


def test_the_pairs_of_the_whole_world_are_read_within_seconds():
    path = shared_path("data", "world_pairs.csv")
    began = time.monotonic()
    reading = open_reader(path)
    assert sum(1 for row in reading.rows if row.get("partner") and row.get("municipality_country")) == 25_917
    assert (reading.issues, reading.skipped_rows) == ([], [])
    assert time.monotonic() - began < 5


def test_the_collected_facts_are_read_as_they_are():
    reading = open_reader(shared_path("facts", "partnerships.csv"))
    rows = list(reading.rows)
    assert [row.number for row in rows] == list(range(2, len(read_facts("partnerships")) + 2))
    assert len(rows) >= 1779
    assert (reading.issues, reading.skipped_rows) == ([], [])
    assert reading.column_mappings[0].unused == ()
    assert all(
        row.get("municipality_code") and row.get("municipality") and row.get("partner") for row in rows
    )
