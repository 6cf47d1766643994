"""Filters that partnerships and events share, parsed from query strings and Python values."""

import math
import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlencode

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from geodata.gazetteer.countries import country_codes
from geodata.gazetteer.jis import jis_table
from geodata.model.dates import FIRST_YEAR, LAST_YEAR
from geodata.model.vocabulary import PREFECTURES
from geodata.text.folding import fold

MAX_Q_LENGTH: Final = 200
MAX_WORDS: Final = 20
MAX_VALUES: Final = 2000
MAX_LIMIT: Final = 10_000
_AS_IT_IS = re.compile(r"[A-Za-z0-9,/._-]*")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

ALLOWED_FILTERS: Final = {
    "country": "ISO 3166-1 alpha-2 codes such as US, CN or TW, separated by commas",
    "prefecture": "JIS X 0401 codes from 01 (Hokkaido) to 47 (Okinawa), separated by commas",
    "municipality": "JIS X 0402 codes such as 27100 (Osaka) or 27000 (Osaka Prefecture), separated by commas",
    "year": f"a year from {FIRST_YEAR} to {LAST_YEAR}",
    "q": f"up to {MAX_WORDS} words with letters or digits, at most {MAX_Q_LENGTH} characters",
    "bbox": "west,south,east,north in degrees, longitudes within -180..180, south <= north within -90..90",
    "limit": f"a whole number from 1 to {MAX_LIMIT}",
    "offset": "a whole number from 0",
}
"""What each filter accepts, in words."""


class SelectionError(ValueError):
    """An unknown parameter, or a value outside its vocabulary.

    `parameter` and `value` are as given, `allowed` says in words what the parameter accepts.
    """

    def __init__(self, parameter: str, value: str, allowed: str) -> None:
        super().__init__(f"{parameter}={value!r} is not allowed. Allowed: {allowed}")
        self.parameter = parameter
        self.value = value
        self.allowed = allowed


