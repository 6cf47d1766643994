"""Selections of partnerships: one vocabulary of filters for HTTP, the command line and Python."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, Literal, Self, get_args

from pydantic import field_validator

from geodata.model.dates import FIRST_YEAR, LAST_YEAR
from geodata.model.vocabulary import KINDS, STATUSES
from geodata.query.filters import ALLOWED_FILTERS, Filters, SelectionError, all_of, within

Undated = Literal["include", "exclude", "only"]
MAX_SORT_KEYS: Final = 8
SORTABLE: Final = (
    "id", "kind", "status", "municipality", "municipality_code", "prefecture_code", "partner",
    "partner_admin1", "country", "country_name", "signed", "ended", "as_of", "distance_km",
)  # fmt: skip
_SORTED: Final = "up to 8 columns separated by commas, each once, with - before it to descend: {columns}"
_INTERVAL = re.compile(r"([0-9]{4}|\.\.)/([0-9]{4}|\.\.)")
_INTERVALS: Final = f"an interval of years from {FIRST_YEAR} to {LAST_YEAR}: 1980/1989, 1980/.. or ../1989"

ALLOWED: Final = {
    "country": ALLOWED_FILTERS["country"],
    "status": ", ".join(STATUSES),
    "kind": ", ".join(KINDS),
    "prefecture": ALLOWED_FILTERS["prefecture"],
    "municipality": ALLOWED_FILTERS["municipality"],
    "year": ALLOWED_FILTERS["year"],
    "signed": _INTERVALS,
    "ended": _INTERVALS,
    "undated": ", ".join(get_args(Undated)),
    "q": ALLOWED_FILTERS["q"],
    "bbox": ALLOWED_FILTERS["bbox"],
    "limit": ALLOWED_FILTERS["limit"],
    "offset": ALLOWED_FILTERS["offset"],
    "sortby": _SORTED.format(columns=", ".join(SORTABLE)),
}


class SortKeyError(SelectionError):
    """An unknown column in `sortby`; `columns` are the sortable ones."""

    def __init__(self, value: str, columns: Sequence[str]) -> None:
        super().__init__("sortby", value, _SORTED.format(columns=", ".join(columns)))
        self.columns = tuple(columns)


class Selection(Filters):
    """Filters that a partnership must all pass, those of Filters and its own.

    `year` is the year in which a partnership is in force; `status` then means the status in that year.
    `signed` and `ended` are intervals of years (`1980/1989`, `1980/..`). `undated` None means: include, but
    exclude when a date filter is set.
    """

    ALLOWED: ClassVar[Mapping[str, str]] = ALLOWED
    LISTS: ClassVar[tuple[str, ...]] = (*Filters.LISTS, "status", "kind", "sortby")

    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    signed: str | None = None
    ended: str | None = None
    undated: Undated | None = None
    sortby: tuple[str, ...] = ()

    @field_validator("status")
    @classmethod
    def _known_statuses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("status", values, STATUSES, ALLOWED["status"])

    @field_validator("kind")
    @classmethod
    def _known_kinds(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("kind", values, KINDS, ALLOWED["kind"])

    @field_validator("sortby")
    @classmethod
    def _known_columns(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        names = [value[value[:1] in ("+", "-") :] for value in values]
        for value, name in zip(values, names, strict=True):
            if name not in SORTABLE or names.count(name) > 1:
                raise SortKeyError(value, SORTABLE)
        if len(values) > MAX_SORT_KEYS:
            raise SortKeyError(",".join(values), SORTABLE)
        return values

    @field_validator("signed", "ended")
    @classmethod
    def _interval(cls, value: str | None) -> str | None:
        if value is not None:
            _years(value)
        return value

    @property
    def signed_years(self) -> tuple[int | None, int | None]:
        """The first and last year of `signed`; None if the interval is open."""
        return _years(self.signed) if self.signed else (None, None)

    @property
    def ended_years(self) -> tuple[int | None, int | None]:
        """The first and last year of `ended`; None if the interval is open."""
        return _years(self.ended) if self.ended else (None, None)

    @property
    def has_date_filter(self) -> bool:
        return self.year is not None or self.signed is not None or self.ended is not None

    @property
    def depends_on_signing(self) -> bool:
        """Whether the date of signing decides; it does unless only `ended` is set."""
        return self.ended is None or self.year is not None or self.signed is not None

    @property
    def keeps_undated(self) -> Undated:
        """`undated`, or its default."""
        return self.undated or ("exclude" if self.has_date_filter else "include")

    def unpaged(self) -> Self:
        """Return the same filters without `limit`, `offset` and `sortby`."""
        return self.model_copy(update={"limit": None, "offset": 0, "sortby": ()})


def _years(interval: str) -> tuple[int | None, int | None]:
    match = _INTERVAL.fullmatch(interval)
    if not match:
        raise ValueError
    first, last = (None if end == ".." else within(int(end), FIRST_YEAR, LAST_YEAR) for end in match.groups())
    if (first is None and last is None) or (first is not None and last is not None and first > last):
        raise ValueError
    return first, last
