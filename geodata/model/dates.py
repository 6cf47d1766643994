"""Dates known to the day, the month or the year: EDTF level 0, or "" for unknown."""

import calendar
import re

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FIRST_YEAR = 1800
LAST_YEAR = 2100


class DateError(ValueError):
    """A text that is not an EDTF level 0 date (`1959`, `1959-11`, `1959-11-17`)."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} is not a date of 1800 to 2100: write 1959, 1959-11 or 1959-11-17")
        self.value = value


def parse_date(text: str) -> tuple[int, ...]:
    """Return (year,), (year, month) or (year, month, day); () for the empty text.

    Raises DateError if the text has another form, names a day that does not exist, or a year before 1800 or
    after 2100.
    """
    if not text:
        return ()
    match = _EDTF.fullmatch(text)
    if not match:
        raise DateError(text)
    parts = tuple(int(part) for part in match.groups() if part is not None)
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise DateError(text)
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        raise DateError(text)
    if len(parts) > 2 and not 1 <= parts[2] <= calendar.monthrange(parts[0], parts[1])[1]:
        raise DateError(text)
    return parts


def ends_before_it_begins(signed: str, ended: str) -> bool:
    """Whether an end lies before a beginning, as far as both are known; 1959-11 may end in 1959."""
    return ended[: len(signed)] < signed[: len(ended)]
