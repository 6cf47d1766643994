"""A feature collection: encoded Features with the columns of their filters, sorted by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import orjson
import shapely

from geodata.cql2 import Column, GeometryColumn, evaluate
from geodata.features.page import Page, read_token
from geodata.features.query import FeatureQuery
from geodata.features.queryable import Queryable
from geodata.features.sort_keys import SortRanks
from geodata.geometry.extent import Extents
from geodata.query.arrays import Mask
from geodata.query.filters import SelectionError
from geodata.query.interval import Interval

GEOMETRY = "geometry"


class Timed(Protocol):
    """Knows when features are in force."""

    def during(self, interval: Interval) -> tuple[Mask, Mask]:
        """Return which features are in force in an interval, and which may be if their dates were known."""


@dataclass(frozen=True, slots=True)
class FeatureMatches:
    """The rows that match a query, and how many are left out for lack of a date."""

    mask: Mask
    undated_left_out: int


@dataclass(frozen=True)
class FeatureTable:
    """Features sorted by id; all columns have one row for each feature.

    features: GeoJSON Features, longitude first. encode_swapped: returns them with latitude first. geometries:
    in lon/lat degrees, lines split at the antimeridian.
    """

    name: str
    ids: npt.NDArray[np.object_]
    queryables: tuple[Queryable, ...]
    columns: Mapping[str, Column]
    geometries: npt.NDArray[np.object_]
    features: Sequence[bytes]
    encode_swapped: Callable[[], Sequence[bytes]] = field(repr=False)
    in_force: Timed
    earliest: int | None = None
    """The first day, since 1970-01-01, of the features that have a time of their own."""

    def __len__(self) -> int:
        return len(self.ids)

    def row_of(self, id_: str) -> int | None:
        """Return the row of a feature, or None for an unknown id."""
        row = int(np.searchsorted(self.ids, id_))
        return row if row < len(self) and self.ids[row] == id_ else None

    def match(self, query: FeatureQuery) -> FeatureMatches:
        """Return the rows that pass all filters of a query. Raises SelectionError for invalid ones."""
        passing = np.ones(len(self), dtype=bool)
        if query.box is not None:
            passing &= np.asarray(shapely.intersects(self.geometries, query.box))
        for test in query.equals:
            passing &= test.mask(self.columns[test.name])
        if query.expression is not None:
            columns = {**self.columns, GEOMETRY: GeometryColumn(self.geometries)}
            passing &= evaluate(query.expression, columns, len(self), northing_first=query.northing_first)
        if query.interval is None:
            return FeatureMatches(passing, 0)
        certain, undated = self.in_force.during(query.interval)
        return FeatureMatches(passing & certain, int((passing & undated).sum()))

    def page(self, matches: FeatureMatches, sort_keys: Sequence[str], after: str, limit: int) -> Page:
        """Return up to `limit` matching rows, sorted, that follow the row named by a token; "" is the start.

        A token holds the sort keys and the id of the last row, so that paging continues in other data, too.

        Raises SelectionError for a token of another order.
        """
        keys = (*sort_keys, "id")
        orders = [self._ranks(key).ordered(descending=key.startswith("-")) for key in keys]
        rows = np.flatnonzero(
            matches.mask if not after else matches.mask & self._is_after(after, keys, orders)
        )
        rows = rows[np.lexsort([order[rows] for order in reversed(orders)])]
        shown = rows[:limit]
        last = [self._ranks(key).value_at(int(shown[-1])) for key in keys] if len(rows) > limit else None
        return Page(shown, last)

    def encoded(self, rows: Sequence[int], *, northing_first: bool = False) -> list[bytes]:
        """Return the Features of some rows; with `northing_first` in latitude, longitude."""
        features = self._swapped if northing_first else self.features
        return [features[row] for row in rows]

    def plain_properties(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """Return some properties of each row, without empty or unknown ones."""
        rows = (orjson.loads(feature)["properties"] for feature in self.features)
        return [{name: row[name] for name in names if row[name] not in (None, "")} for row in rows]

    @cached_property
    def extents(self) -> Extents:
        """Bounding boxes of rows."""
        return Extents(self.geometries)

    @cached_property
    def _swapped(self) -> Sequence[bytes]:
        return self.encode_swapped()

    @cached_property
    def _ranked(self) -> dict[str, SortRanks]:
        return {}

    def _ranks(self, key: str) -> SortRanks:
        name = key.lstrip("+-")
        if name not in self._ranked:
            self._ranked[name] = SortRanks.of(self.columns[name])
        return self._ranked[name]

    def _is_after(self, after: str, keys: Sequence[str], orders: Sequence[npt.NDArray[np.float64]]) -> Mask:
        later, same = np.zeros(len(self), dtype=bool), np.ones(len(self), dtype=bool)
        for value, key, order in zip(read_token(after, len(keys)), keys, orders, strict=True):
            try:
                place = self._ranks(key).place_of(value, descending=key.startswith("-"))
            except TypeError:
                raise SelectionError("after", after, "the value in a link to the next page") from None
            later |= same & (order > place)
            same &= order == place
        return later
