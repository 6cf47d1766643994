"""The embedded store: a dataset in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.features import Collections
from geodata.stores.protocol import Count
from geodata.writers.geojson import GeoJsonWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.dataset import Dataset
    from geodata.facets import Facets
    from geodata.selection import Selection


class EmbeddedStore:
    """Answers from the columns of a whole dataset; its Features are encoded when it is made."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._geojson = GeoJsonWriter(dataset)
        self._collections = Collections(dataset, self._geojson)

    @property
    def version(self) -> str:
        return self._dataset.version

    @property
    def as_of(self) -> str:
        return self._dataset.as_of

    @property
    def ties(self) -> int:
        return len(self._dataset)

    def count(self, selection: Selection) -> Count:
        matches = self._dataset.match(selection)
        return Count(int(np.count_nonzero(matches.mask)), matches.undated_left_out)

    def facets(self, selection: Selection) -> Facets:
        return self._dataset.facets(selection)

    def page(self, selection: Selection) -> list[bytes]:
        return list(self.features(selection))

    def page_after(self, selection: Selection, id_: str, limit: int) -> list[bytes]:
        chosen = self._dataset.select(selection.unpaged())
        ids = chosen.frame["id"].to_numpy(dtype=object)
        order = np.argsort(ids)
        first = np.searchsorted(ids[order], id_, side="right")
        return [self._geojson.features[row] for row in chosen.rows[order[first : first + limit]]]

    def feature(self, id_: str) -> bytes | None:
        row = (table := self._collections.partnerships).row_of(id_)
        return None if row is None else table.features[row]

    def features(self, selection: Selection) -> Iterator[bytes]:
        return (self._geojson.features[row] for row in self._dataset.select(selection).rows)

    def tile(self, selection: Selection, zoom: int, column: int, row: int) -> bytes:
        chosen = self._dataset.select(selection.unpaged()).frame["id"]
        kept = np.isin(self._collections.partnerships.ids, chosen.to_numpy(dtype=object))
        return self._collections.tiles.draw(zoom, column, row, kept)
