"""The dataset: partnerships as a GeoDataFrame, their places and events, and selections of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import geopandas as gpd
import numpy as np

from geodata.dataset.events import Events
from geodata.dataset.frame import build_frame, build_places
from geodata.query import masks
from geodata.query.filter_index import FilterIndex
from geodata.query.selection import Selection

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from geodata.dataset.tables import Tables
    from geodata.query.facets import Facets


class Dataset:
    """A set of partnerships; a selection of it is a smaller Dataset of the same version.

    `frame` has one row for each partnership (geometry in lon/lat degrees), `places` the points by place id,
    `version` is a short digest of the data, `as_of` the newest date of its sources.
    """

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        places: pd.DataFrame,
        version: str,
        rows: npt.NDArray[np.intp] | None = None,
        events: Events | None = None,
        selected_from: tuple[Dataset, Selection] | None = None,
    ) -> None:
        self._full_frame = frame
        self.places = places
        self.version = version
        self._events = Events.none() if events is None else events
        self._selected_from = selected_from
        self.rows = np.arange(len(frame)) if rows is None else rows
        """Positions of the partnerships in the full dataset, in order."""

    @classmethod
    def of(cls, tables: Tables) -> Self:
        """Make a dataset of tables. Raises DataError for a partnership or an event without its places."""
        places = build_places(tables.places)
        return cls(build_frame(tables, places), places, tables.version, events=Events.of(tables, places))

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        if len(self.rows) == len(self._full_frame) and (np.diff(self.rows) == 1).all():
            return self._full_frame
        return self._full_frame.iloc[self.rows].reset_index(drop=True)

    @cached_property
    def events(self) -> Events:
        """The events: of a selection, those that Events.of_partnerships describes."""
        if self._selected_from is None:
            return self._events
        selected, selection = self._selected_from
        passing = selected.match(selection.model_copy(update={"year": None})).mask
        return selected.events.of_partnerships(selection, frozenset(selected.frame["id"][passing]))

    @cached_property
    def as_of(self) -> str:
        return max((as_of for as_of in self._full_frame["as_of"] if as_of), default="")

    @cached_property
    def _columns(self) -> FilterIndex:
        return FilterIndex.of(self.frame)

    def __len__(self) -> int:
        return len(self.rows)

    def select(self, selection: Selection | None = None, **parameters: Any) -> Dataset:
        """Return the partnerships that pass a selection, given as an object or by its parameters.

        Raises SelectionError for an unknown parameter or value, TypeError if both forms are given.
        """
        chosen = _resolve_selection(selection, parameters)
        return self.take(self.match(chosen), chosen)

    def match(self, selection: Selection) -> masks.SelectionMatches:
        """Return which partnerships pass the filters of a selection, in the order of the frame."""
        return masks.match(self._columns, selection)

    def take(self, matches: masks.SelectionMatches, selection: Selection) -> Dataset:
        """Return the matches on the page of a selection (`limit`, `offset`), in its order."""
        rows = masks.page(self.frame, matches.mask.nonzero()[0], selection)
        return Dataset(
            self._full_frame, self.places, self.version, self.rows[rows], self._events, (self, selection)
        )

    def facets(self, selection: Selection | None = None, **parameters: Any) -> Facets:
        """Count the values of each filter under all other filters of a selection.

        Raises SelectionError for an unknown parameter or value, TypeError if both forms are given.
        """
        return masks.count_facets(self._columns, _resolve_selection(selection, parameters))


def _resolve_selection(selection: Selection | None, parameters: dict[str, Any]) -> Selection:
    if selection is None:
        return Selection.of(parameters)
    if not isinstance(selection, Selection):
        raise TypeError(f"give a Selection, or its parameters by name, not {selection!r}")
    if parameters:
        raise TypeError("give a Selection or parameters by name, not both")
    return selection
