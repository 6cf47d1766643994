"""The facts from which the shipped data were made: files beside the repository, where they are there."""

import csv
from pathlib import Path

import pytest

from tests.support.paths import ROOT

SHARED = ROOT.parent / "shared"


def shared_path(*names: str) -> Path:
    """Return a path below ../shared; the test is skipped where it is absent."""
    path = SHARED.joinpath(*names)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(names)} is not beside the repository")
    return path


def read_facts(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of facts."""
    with shared_path("facts", f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def read_pair_claims() -> list[dict[str, str]]:
    """Return the claims of partnerships.csv that tell of a partnership: promotions are events."""
    return [claim for claim in read_facts("partnerships") if claim["kind"] != "promotion"]
