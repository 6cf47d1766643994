"""A store of a dataset in memory."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.features import Collections
from geodata.query.in_force import InForce
from geodata.query.masks import SelectionMatches
from geodata.stores.protocol import SelectionCount
from geodata.writers.export import Export
from geodata.writers.geojson import GeoJsonWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from geodata.dataset.dataset import Dataset
    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.query.selection import Selection

MAX_ON_EVENT_LOOP: Final = 5_000
"""Partnerships that are filtered and joined in less time than handing the work to a thread takes."""


class MemoryStore:
    """Queries the columns of a dataset; its Features are encoded when the store is made."""

    def __init__(self, dataset: Dataset) -> None:
        dataset.facets()  # Builds the columns that filters compare now, not in the first request.
        self.dataset = dataset
        self._geojson = GeoJsonWriter(dataset)
        self.collections = Collections(dataset, self._geojson)

    @property
    def version(self) -> str:
        return self.dataset.version

    @property
    def as_of(self) -> str:
        return self.dataset.as_of

    @property
    def partnership_count(self) -> int:
        return len(self.dataset)

    @property
    def is_blocking(self) -> bool:
        return len(self.dataset) > MAX_ON_EVENT_LOOP

    @cached_property
    def _in_force(self) -> InForce:
        return InForce.of(self.dataset.frame)

    @cached_property
    def _ids(self) -> npt.NDArray[np.object_]:
        return self.dataset.frame["id"].to_numpy(dtype=object)

    def feature_collection(self, selection: Selection) -> Iterator[bytes]:
        return iter((self._geojson.feature_collection(Export.of(self.dataset, selection)),))

    def feature_lines(self, selection: Selection) -> Iterator[bytes]:
        return iter((self._geojson.feature_lines(Export.of(self.dataset, selection)),))

    def count(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        matches = self._match(selection, days)
        return SelectionCount(int(np.count_nonzero(matches.mask)), matches.undated_left_out)

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        return self.count(selection, days=days)

    def facets(self, selection: Selection) -> Facets:
        return self.dataset.facets(selection)

    def page(self, selection: Selection) -> list[bytes]:
        return list(self.features(selection))

    def page_after(
        self, selection: Selection, id_: str, limit: int, *, days: Interval | None = None
    ) -> list[bytes]:
        rows = np.flatnonzero(self._match(selection, days).mask)
        rows = rows[np.argsort(self._ids[rows])]
        first = np.searchsorted(self._ids[rows], id_, side="right")
        return [self._geojson.features[row] for row in rows[first : first + limit]]

    def feature(self, id_: str) -> bytes | None:
        row = (table := self.collections.partnerships).row_of(id_)
        return None if row is None else table.features[row]

    def features(self, selection: Selection) -> Iterator[bytes]:
        return (self._geojson.features[row] for row in self.dataset.select(selection).rows)

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        chosen = self._ids[self._match(selection, days).mask]
        passing = np.isin(self.collections.partnerships.ids, chosen)
        return self.collections.tiles.draw(zoom, column, row, passing)

    def _match(self, selection: Selection, days: Interval | None) -> SelectionMatches:
        if days is None:
            return self.dataset.match(selection)
        whenever = selection.model_copy(update={"year": None, "signed": None, "ended": None, "undated": None})
        others = self.dataset.match(whenever).mask
        certain, undated = self._in_force.during(days)
        return SelectionMatches(others & certain, int(np.count_nonzero(others & undated)))
