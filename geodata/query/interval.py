"""Intervals as in OGC API: RFC 3339 dates and times, and intervals that may be open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from geodata.query.filters import SelectionError

OPEN: Final = 10**9
"""A day later than all others; -OPEN is earlier than all others."""
ALLOWED_TIMES: Final = (
    "a date (1990-04-01), a time (1990-04-01T00:00:00Z), or an interval of two, .. where it is open: "
    "1990-01-01/1999-12-31, 1990-01-01/.., ../1989-12-31"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Interval:
    """A first and a last day, both included, as days since 1970-01-01; open if -OPEN or OPEN."""

    first: int
    last: int

    @property
    def dates(self) -> tuple[str, str]:
        """Both days as dates (1990-04-01); ".." if open."""
        first, last = (".." if abs(day) == OPEN else _date(day) for day in (self.first, self.last))
        return first, last

    @property
    def whole_year(self) -> int | None:
        """The year, if the interval is exactly one year; else None."""
        first, last = self.dates
        is_year = first.endswith("-01-01") and last.endswith("-12-31") and first[:4] == last[:4]
        return int(first[:4]) if is_year else None


def parse_interval(parameter: str, text: str) -> Interval:
    """Return an instant or an interval. Raises SelectionError for another form, and if last < first."""
    start, slash, end = text.partition("/")
    if not slash:
        day = _day(parameter, text, text)
        return Interval(day, day)
    if {start, end} <= {"", ".."}:
        raise SelectionError(parameter, text, ALLOWED_TIMES)
    first = -OPEN if start in ("", "..") else _day(parameter, start, text)
    last = OPEN if end in ("", "..") else _day(parameter, end, text)
    if first > last:
        raise SelectionError(parameter, text, ALLOWED_TIMES)
    return Interval(first, last)


def parse_day(text: str) -> int | None:
    """Return the day of a date or, in UTC, of a time; None for other texts."""
    try:
        if _DATE.fullmatch(text):
            return datetime.date.fromisoformat(text).toordinal() - _EPOCH
        if _TIME.fullmatch(text):
            time = datetime.datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
            return time.astimezone(datetime.UTC).toordinal() - _EPOCH
    except (ValueError, OverflowError):
        return None
    return None


def _day(parameter: str, text: str, interval_text: str) -> int:
    day = parse_day(text)
    if day is None:
        raise SelectionError(parameter, interval_text, ALLOWED_TIMES)
    return day


def _date(day: int) -> str:
    return datetime.date.fromordinal(day + _EPOCH).isoformat()
