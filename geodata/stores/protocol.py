"""What a store answers of one version of the data: the same questions and the same bytes from each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.query.selection import Selection


@dataclass(frozen=True, slots=True)
class Count:
    """How many ties pass a selection's filters, and how many more would, were their dates known to fit."""

    matched: int
    undated_left_out: int


class Store(Protocol):
    """One version of the data, queried where it lies. A Feature is GeoJSON, encoded when it was published.

    days: a tie must be in force on one of them, as OGC API's `datetime` has it; in place of the selection's
    filters of dates.
    """

    @property
    def version(self) -> str:
        """The digest of the data, as that of a Dataset."""

    @property
    def as_of(self) -> str:
        """The newest date of the data's sources, as that of a Dataset."""

    @property
    def ties(self) -> int:
        """How many ties there are."""

    def count(self, selection: Selection, *, days: Interval | None = None) -> Count:
        """Count the ties that pass all filters, before `limit` and `offset`."""

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> Count | None:
        """Return the same, or None where too many ties had to be looked at one by one."""

    def facets(self, selection: Selection) -> Facets:
        """Count each filter's values under all the other filters."""

    def page(self, selection: Selection) -> list[bytes]:
        """Return the Features of a selection, sorted by `sortby`, cut to `offset` and `limit`."""

    def page_after(
        self, selection: Selection, id_: str, limit: int, *, days: Interval | None = None
    ) -> list[bytes]:
        """Return so many Features that pass all filters, by id, from the first after `id_`; "" is none."""

    def feature(self, id_: str) -> bytes | None:
        """Return the Feature of a tie; None where none has the id."""

    def features(self, selection: Selection) -> Iterator[bytes]:
        """Give the same as `page`, one by one; no more than a part of them is held at a time."""

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        """Return a vector tile (WebMercatorQuad) of those that pass all filters; empty where there is none.

        Where it draws a part of those near it, each line's `stands_for` says for about how many.

        zoom: from 0 to 14. column, row: from 0 to 2 ** zoom - 1, from 180° W and from north.
        """
