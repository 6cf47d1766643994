"""Lists as tests write them, and imports as tests look at them."""

from functools import cache
from pathlib import Path

from geodata.dataset.tables import TextTables, empty_tables
from geodata.importing import ImportOptions, Outcome, Problem, import_lists
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_text_tables

HEADER = "自治体名,提携先,国名,州名,提携年月日,種別,状態,備考"


@cache
def shipped() -> TextTables:
    """The data that ship."""
    return read_text_tables(shipped_data())


def take(
    folder: Path, text: str, *, into: TextTables | None = None, name: str = "list.csv", **options
) -> tuple[TextTables, Outcome]:
    """Import a list written as CSV, into nothing unless said; every row must be accounted for."""
    (folder / name).write_text(text, encoding="utf-8")
    return take_files([folder / name], into=into, **options)


def take_files(paths: list[Path], *, into: TextTables | None = None, **options) -> tuple[TextTables, Outcome]:
    """Import files; every row must be accounted for."""
    tables, outcome = import_lists(paths, empty_tables() if into is None else into, ImportOptions(**options))
    assert outcome.read == outcome.published + outcome.merged + outcome.in_review
    return tables, outcome


def partnerships(tables: TextTables) -> list[tuple[str, str, str]]:
    """The partnerships of tables: the municipality's code, the partner, its state and country."""
    return [
        (row.municipality_code, row.partner, f"{row.partner_admin1}, {row.country}")
        for row in tables.partnerships.itertuples()
    ]


def rows(tables: TextTables) -> list[dict[str, str]]:
    """The partnerships of tables as texts."""
    return tables.partnerships.to_dict("records")


def only(outcome: Outcome) -> Problem:
    """The one problem that there is."""
    (problem,) = outcome.problems
    return problem


def candidates(problem: Problem) -> list[str]:
    """The labels of the places that a name may mean."""
    return [candidate.place.label for candidate in problem.candidates]
