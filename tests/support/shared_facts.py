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


def carried_claims() -> list[dict[str, str]]:
    """Return the claims that the shipped data must hold: all of partnerships.csv but those of new_claims.csv.

    new_claims.csv repeats the rows of partnerships.csv that are not yet carried over.
    """
    claims, pending = read_facts("partnerships"), read_facts("new_claims")
    assert [claim for claim in pending if claim not in claims] == []
    carried = [claim for claim in claims if claim not in pending]
    assert len(carried) == len(claims) - len(pending)
    return carried
