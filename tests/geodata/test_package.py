"""The public names of the package, which are imported on first use."""

import subprocess
import sys

import geodata


def test_public_names_are_listed_before_they_are_used():
    code = "import geodata; print(*(set(geodata.__all__) - set(dir(geodata))))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "\n"


def test_every_public_name_can_be_imported():
    for name in geodata.__all__:
        assert getattr(geodata, name) is not None
