"""The embedded store: a folder with partnerships.csv, sources.csv and places.csv."""

import hashlib
import io
import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import pandas as pd

from geodata.checks import check_partnerships, check_places, check_sources
from geodata.faults import DataError, DataFault
from geodata.shipped import PARTNERSHIP_COLUMNS, PLACE_COLUMNS, SOURCE_COLUMNS


@dataclass(frozen=True, slots=True)
class Tables:
    """The three tables as text columns (places: `lon`, `lat` as floats), and a version of their bytes."""

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    version: str


def read_folder(folder: Traversable) -> Tables:
    """Read and check the three files.

    Raises DataError with a fault for each cell that breaks the contract, OSError (FileNotFoundError
    for one) for a file that can't be read.
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
    faults = [*check_partnerships(partnerships, sources), *check_sources(sources), *check_places(places)]
    if faults:
        raise DataError(faults)
    places = places.astype({"lon": float, "lat": float})
    return Tables(partnerships, sources.set_index("id"), places.set_index("id"), digest.hexdigest()[:12])


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
    return table[list(columns)]
