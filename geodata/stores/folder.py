"""The embedded store: a folder with partnerships.csv, sources.csv and places.csv, plain or in versions."""

import io
import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import pandas as pd

from geodata.dataset.checks import check_partnerships, check_places, check_sources
from geodata.model.errors import DataError, DataFault
from geodata.model.shipped import (
    OPTIONAL_PARTNERSHIP_COLUMNS,
    PARTNERSHIP_COLUMNS,
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
)
from geodata.stores.current import read_files
from geodata.stores.digests import digest


@dataclass(frozen=True, slots=True)
class TextTables:
    """The three tables as their files have them: text in every cell, `id` a column like the others."""

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Tables:
    """The three tables as text columns (places: `lon`, `lat` as floats), and a version of their bytes.

    Sources and places are indexed by their ids.
    """

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    version: str


def read_folder(folder: Traversable) -> Tables:
    """Read and check the three files in force.

    Raises DataError with a fault for each cell that breaks the contract, OSError (FileNotFoundError
    for one) for a file that can't be read.
    """
    return parse_tables(read_files(folder))


def parse_tables(contents: dict[str, bytes]) -> Tables:
    """Read and check the content of the three files. Raises DataError as `read_folder` does."""
    tables = parse_text_tables(contents)
    faults = [
        *check_partnerships(tables.partnerships, tables.sources),
        *check_sources(tables.sources),
        *check_places(tables.places),
    ]
    if faults:
        raise DataError(faults)
    places = tables.places[list(PLACE_COLUMNS)].astype({"lon": float, "lat": float})
    return Tables(
        tables.partnerships[[*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS]],
        tables.sources[list(SOURCE_COLUMNS)].set_index("id"),
        places.set_index("id"),
        digest(contents),
    )


def read_text_tables(folder: Traversable) -> TextTables:
    """Read the three files in force with all their columns, to be changed and published again.

    Raises DataError for a file that is no table or lacks a column, OSError for one that can't be read.
    """
    return parse_text_tables(read_files(folder))


def empty_tables() -> TextTables:
    """Return three tables without a row."""
    partnerships = (*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS)
    return TextTables(
        *(
            pd.DataFrame(columns=list(names), dtype=object)
            for names in (partnerships, SOURCE_COLUMNS, PLACE_COLUMNS)
        )
    )


def with_optional_columns(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return partnerships with the columns that a file may leave out, empty where it does."""
    missing = [column for column in OPTIONAL_PARTNERSHIP_COLUMNS if column not in partnerships.columns]
    return partnerships.assign(**dict.fromkeys(missing, ""))


def parse_text_tables(contents: dict[str, bytes]) -> TextTables:
    """Read the content of the three files with all columns. Raises DataError as `read_text_tables` does."""
    partnerships, sources, places = (
        _read_table(name, contents[name], columns)
        for name, columns in (
            ("partnerships.csv", PARTNERSHIP_COLUMNS),
            ("sources.csv", SOURCE_COLUMNS),
            ("places.csv", PLACE_COLUMNS),
        )
    )
    return TextTables(with_optional_columns(partnerships), sources, places)


def _read_table(name: str, content: bytes, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(
            io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8", index_col=False
        )
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = re.search(r"(?:line|row) ([0-9]+)", str(error))
        advice = f"not a table of comma-separated values in UTF-8: {str(error).strip()}"
        raise DataError([DataFault(name, int(found[1]) if found else 1, columns[0], "", advice)]) from error
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise DataError(
            [DataFault(name, 1, column, "", "this column is missing; add it") for column in missing]
        )
    return table
