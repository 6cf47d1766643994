"""A disk that is full while a version is published: the old one stays, and nothing is left behind."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.stores.versions import publish
from tests.geodata.stores.publisher import publish_on_a_full_disk
from tests.support.labelled_data import label_of, labelled_tables


@pytest.mark.parametrize("room", [0, 100, 5_000, 8_000])
def test_a_publication_that_does_not_fit_leaves_the_old_version_and_no_rest(tmp_path, processes, room):
    publish(tmp_path, labelled_tables("old"))
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    child = processes.Process(target=publish_on_a_full_disk, args=(tmp_path, "n" * 2_000, room))
    child.start()
    child.join()
    assert child.exitcode == 28
    assert label_of(tmp_path) == "old"
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*")} == before
    publish(tmp_path, labelled_tables("mended"))
    assert label_of(tmp_path) == "mended"


def test_an_import_onto_a_full_disk_says_so_and_changes_nothing(tmp_path):
    publish(tmp_path / "data", labelled_tables("o" * 2_000))
    (tmp_path / "list.csv").write_text("municipality,partner,country\nOsaka,Melbourne,AU\n")

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    command = [sys.executable, "-m", "api.cli", "import", str(tmp_path / "list.csv")]
    done = subprocess.run(
        [*command, "--data", str(tmp_path / "data")],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=fill,
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert label_of(tmp_path / "data") == "o" * 2_000
