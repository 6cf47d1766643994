"""Selections of events."""

from collections.abc import Mapping
from typing import ClassVar, Final, Self

from pydantic import field_validator

from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES
from geodata.query.filters import ALLOWED_FILTERS, Filters, all_of

ALLOWED_FOR_EVENTS: Final = {
    "country": ALLOWED_FILTERS["country"],
    "status": ", ".join(EVENT_STATUSES),
    "kind": ", ".join(EVENT_KINDS),
    "prefecture": ALLOWED_FILTERS["prefecture"],
    "municipality": ALLOWED_FILTERS["municipality"],
    "partnership": "ids of partnerships, separated by commas",
    "year": ALLOWED_FILTERS["year"],
    "q": ALLOWED_FILTERS["q"],
    "bbox": ALLOWED_FILTERS["bbox"],
    "limit": ALLOWED_FILTERS["limit"],
    "offset": ALLOWED_FILTERS["offset"],
}


class EventSelection(Filters):
    """Filters that an event must all pass: those of Filters and its own.

    `country` is one of the countries that it concerns, or where it was held; `year` a year in which it was;
    `kind` and `status` are words for events, `partnership` holds ids of partnerships.
    """

    ALLOWED: ClassVar[Mapping[str, str]] = ALLOWED_FOR_EVENTS
    LISTS: ClassVar[tuple[str, ...]] = (*Filters.LISTS, "status", "kind", "partnership")

    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    partnership: tuple[str, ...] = ()

    @field_validator("status")
    @classmethod
    def _known_statuses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("status", values, EVENT_STATUSES, ALLOWED_FOR_EVENTS["status"])

    @field_validator("kind")
    @classmethod
    def _known_kinds(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return all_of("kind", values, EVENT_KINDS, ALLOWED_FOR_EVENTS["kind"])

    def unpaged(self) -> Self:
        """Return the same filters without `limit` and `offset`."""
        return self.model_copy(update={"limit": None, "offset": 0})
