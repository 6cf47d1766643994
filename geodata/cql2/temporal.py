"""Temporal operators: instants and intervals whose ends may be known to the month or year only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from geodata.cql2.columns import DateColumn
from geodata.cql2.ternary import TernaryMask
from geodata.query.arrays import Days, Mask
from geodata.query.interval import OPEN


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, each between a first and a last one; unknown ones may be any."""

    first: Days
    last: Days
    unknown: Mask

    @classmethod
    def at(cls, day: int) -> Moment:
        """Return one day for all rows."""
        one = np.array([day], dtype=np.int64)
        return cls(one, one, np.array([False]))

    @classmethod
    def of(cls, column: DateColumn) -> Moment:
        """Return the dates of a column."""
        return cls(column.first, column.last, column.texts.unknown)

    @classmethod
    def ending(cls, column: DateColumn) -> Moment:
        """Return the dates of a column as ends of intervals: open if the partnership is still in force."""
        first, last = (np.where(column.goes_on, OPEN, days) for days in (column.first, column.last))
        return cls(first, last, column.texts.unknown & ~column.goes_on)

    def is_before(self, other: Moment) -> TernaryMask:
        """Whether one is earlier than another."""
        unknown = self.unknown | other.unknown
        return TernaryMask((self.last < other.first) & ~unknown, (self.first >= other.last) & ~unknown)

    def is_same(self, other: Moment) -> TernaryMask:
        """Whether two are the same day."""
        unknown = self.unknown | other.unknown
        same = (self.first == other.last) & (self.last == other.first)
        apart = (self.last < other.first) | (other.last < self.first)
        return TernaryMask(same & ~unknown, apart & ~unknown)


@dataclass(frozen=True, slots=True)
class Span:
    """An interval between two moments; an instant is a span with equal ends."""

    start: Moment
    end: Moment

    @property
    def is_instant(self) -> bool:
        return self.start is self.end


def _before(one: Moment, other: Moment) -> TernaryMask:
    return one.is_before(other)


def _same(one: Moment, other: Moment) -> TernaryMask:
    return one.is_same(other)


RELATIONS: Final[Mapping[str, Callable[[Span, Span], TernaryMask]]] = {
    "t_after": lambda a, b: _before(b.end, a.start),
    "t_before": lambda a, b: _before(a.end, b.start),
    "t_contains": lambda a, b: _before(a.start, b.start) & _before(b.end, a.end),
    "t_disjoint": lambda a, b: _before(a.end, b.start) | _before(b.end, a.start),
    "t_during": lambda a, b: _before(b.start, a.start) & _before(a.end, b.end),
    "t_equals": lambda a, b: _same(a.start, b.start) & _same(a.end, b.end),
    "t_finishedby": lambda a, b: _before(a.start, b.start) & _same(a.end, b.end),
    "t_finishes": lambda a, b: _before(b.start, a.start) & _same(a.end, b.end),
    "t_intersects": lambda a, b: ~_before(a.end, b.start) & ~_before(b.end, a.start),
    "t_meets": lambda a, b: _same(a.end, b.start),
    "t_metby": lambda a, b: _same(a.start, b.end),
    "t_overlappedby": lambda a, b: (
        _before(b.start, a.start) & _before(a.start, b.end) & _before(b.end, a.end)
    ),
    "t_overlaps": lambda a, b: _before(a.start, b.start) & _before(b.start, a.end) & _before(a.end, b.end),
    "t_startedby": lambda a, b: _same(a.start, b.start) & _before(b.end, a.end),
    "t_starts": lambda a, b: _same(a.start, b.start) & _before(a.end, b.end),
}
"""CQL2's temporal relations (Allen's interval algebra, and instants) by their names in lower case."""

OF_INSTANTS_TOO: Final = ("t_after", "t_before", "t_disjoint", "t_equals", "t_intersects")
"""Relations that accept instants; all others need intervals."""
