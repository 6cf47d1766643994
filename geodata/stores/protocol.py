"""The protocol of stores: queries over one version of the data; every store returns the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.dataset.dataset import Dataset
    from geodata.features import Collections
    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.query.selection import Selection


@dataclass(frozen=True, slots=True)
class SelectionCount:
    """How many partnerships pass a selection's filters, and how many are left out for lack of a date."""

    matched: int
    undated_left_out: int


class NotInMemoryError(Exception):
    """What was requested needs the whole dataset in memory, and the store holds it elsewhere."""

    def __init__(self, partnership_count: int) -> None:
        super().__init__(f"{partnership_count} partnerships are not held in memory")
        self.partnership_count = partnership_count


class Store(Protocol):
    """Queries over one version of the data. Features are GeoJSON, encoded when the version was published.

    days: the partnership must be in force on one of these days (`datetime` of OGC API); replaces the date
    filters of the selection.
    """

    @property
    def version(self) -> str:
        """The digest of the data, as that of a Dataset."""

    @property
    def as_of(self) -> str:
        """The newest date of the data's sources, as that of a Dataset."""

    @property
    def partnership_count(self) -> int:
        """Number of partnerships in the data."""

    @property
    def is_blocking(self) -> bool:
        """Whether a query takes longer than an event loop may wait."""

    @property
    def dataset(self) -> Dataset:
        """The whole dataset. Raises NotInMemoryError where it is not held in memory."""

    @property
    def collections(self) -> Collections | None:
        """The features as tables in memory, for filters of all kinds; None where the store has none."""

    def feature_collection(self, selection: Selection) -> Iterator[bytes]:
        """Give a GeoJSON FeatureCollection in chunks; a store in memory gives one chunk."""

    def feature_lines(self, selection: Selection) -> Iterator[bytes]:
        """Give newline-delimited GeoJSON, a Feature a line, in the same way."""

    def count(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        """Count the partnerships that pass all filters, before `limit` and `offset`."""

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount | None:
        """Return the count, or None if too many rows would have to be read for it."""

    def facets(self, selection: Selection) -> Facets:
        """Count the partnerships for each value of each filter under all other filters."""

    def page(self, selection: Selection) -> list[bytes]:
        """Return the Features of a selection, sorted by `sortby`, cut to `offset` and `limit`."""

    def page_after(
        self, selection: Selection, id_: str, limit: int, *, days: Interval | None = None
    ) -> list[bytes]:
        """Return up to `limit` Features that pass all filters, sorted by id, from the first after `id_`."""

    def feature(self, id_: str) -> bytes | None:
        """Return the Feature of a partnership, or None for an unknown id."""

    def features(self, selection: Selection) -> Iterator[bytes]:
        """Yield the same Features as `page` in batches, so that not all are in memory at once."""

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        """Return a vector tile (WebMercatorQuad) of those that pass all filters; empty where there is none.

        Where it draws a part of those near it, each line's `stands_for` says for about how many.

        zoom: from 0 to 14. column, row: from 0 to 2 ** zoom - 1, from 180° W and from north.
        """
