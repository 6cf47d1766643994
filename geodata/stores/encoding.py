"""Tables as the bytes of the published files, the same in every store; encoded and parsed."""

import io
import re
from collections.abc import Iterator

import pandas as pd

from geodata.dataset.checks import check_partnerships, check_places, check_sources
from geodata.dataset.event_checks import check_events
from geodata.dataset.tables import Tables, TextTables, empty_events, with_optional_columns
from geodata.model.errors import DataError, ValidationIssue
from geodata.model.shipped import (
    EVENT_COLUMNS,
    OPTIONAL_PARTNERSHIP_COLUMNS,
    PARTNERSHIP_COLUMNS,
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
)
from geodata.stores.digests import digest


def encode_tables(tables: TextTables) -> dict[str, bytes]:
    """Return the content of the files by their names; without events there is no events.csv."""
    contents = {
        "partnerships.csv": _encode_table(
            with_optional_columns(tables.partnerships), (*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS)
        ),
        "sources.csv": _encode_table(tables.sources, SOURCE_COLUMNS),
        "places.csv": _encode_table(tables.places, PLACE_COLUMNS),
    }
    if len(tables.events):
        contents["events.csv"] = _encode_table(tables.events, EVENT_COLUMNS)
    return contents


def parse_tables(contents: dict[str, bytes]) -> Tables:
    """Read and check the content of the files.

    Raises DataError with an issue for each invalid cell.
    """
    tables = parse_text_tables(contents)
    issues = [
        *check_partnerships(tables.partnerships, tables.sources),
        *check_sources(tables.sources),
        *check_places(tables.places),
        *check_events(tables.events, tables),
    ]
    if issues:
        raise DataError(issues)
    places = tables.places[list(PLACE_COLUMNS)].astype({"lon": float, "lat": float})
    return Tables(
        tables.partnerships[[*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS]],
        tables.sources[list(SOURCE_COLUMNS)].set_index("id"),
        places.set_index("id"),
        digest(contents),
        tables.events[list(EVENT_COLUMNS)],
    )


def parse_text_tables(contents: dict[str, bytes]) -> TextTables:
    """Read the content of the files with all columns; without events.csv there are no events.

    Raises DataError for a file that is no table or lacks a column.
    """
    partnerships, sources, places = (
        _read_table(name, contents[name], columns)
        for name, columns in (
            ("partnerships.csv", PARTNERSHIP_COLUMNS),
            ("sources.csv", SOURCE_COLUMNS),
            ("places.csv", PLACE_COLUMNS),
        )
    )
    events = empty_events()
    if "events.csv" in contents:
        events = _read_table("events.csv", contents["events.csv"], EVENT_COLUMNS)
    return TextTables(with_optional_columns(partnerships), sources, places, events)


def require_same(contents: dict[str, bytes], tables: TextTables) -> Tables:
    """Parse and check files. Raises DataError unless every text reads back as it was."""
    written = parse_text_tables(contents)
    pairs = (
        ("partnerships.csv", tables.partnerships, written.partnerships),
        ("sources.csv", tables.sources, written.sources),
        ("places.csv", tables.places, written.places),
        ("events.csv", tables.events, written.events),
    )
    issues = [issue for pair in pairs for issue in _changed(*pair)]
    if issues:
        raise DataError(issues)
    return parse_tables(contents)


def _encode_table(table: pd.DataFrame, first: tuple[str, ...]) -> bytes:
    columns = [column for column in first if column in table.columns]
    columns += [column for column in table.columns if column not in first]
    # CRLF, as RFC 4180 has it: only so does the writer put a lone CR within a cell into quotes.
    return table[columns].to_csv(index=False, lineterminator="\r\n").encode(errors="replace")


def _changed(file: str, given: pd.DataFrame, written: pd.DataFrame) -> Iterator[ValidationIssue]:
    if len(given) != len(written):
        yield ValidationIssue(
            file, 1, "id", "", f"{len(given)} rows were written, {len(written)} can be read back"
        )
        return
    for column in given.columns:
        pairs = zip(given[column].tolist(), written[column].tolist(), strict=True)
        for row, (text, back) in enumerate(pairs):
            if text != back:
                yield ValidationIssue(
                    file, row + 2, str(column), str(text), "this can't be read back; write plain text"
                )


def _read_table(name: str, content: bytes, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(
            io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8", index_col=False
        )
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = re.search(r"(?:line|row) ([0-9]+)", str(error))
        advice = f"not a table of comma-separated values in UTF-8: {str(error).strip()}"
        raise DataError(
            [ValidationIssue(name, int(found[1]) if found else 1, columns[0], "", advice)]
        ) from error
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise DataError(
            [ValidationIssue(name, 1, column, "", "this column is missing; add it") for column in missing]
        )
    return table
