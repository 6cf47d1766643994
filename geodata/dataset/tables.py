"""The tables of a dataset: partnerships, sources, places and events."""

from dataclasses import dataclass, field

import pandas as pd

from geodata.model.shipped import (
    EVENT_COLUMNS,
    OPTIONAL_PARTNERSHIP_COLUMNS,
    PARTNERSHIP_COLUMNS,
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
)


def empty_events() -> pd.DataFrame:
    """Return a table of events without a row."""
    return pd.DataFrame(columns=list(EVENT_COLUMNS), dtype=object)


@dataclass(frozen=True, slots=True)
class TextTables:
    """The tables as in their files: text in every cell, `id` a column like the others."""

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    events: pd.DataFrame = field(default_factory=empty_events)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as text columns (places: `lon`, `lat` as floats), and a version of their bytes.

    Sources and places are indexed by their ids.
    """

    partnerships: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    version: str
    events: pd.DataFrame = field(default_factory=empty_events)


def empty_tables() -> TextTables:
    """Return tables without a row."""
    partnerships = (*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS)
    return TextTables(
        *(
            pd.DataFrame(columns=list(names), dtype=object)
            for names in (partnerships, SOURCE_COLUMNS, PLACE_COLUMNS)
        )
    )


def with_optional_columns(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return partnerships with the optional columns added, empty where a file leaves them out."""
    missing = [column for column in OPTIONAL_PARTNERSHIP_COLUMNS if column not in partnerships.columns]
    return partnerships.assign(**dict.fromkeys(missing, ""))
