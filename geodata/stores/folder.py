"""The embedded store: a folder with partnerships.csv, sources.csv and places.csv."""

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
import pandas as pd

from geodata.dates import DateError, parse_date
from geodata.shipped import PARTNERSHIP_COLUMNS, PLACE_COLUMNS, SOURCE_COLUMNS
from geodata.vocabulary import KINDS, LEVELS, PRECISIONS, STATUSES


@dataclass(frozen=True, slots=True)
class DataFault:
    """What is wrong with one cell, and what to do; `row` counts from 1, the header is row 1."""

    file: str
    row: int
    column: str
    value: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column}: {self.value!r}: {self.advice}"


class DataError(ValueError):
    """A dataset that can't be read; `faults` names every cell that is wrong."""

    def __init__(self, faults: list[DataFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Tables:
    """The three tables as text columns (places: `lon`, `lat` as floats), and a version of their bytes."""

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    version: str


def read_folder(folder: Traversable) -> Tables:
    """Read and check the three files.

    Raises DataError with a fault for each cell that breaks the contract, FileNotFoundError for a
    missing file.
    """
    digest = hashlib.sha256()
    tables = {}
    for name, columns in (
        ("partnerships.csv", PARTNERSHIP_COLUMNS),
        ("sources.csv", SOURCE_COLUMNS),
        ("places.csv", PLACE_COLUMNS),
    ):
        content = (folder / name).read_bytes()
        digest.update(content)
        tables[name] = _read_table(name, content, columns)
    partnerships, sources, places = tables.values()
    faults = [*_check_partnerships(partnerships, sources), *_check_places(places)]
    if faults:
        raise DataError(faults)
    places = places.astype({"lon": float, "lat": float})
    return Tables(partnerships, sources.set_index("id"), places.set_index("id"), digest.hexdigest()[:12])


def _read_table(name: str, content: bytes, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        advice = f"not a table of comma-separated values in UTF-8 ({error})"
        raise DataError([DataFault(name, 1, columns[0], "", advice)]) from error
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise DataError(
            [DataFault(name, 1, column, "", "this column is missing; add it") for column in missing]
        )
    return table[list(columns)]


def _check_partnerships(table: pd.DataFrame, sources: pd.DataFrame) -> Iterable[DataFault]:
    name = "partnerships.csv"
    yield from _outside(name, table, "kind", KINDS)
    yield from _outside(name, table, "status", STATUSES)
    yield from _outside(name, table, "partner_level", LEVELS)
    yield from _where(
        name, table, "municipality_code", ~table["municipality_code"].str.fullmatch(r"\d{5}"), "5 digits"
    )
    yield from _where(
        name, table, "country", ~table["country"].str.fullmatch("[A-Z]{2}"), "write an alpha-2 code"
    )
    for column in ("signed", "ended", "as_of"):
        wrong = table[column].map(_fails(parse_date)).astype(bool)
        yield from _where(name, table, column, wrong, "write 1959, 1959-11 or 1959-11-17, or nothing")
    yield from _repeated(name, table, "id")
    known = set(sources["id"])
    unsourced = [not ids or not set(ids.split(";")) <= known for ids in table["sources"]]
    yield from _where(
        name, table, "sources", pd.Series(unsourced, index=table.index), "name rows of sources.csv"
    )
    yield from _repeated("sources.csv", sources, "id")


def _check_places(table: pd.DataFrame) -> Iterable[DataFault]:
    name = "places.csv"
    yield from _outside(name, table, "level", LEVELS)
    yield from _outside(name, table, "precision", PRECISIONS)
    yield from _repeated(name, table, "id")
    for column, limit in (("lon", 180), ("lat", 90)):
        numbers = pd.to_numeric(table[column], errors="coerce")
        yield from _where(name, table, column, ~(numbers.abs() <= limit), f"degrees within -{limit}..{limit}")


def _outside(name: str, table: pd.DataFrame, column: str, words: tuple[str, ...]) -> Iterable[DataFault]:
    return _where(name, table, column, ~table[column].isin(words), f"write one of {', '.join(words)}")


def _repeated(name: str, table: pd.DataFrame, column: str) -> Iterable[DataFault]:
    wrong = table[column].duplicated() | (table[column] == "")
    return _where(name, table, column, wrong, "give every row an id of its own")


def _where(name: str, table: pd.DataFrame, column: str, wrong: pd.Series, advice: str) -> Iterable[DataFault]:
    for row in np.flatnonzero(wrong):
        yield DataFault(name, int(row) + 2, column, str(table[column].iloc[row]), advice)


def _fails(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def fails(text: str) -> bool:
        try:
            parse(text)
        except DateError:
            return True
        return False

    return fails
