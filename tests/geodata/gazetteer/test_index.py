"""The index of towns on disk: built once, shared, and made again when it isn't whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.paths import ROOT

LOOK_UP = "from geodata import geocode; print(geocode('Perth', country='AU').admin1)"
ANSWER = "Western Australia"


def python(cache: Path, code: str = LOOK_UP) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "always", "-c", code],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(process: subprocess.Popen[str]) -> tuple[str, str]:
    out, warnings = process.communicate(timeout=300)
    assert process.returncode == 0, warnings
    return out.strip(), warnings


def indexes(cache: Path) -> list[Path]:
    return sorted((cache / "shimai").glob("towns-*.sqlite*"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which two processes at once have built the index."""
    folder = tmp_path_factory.mktemp("cache")
    together = [python(folder), python(folder)]
    assert [output(process) for process in together] == [(ANSWER, ""), (ANSWER, "")]
    return folder


def copy_of(cache: Path, folder: Path) -> Path:
    """Copy an index into another cache folder, and return the copy."""
    (built,) = indexes(cache)
    copy = folder / "shimai" / built.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(built.read_bytes())
    return copy


def test_two_processes_at_once_build_one_index_and_leave_nothing_else(cache: Path):
    (built,) = indexes(cache)
    assert built.suffix == ".sqlite"


def test_a_second_process_opens_the_index_and_does_not_build_it_again(cache: Path):
    (built,) = indexes(cache)
    before = built.stat()
    assert output(python(cache)) == (ANSWER, "")
    after = built.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_kill_while_building_leaves_nothing_that_breaks_the_next_process(tmp_path: Path):
    builder = python(tmp_path)
    part = tmp_path / "shimai"
    deadline = time.monotonic() + 120
    while not list(part.glob("*.sqlite-part")):
        assert builder.poll() is None
        assert time.monotonic() < deadline
    builder.send_signal(signal.SIGKILL)
    builder.communicate()
    assert [path.suffix for path in indexes(tmp_path)] != [".sqlite"]
    assert output(python(tmp_path)) == (ANSWER, "")
    assert [path.suffix for path in indexes(tmp_path)] == [".sqlite"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: b"not a database at all" * 1000,
    ],
    ids=["cut off", "other content"],
)
def test_a_damaged_index_is_built_again(cache: Path, tmp_path: Path, damage):
    index = copy_of(cache, tmp_path)
    whole = index.read_bytes()
    index.write_bytes(damage(whole))
    assert output(python(tmp_path)) == (ANSWER, "")
    assert index.stat().st_size == len(whole)


def test_an_index_of_another_version_is_replaced(cache: Path, tmp_path: Path):
    index = copy_of(cache, tmp_path)
    old = index.rename(index.with_name("towns-2.0.0-unicode13.0.0-1.sqlite"))
    assert output(python(tmp_path)) == (ANSWER, "")
    assert indexes(tmp_path) == [index]
    assert not old.exists()


def test_a_cache_folder_that_cannot_be_written_gives_a_warning_and_the_same_answer(tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    found, warnings = output(python(in_the_way))
    assert found == ANSWER
    assert "IndexNotCachedWarning: the index of towns can't be stored in" in warnings
