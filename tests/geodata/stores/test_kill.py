"""A process that publishes is killed at any moment: what is in force is whole, and the next one goes on."""

import random
import signal
from itertools import count
from pathlib import Path

import pytest

from geodata.stores.versions import publish
from tests.geodata.stores.publisher import publish_until_step, publish_without_end
from tests.support.labelled_data import label_of, labelled_tables

pytestmark = pytest.mark.slow


KILLS = 20
LONGEST_LIFE = 0.4
"""Seconds; some publications long."""


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def left_over(folder: Path) -> set[str]:
    """What no finished publication leaves."""
    hidden = {name for name in entries(folder / "versions") if name.startswith(".")}
    newer = {name for name in entries(folder / "versions") if name > (folder / "CURRENT").read_text().strip()}
    return hidden | newer | entries(folder) - {"CURRENT", "versions", ".lock"}


def test_a_kill_at_any_moment_leaves_a_whole_version_and_the_next_publication_cleans_up(tmp_path, processes):
    moments = random.Random(2026)  # noqa: S311 - to be repeated, not to be secret
    label = 0
    publish(tmp_path, labelled_tables(str(label)))
    for _ in range(KILLS):
        begun = processes.Event()
        child = processes.Process(target=publish_without_end, args=(tmp_path, label + 1, begun))
        child.start()
        assert begun.wait(60)
        child.join(moments.uniform(0, LONGEST_LIFE))
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        found = int(label_of(tmp_path))
        assert found > label
        label = found + 1
        publish(tmp_path, labelled_tables(str(label)))
        assert label_of(tmp_path) == str(label)
        assert left_over(tmp_path) == set()
        assert len(entries(tmp_path / "versions")) <= 3


def test_a_kill_before_each_single_step_on_the_disk_leaves_the_old_version_or_the_new(tmp_path, processes):
    folder = tmp_path.resolve()
    for number in range(3):
        publish(folder, labelled_tables(f"before {number}"))
    seen, left = [], 0
    for step in count(1):
        publish(folder, labelled_tables("old"))
        child = processes.Process(target=publish_until_step, args=(folder, "new", step))
        child.start()
        child.join()
        seen.append(label_of(folder))
        left += bool(left_over(folder))
        publish(folder, labelled_tables(f"after {step}"))
        assert left_over(folder) == set()
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}
    assert len(seen) > 10
    assert left > 5
