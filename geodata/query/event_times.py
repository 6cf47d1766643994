"""Events in an interval of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from geodata.query.days import days_of

if TYPE_CHECKING:
    import pandas as pd

    from geodata.query.arrays import Days, Mask
    from geodata.query.interval import Interval


@dataclass(frozen=True, slots=True)
class EventTimes:
    """The first and the last day that each event may have been on; every event has a date."""

    first: Days
    last: Days

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Take the dates of a frame of events."""
        ends = frame["date_end"].where(frame["date_end"] != "", frame["date"])
        return cls(days_of(frame["date"])[0], days_of(ends)[1])

    @property
    def earliest(self) -> int | None:
        """The first day of all, or None."""
        return int(self.first.min()) if len(self.first) else None

    def during(self, interval: Interval) -> tuple[Mask, Mask]:
        """Return which events may have been on a day of an interval; none is without a date."""
        within = (self.first <= interval.last) & (self.last >= interval.first)
        return within, np.zeros(len(within), dtype=bool)