class Filters(BaseModel):
    """Filters that a row must all pass; within one list any value will do.

    `country` holds ISO 3166-1 alpha-2 codes, `prefecture` and `municipality` JIS codes, `q` words for the
    names, `bbox` west, south, east, north in degrees (west > east crosses the antimeridian).

    Made directly, it raises pydantic's ValidationError; `parse` and `of` raise SelectionError.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    ALLOWED: ClassVar[Mapping[str, str]] = ALLOWED_FILTERS
    """What each parameter accepts, in words, in the order of a query string."""
    LISTS: ClassVar[tuple[str, ...]] = ("country", "prefecture", "municipality")
    """The parameters that take several values."""

    country: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    year: int | None = None
    q: str = ""
    bbox: tuple[float, float, float, float] | None = None
    limit: int | None = None
    offset: int = 0

    @field_validator("*", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any, info: ValidationInfo) -> Any:
        if info.field_name not in cls.LISTS:
            return value
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, Iterable):
            return values
        parts = [part for one in values for part in (one.split(",") if isinstance(one, str) else [one])]
        return tuple(dict.fromkeys(parts))

    @field_validator("country")
    @classmethod
    def _known_countries(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("country", values, country_codes(), ALLOWED_FILTERS["country"])

    @field_validator("prefecture")
    @classmethod
    def _known_prefectures(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("prefecture", values, PREFECTURES, ALLOWED_FILTERS["prefecture"])

    @field_validator("municipality")
    @classmethod
    def _known_municipalities(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("municipality", values, _municipality_codes(), ALLOWED_FILTERS["municipality"])

    @field_validator("year", "limit", "offset", mode="before")
    @classmethod
    def _whole_number(cls, value: Any) -> Any:
        if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value)):
            raise ValueError
        return value

    @field_validator("year")
    @classmethod
    def _plausible_year(cls, value: int | None) -> int | None:
        return None if value is None else within(value, FIRST_YEAR, LAST_YEAR)

    @field_validator("limit")
    @classmethod
    def _bounded_limit(cls, value: int | None) -> int | None:
        return None if value is None else within(value, 1, MAX_LIMIT)

    @field_validator("offset")
    @classmethod
    def _bounded_offset(cls, value: int) -> int:
        return within(value, 0, 10**9)

    @field_validator("q")
    @classmethod
    def _has_words(cls, value: str) -> str:
        words = fold(value).split()
        if len(value) > MAX_Q_LENGTH or len(words) > MAX_WORDS or (value and not words):
            raise ValueError
        return value

    @field_validator("bbox", mode="before")
    @classmethod
    def _four_numbers(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        edges = value.split(",")
        if not all(_NUMBER.fullmatch(edge) for edge in edges):
            raise ValueError
        return tuple(map(float, edges))

    @model_validator(mode="after")
    def _box_on_earth(self) -> Self:
        if self.bbox is None:
            return self
        west, south, east, north = self.bbox
        on_earth = all(math.isfinite(edge) for edge in self.bbox) and -90 <= south <= north <= 90
        if not (on_earth and -180 <= west <= 180 and -180 <= east <= 180):
            raise SelectionError("bbox", ",".join(map(str, self.bbox)), ALLOWED_FILTERS["bbox"])
        return self

    @classmethod
    def parse(cls, items: Iterable[tuple[str, str]], *, strict: bool = True) -> Self:
        """Return the selection of a query's (name, value) pairs; lists may be repeated or comma-separated.

        Strictly (for data), unknown names and empty values are errors. Otherwise (for pages, whose links and
        forms may contain both) they are ignored.

        Raises SelectionError with the parameter, the value and what is allowed.
        """
        given: dict[str, list[str]] = {}
        for name, value in items:
            if name not in cls.ALLOWED:
                if strict:
                    raise SelectionError(name, value, f"one of the parameters {', '.join(cls.ALLOWED)}")
            elif value or strict:
                given.setdefault(name, []).append(value)
        for name, values in given.items():
            if len(values) > 1 and name not in cls.LISTS and len(set(values)) > 1:
                raise SelectionError(name, ",".join(values), f"one value; {cls.ALLOWED[name]}")
            if strict and "" in values:
                raise SelectionError(name, "", cls.ALLOWED[name])
        return cls.of({name: values if name in cls.LISTS else values[0] for name, values in given.items()})

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Self:
        """Return the selection of Python values by parameter name.

        Raises SelectionError with the parameter, the value and what is allowed.
        """
        for name, value in parameters.items():
            if name not in cls.ALLOWED:
                raise SelectionError(name, str(value), f"one of the parameters {', '.join(cls.ALLOWED)}")
        try:
            return cls(**{name: value for name, value in parameters.items() if value is not None})
        except ValidationError as error:
            refusal = _refusal(error, parameters, cls.ALLOWED)
        # Raised outside of the except block: pydantic's error holds its causes where the garbage collector
        # does not see them; an error chained to it, and the frames of its callers, would never be freed.
        raise refusal

    @property
    def page_slice(self) -> slice:
        """The positions of the rows on the page that `limit` and `offset` name."""
        return slice(self.offset, None if self.limit is None else self.offset + self.limit)

    def parameters(self) -> list[tuple[str, str]]:
        """Return the filters that are set, as (name, value) pairs in a fixed order."""
        pairs = []
        given = self.model_fields_set
        for name in [name for name in self.ALLOWED if name in given]:
            value = getattr(self, name)
            if isinstance(value, tuple) and value:
                pairs.append((name, ",".join([str(one).removesuffix(".0") for one in value])))
            elif not isinstance(value, tuple) and value not in (None, "") and (name, value) != ("offset", 0):
                pairs.append((name, str(value)))
        return pairs

    def query(self) -> str:
        """Return the filters that are set as a query string, identical for equal filters."""
        pairs = self.parameters()
        if _AS_IT_IS.fullmatch("".join([value for _, value in pairs])):
            return "&".join(f"{name}={value}" for name, value in pairs)
        return urlencode(pairs, safe=",/")


@lru_cache
def _municipality_codes() -> frozenset[str]:
    return frozenset(jis_table()) | {f"{code}000" for code in PREFECTURES}


def all_of(
    parameter: str, values: tuple[str, ...], vocabulary: Container[str], allowed: str
) -> tuple[str, ...]:
    """Return the values of a list. Raises SelectionError if one is not of a vocabulary, or for too many."""
    if len(values) > MAX_VALUES:
        raise SelectionError(parameter, f"{len(values)} values", f"at most {MAX_VALUES} values")
    for value in values:
        if value not in vocabulary:
            raise SelectionError(parameter, value, allowed)
    return values


def within(value: int, lowest: int, highest: int) -> int:
    """Return a number. Raises ValueError if it is out of bounds."""
    if not lowest <= value <= highest:
        raise ValueError
    return value


def _refusal(
    error: ValidationError, parameters: Mapping[str, Any], allowed: Mapping[str, str]
) -> SelectionError:
    """Return the SelectionError for the first of pydantic's errors."""
    issue = error.errors()[0]
    cause = issue.get("ctx", {}).get("error")
    if isinstance(cause, SelectionError):
        return cause
    name = str(issue["loc"][0])
    given = parameters[name]
    value = ",".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
    return SelectionError(name, value, allowed[name])
