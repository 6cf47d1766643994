"""Queryables: the properties by which features are filtered and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from geodata.cql2 import Column, DateColumn, NumberColumn, TextColumn
from geodata.gazetteer.countries import country_codes
from geodata.model.vocabulary import (
    EVENT_KINDS,
    EVENT_STATUSES,
    KINDS,
    LEVELS,
    PRECISIONS,
    PREFECTURES,
    STATUSES,
)

if TYPE_CHECKING:
    from geodata.query.arrays import Mask

    Sort = Literal["text", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Queryable:
    """A property with its type; `values` are all allowed values if they are a closed set.

    period: whether the property is the start or end of a feature's time.
    """

    name: str
    sort: Sort = "text"
    values: tuple[str, ...] = ()
    period: Literal["", "start", "end"] = ""

    def column(self, values: pd.Series, goes_on: Mask) -> Column:
        """Return the values of a frame's column as a filter column."""
        if self.sort == "date":
            return DateColumn.of(values, goes_on if self.period == "end" else None)
        return TextColumn.of(values) if self.sort == "text" else NumberColumn.of(values)

    def plain_values(self, values: pd.Series) -> list[Any]:
        """Return the values for JSON; an unknown one is None."""
        if self.sort == "integer":
            return [None if pd.isna(value) else int(value) for value in values]
        return [value or None for value in values] if self.sort == "date" else values.tolist()


def _texts(*names: str) -> tuple[Queryable, ...]:
    return tuple(Queryable(name) for name in names)


_COUNTRY: Final = Queryable("country", values=tuple(sorted(country_codes())))
PARTNERSHIP: Final = (
    Queryable("id"),
    Queryable("kind", values=KINDS),
    Queryable("status", values=STATUSES),
    *_texts("municipality", "municipality_ja", "municipality_code", "prefecture", "prefecture_ja"),
    Queryable("prefecture_code", values=tuple(PREFECTURES)),
    *_texts("signed_as", "partner", "partner_ja", "partner_admin1"),
    Queryable("partner_level", values=LEVELS),
    _COUNTRY,
    *_texts("country_name", "country_name_ja"),
    Queryable("signed", "date", period="start"),
    Queryable("signed_year", "integer"),
    Queryable("ended", "date", period="end"),
    Queryable("ended_year", "integer"),
    Queryable("as_of", "date"),
    Queryable("distance_km", "number"),
    Queryable("municipality_precision", values=PRECISIONS),
    Queryable("partner_precision", values=PRECISIONS),
    Queryable("note"),
)
_PLACE: Final = (
    *_texts("id", "name", "name_ja"),
    _COUNTRY,
    *_texts("country_name", "country_name_ja", "admin1", "admin1_ja"),
    Queryable("level", values=LEVELS),
    Queryable("precision", values=PRECISIONS),
    Queryable("partnerships", "integer"),
    *(Queryable(status, "integer") for status in STATUSES),
)
MUNICIPALITY: Final = (_PLACE[0], Queryable("code"), *_PLACE[1:])
PARTNER: Final = _PLACE
EVENT: Final = (
    Queryable("id"),
    Queryable("date", "date", period="start"),
    Queryable("date_end", "date", period="end"),
    Queryable("year", "integer"),
    Queryable("kind", values=EVENT_KINDS),
    Queryable("status", values=EVENT_STATUSES),
    *_texts("title", "title_ja", "municipality_codes", "municipalities", "municipalities_ja"),
    *_texts("partnerships", "partners", "countries", "country_names", "country_names_ja"),
    *_texts("place_name", "place_name_ja", "place_country", "venue"),
    Queryable("participants", "integer"),
)
"""Lists are texts with `;` between their values."""
