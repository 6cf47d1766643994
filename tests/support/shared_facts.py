"""The facts from which the shipped data were made: files beside the repository, where they are there."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from geodata.maintenance.resolve_places import read_unresolved_claims
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
    """Return the claims that the shipped data must hold: all of partnerships.csv but the unresolved ones.

    UNRESOLVED.md names a claim by its line in new_claims.csv, which repeats rows of partnerships.csv.
    """
    text = (files("geodata") / "data" / "UNRESOLVED.md").read_text(encoding="utf-8")
    lines = {one.id.rpartition(":")[2] for one in read_unresolved_claims(text)}
    claims = read_facts("partnerships")
    unresolved = [claim for number, claim in enumerate(read_facts("new_claims"), 2) if str(number) in lines]
    return [claim for claim in claims if claim not in unresolved]
