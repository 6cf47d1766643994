"""The columns that filters evaluate: text, numbers, dates of any precision, geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.query.arrays import Days, Mask
from geodata.query.days import days_of


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Texts; values in unknown rows have no meaning."""

    values: npt.NDArray[np.object_]
    unknown: Mask

    @classmethod
    def of(cls, texts: pd.Series) -> Self:
        """Make a column of texts that are all known, including the empty text."""
        return cls(texts.to_numpy(dtype=object), np.zeros(len(texts), dtype=bool))

    @classmethod
    def of_known(cls, texts: pd.Series) -> Self:
        """Make a column of texts in which the empty text means unknown."""
        values = texts.to_numpy(dtype=object)
        return cls(values, np.asarray(values == "", dtype=bool))


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Numbers; NaN if unknown."""

    values: npt.NDArray[np.float64]

    @classmethod
    def of(cls, numbers: pd.Series) -> Self:
        """Make a column of numbers of any type; missing ones are unknown."""
        return cls(np.asarray(numbers.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)))


@dataclass(frozen=True, slots=True)
class DateColumn:
    """Dates known to the day, the month or the year, as written and as the first and last day they may mean.

    `goes_on` marks rows without such a date because what would end continues.
    """

    texts: TextColumn
    first: Days
    last: Days
    goes_on: Mask

    @classmethod
    def of(cls, dates: pd.Series, goes_on: Mask | None = None) -> Self:
        """Make a column of EDTF level 0 dates; "" is unknown."""
        texts = TextColumn.of_known(dates)
        first, last = days_of(dates)
        return cls(texts, first, last, np.zeros(len(dates), dtype=bool) if goes_on is None else goes_on)


@dataclass(frozen=True, slots=True)
class GeometryColumn:
    """Shapely geometries in lon/lat degrees."""

    values: npt.NDArray[np.object_]


Column: TypeAlias = TextColumn | NumberColumn | DateColumn | GeometryColumn
