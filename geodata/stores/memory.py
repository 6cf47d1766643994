"""A store of a dataset in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.features import Collections
from geodata.query.in_force import InForce
from geodata.query.masks import SelectionMatches
from geodata.stores.protocol import SelectionCount
from geodata.writers.geojson import GeoJsonWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.dataset.dataset import Dataset
    from geodata.query.facets import Facets
    from geodata.query.interval import Interval
    from geodata.query.selection import Selection


class MemoryStore:
    """Queries the columns of a dataset; its Features are encoded when the store is made."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._geojson = GeoJsonWriter(dataset)
        self._collections = Collections(dataset, self._geojson)
        self._in_force = InForce.of(dataset.frame)
        self._ids = dataset.frame["id"].to_numpy(dtype=object)

    @property
    def version(self) -> str:
        return self._dataset.version

    @property
    def as_of(self) -> str:
        return self._dataset.as_of

    @property
    def partnership_count(self) -> int:
        return len(self._dataset)

    def count(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        matches = self._match(selection, days)
        return SelectionCount(int(np.count_nonzero(matches.mask)), matches.undated_left_out)

    def count_if_quick(self, selection: Selection, *, days: Interval | None = None) -> SelectionCount:
        return self.count(selection, days=days)

    def facets(self, selection: Selection) -> Facets:
        return self._dataset.facets(selection)

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
        row = (table := self._collections.partnerships).row_of(id_)
        return None if row is None else table.features[row]

    def features(self, selection: Selection) -> Iterator[bytes]:
        return (self._geojson.features[row] for row in self._dataset.select(selection).rows)

    def tile(
        self, selection: Selection, zoom: int, column: int, row: int, *, days: Interval | None = None
    ) -> bytes:
        chosen = self._ids[self._match(selection, days).mask]
        passing = np.isin(self._collections.partnerships.ids, chosen)
        return self._collections.tiles.draw(zoom, column, row, passing)

    def _match(self, selection: Selection, days: Interval | None) -> SelectionMatches:
        if days is None:
            return self._dataset.match(selection)
        whenever = selection.model_copy(update={"year": None, "signed": None, "undated": None})
        others = self._dataset.match(whenever).mask
        certain, undated = self._in_force.during(days)
        return SelectionMatches(others & certain, int(np.count_nonzero(others & undated)))
