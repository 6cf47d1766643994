"""Tables as the bytes that are published, the same in every store, and whether they can be read back."""

from collections.abc import Iterator

import pandas as pd

from geodata.dataset.dataset import Dataset
from geodata.model.errors import DataError, DataFault
from geodata.model.shipped import (
    OPTIONAL_PARTNERSHIP_COLUMNS,
    PARTNERSHIP_COLUMNS,
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
)
from geodata.stores.folder import TextTables, parse_tables, parse_text_tables, with_optional_columns


def encode_tables(tables: TextTables) -> dict[str, bytes]:
    """Return the content of the three files by their names."""
    return {
        "partnerships.csv": _encode_table(
            with_optional_columns(tables.partnerships), (*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS)
        ),
        "sources.csv": _encode_table(tables.sources, SOURCE_COLUMNS),
        "places.csv": _encode_table(tables.places, PLACE_COLUMNS),
    }


def require_same(contents: dict[str, bytes], tables: TextTables) -> Dataset:
    """Return the dataset that files make. Raises DataError unless every text reads back as it was."""
    written = parse_text_tables(contents)
    pairs = (
        ("partnerships.csv", tables.partnerships, written.partnerships),
        ("sources.csv", tables.sources, written.sources),
        ("places.csv", tables.places, written.places),
    )
    faults = [fault for pair in pairs for fault in _changed(*pair)]
    if faults:
        raise DataError(faults)
    return Dataset.of(parse_tables(contents))


def _encode_table(table: pd.DataFrame, first: tuple[str, ...]) -> bytes:
    columns = [column for column in first if column in table.columns]
    columns += [column for column in table.columns if column not in first]
    # CRLF, as RFC 4180 has it: only so does the writer put a lone CR within a cell into quotes.
    return table[columns].to_csv(index=False, lineterminator="\r\n").encode(errors="replace")


def _changed(file: str, given: pd.DataFrame, written: pd.DataFrame) -> Iterator[DataFault]:
    if len(given) != len(written):
        yield DataFault(file, 1, "id", "", f"{len(given)} rows were written, {len(written)} can be read back")
        return
    for column in given.columns:
        pairs = zip(given[column].tolist(), written[column].tolist(), strict=True)
        for row, (text, back) in enumerate(pairs):
            if text != back:
                yield DataFault(
                    file, row + 2, str(column), str(text), "this can't be read back; write plain text"
                )
