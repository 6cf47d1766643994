"""The columns that filters compare, in a form that is fast to compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Self

import numpy as np
import pandas as pd

from geodata.geometry.intersects import LineIndex
from geodata.model.vocabulary import ACTIVE_BEFORE_END, NEVER_IN_FORCE
from geodata.query.search_text import far_texts, near_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import numpy.typing as npt

    from geodata.query.arrays import Mask

UNKNOWN: Final = np.iinfo(np.int32).max
"""Stands for a year that is not known, or in the future."""


class CodeColumn:
    """A column of texts as numbers: the position of each in the sorted distinct values."""

    def __init__(self, texts: pd.Series[str]) -> None:
        column = pd.Categorical(texts)
        self._values: list[str] = column.categories.tolist()
        self._position = {value: position for position, value in enumerate(self._values)}
        self._codes: npt.NDArray[np.intp] = column.codes.astype(np.intp)

    def replaced(self, rows: Mask, value: str) -> CodeColumn:
        """Return the column with another value in some rows."""
        if not rows.any():
            return self
        texts = np.array(self._values, dtype=object)[self._codes]
        texts[rows] = value
        return CodeColumn(pd.Series(texts))

    def are_any_of(self, values: Iterable[str]) -> Mask:
        """Return which rows have one of some values."""
        positions = [self._position[value] for value in values if value in self._position]
        if len(positions) == 1:
            return np.equal(self._codes, positions[0])
        wanted = np.zeros(len(self._values), dtype=bool)
        wanted[positions] = True
        passing: Mask = wanted[self._codes]
        return passing

    def count(self, passing: Mask) -> dict[str, int]:
        """Return how often each value occurs, most frequent first, then by value; "" is not counted."""
        counts = np.bincount(self._codes[passing], minlength=len(self._values))
        order = np.argsort(-counts, kind="stable")
        pairs = ((self._values[position], int(counts[position])) for position in order.tolist())
        return {value: count for value, count in pairs if value and count}


class DateMasks(NamedTuple):
    """The rows that pass date filters, and those left out for lack of a date; read-only."""

    fitting: Mask
    left_out: Mask


@dataclass(frozen=True, slots=True)
class FilterIndex:
    """The columns that filters compare, all of one length.

    `signed`, `over` and `ended` are years: `over` is the last year in force, `ended` that of the end or the
    suspension. Each is unknown where the matching flag says so; a partnership still in force has the largest
    year as `over` and as `ended`. `prefecture` and `municipality` are "" if the first side is abroad.
    `counts` says which are ever in force, `was_active` which ended or were suspended; `dated` caches the
    masks of date filters.
    """

    country: CodeColumn
    status: CodeColumn
    kind: CodeColumn
    prefecture: CodeColumn
    municipality: CodeColumn
    signed: npt.NDArray[np.int64]
    over: npt.NDArray[np.int64]
    ended: npt.NDArray[np.int64]
    is_signed_unknown: Mask
    is_over_unknown: Mask
    is_ended_unknown: Mask
    was_active: Mask
    counts: Mask
    texts: list[str]
    lines: LineIndex
    dated: dict[object, DateMasks] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame) -> Self:
        """Build the columns from a dataset's frame."""
        has_ended = (frame["status"] == "ended").to_numpy()
        was_active = frame["status"].isin(ACTIVE_BEFORE_END).to_numpy()
        ended_year = frame["ended_year"].fillna(UNKNOWN).to_numpy(dtype=np.int64)
        return cls(
            country=CodeColumn(frame["country"]),
            status=CodeColumn(frame["status"]),
            kind=CodeColumn(frame["kind"]),
            prefecture=CodeColumn(frame["prefecture_code"]),
            municipality=CodeColumn(frame["municipality_code"]),
            signed=frame["signed_year"].fillna(UNKNOWN).to_numpy(dtype=np.int64),
            over=np.where(has_ended, ended_year, UNKNOWN),
            ended=ended_year,
            is_signed_unknown=frame["signed_year"].isna().to_numpy(),
            is_over_unknown=has_ended & frame["ended_year"].isna().to_numpy(),
            is_ended_unknown=was_active & frame["ended_year"].isna().to_numpy(),
            was_active=was_active,
            counts=~frame["status"].isin(NEVER_IN_FORCE).to_numpy(),
            texts=[near + far for near, far in zip(near_texts(frame), far_texts(frame), strict=True)],
            lines=LineIndex(frame.geometry.to_numpy()),
        )

    def __len__(self) -> int:
        return len(self.signed)

    def status_in(self, year: int | None) -> CodeColumn:
        """Return the statuses in a year, today's for None: what ended or was suspended later was active."""
        if year is None:
            return self.status
        later = self.was_active & ~self.is_ended_unknown & (self.ended > year)
        return self.status.replaced(later, "active")

    def intersects(self, bbox: tuple[float, float, float, float]) -> Mask:
        """Return the rows whose lines intersect a box (west, south, east, north); west > east wraps."""
        west, south, east, north = bbox
        if west <= east:
            return self.lines.intersects_box(west, south, east, north)
        return self.lines.intersects_box(west, south, 180, north) | self.lines.intersects_box(
            -180, south, east, north
        )
