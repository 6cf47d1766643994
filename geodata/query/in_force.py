"""Partnerships in force in an interval of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from geodata.model.vocabulary import NEVER_IN_FORCE
from geodata.query.arrays import Days, Mask
from geodata.query.days import days_of
from geodata.query.interval import OPEN, Interval

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class InForce:
    """When each partnership is in force, like the filter `year` but by days.

    A date known to its month or year only counts from its first day, and to its last.
    """

    begun: Days
    latest_begin: Days
    over: Days
    is_ever: Mask
    is_begin_unknown: Mask
    is_end_unknown: Mask

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Take the dates and statuses of a dataset's frame."""
        status = frame["status"].to_numpy(dtype=object)
        has_ended = status == "ended"
        is_undated = (frame["ended"] == "").to_numpy()
        begun, latest_begin = days_of(frame["signed"])
        return cls(
            begun=begun,
            latest_begin=latest_begin,
            over=np.where(has_ended & ~is_undated, days_of(frame["ended"])[1], OPEN),
            is_ever=~np.isin(status, NEVER_IN_FORCE),
            is_begin_unknown=(frame["signed"] == "").to_numpy(),
            is_end_unknown=has_ended & is_undated,
        )

    @property
    def earliest(self) -> int | None:
        """The first known day, or None."""
        known = self.begun[~self.is_begin_unknown]
        return int(known.min()) if len(known) else None

    def during(self, interval: Interval) -> tuple[Mask, Mask]:
        """Return which are in force in an interval, and which may be if their dates were known."""
        begun = self.is_begin_unknown | (self.begun <= interval.last)
        possible = self.is_ever & begun & (self.over >= interval.first)
        undated = self.is_begin_unknown | (self.is_end_unknown & (self.latest_begin < interval.first))
        return possible & ~undated, possible & undated


@dataclass(frozen=True, slots=True)
class PlacesInForce:
    """The same for places: a place is in force while one of its partnerships is.

    places: the index of each partnership's place, from 0; -1 for none. count: number of places.
    """

    partnerships: InForce
    places: npt.NDArray[np.intp]
    count: int

    def during(self, interval: Interval) -> tuple[Mask, Mask]:
        """Return which places have a partnership in force in an interval, and which may have one."""
        certain, undated = (self._with_any(mask) for mask in self.partnerships.during(interval))
        return certain, undated & ~certain

    def _with_any(self, mask: Mask) -> Mask:
        return np.bincount(self.places[mask & (self.places >= 0)], minlength=self.count) > 0
