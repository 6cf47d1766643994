"""Reading and writing the shipped tables, with the places and the list of what has none derived again."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import TableRow
from geodata.maintenance.resolve_places import Unresolved, read_unresolved_claims, resolve_shipped
from geodata.model.shipped import EVENT_COLUMNS, PARTNERSHIP_COLUMNS, SOURCE_COLUMNS
from geodata.stores.encoding import parse_text_tables

_TABLES = ("partnerships.csv", "sources.csv", "places.csv", "events.csv")


def read_shipped(folder: Path) -> TextTables:
    """Return the tables of a folder."""
    return parse_text_tables({name: (folder / name).read_bytes() for name in _TABLES})


def write_shipped(folder: Path, tables: TextTables, claims: Iterable[Unresolved] | None = None) -> None:
    """Write tables into a folder, in the order of the shipped files, and derive places.csv and UNRESOLVED.md.

    `claims` are those without a place; None: those that UNRESOLVED.md lists.
    """
    partnerships = sort_partnerships(table_rows(tables.partnerships))
    events = sorted(table_rows(tables.events), key=lambda row: (row["date"], row["id"]))
    if claims is None:
        claims = read_unresolved_claims((folder / "UNRESOLVED.md").read_text(encoding="utf-8"))
    resolved = resolve_shipped(folder, partnerships, events)
    write_rows(folder / "partnerships.csv", PARTNERSHIP_COLUMNS, partnerships)
    write_rows(folder / "sources.csv", SOURCE_COLUMNS, table_rows(tables.sources))
    write_rows(folder / "events.csv", EVENT_COLUMNS, events)
    (folder / "places.csv").write_text(resolved.format_places(), encoding="utf-8")
    (folder / "UNRESOLVED.md").write_text(resolved.format_unresolved(claims), encoding="utf-8")


def sort_partnerships(rows: Iterable[TableRow]) -> list[TableRow]:
    """Return rows in the order of partnerships.csv: by municipality, country and partner."""
    return sorted(rows, key=lambda row: (row["municipality_code"], row["country"], row["partner"]))


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterable[TableRow]) -> None:
    """Write a shipped table."""
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def table_rows(table: pd.DataFrame) -> list[TableRow]:
    """Return a table as rows."""
    return [{str(column): text for column, text in row.items()} for row in table.to_dict("records")]
