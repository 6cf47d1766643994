"""The events of a dataset, and selections of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from geodata.dataset.event_frame import build_events
from geodata.dataset.tables import empty_tables
from geodata.query.event_masks import event_texts, match_events
from geodata.query.event_selection import EventSelection

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geodata.dataset.tables import Tables
    from geodata.query.arrays import Mask
    from geodata.query.selection import Selection


class Events:
    """A set of events; a selection of it is a smaller Events of the same version.

    `frame` has one row for each event, by date, the oldest first (geometry in lon/lat degrees, as
    `build_events` describes it).
    """

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        self.frame = frame

    @classmethod
    def of(cls, tables: Tables, places: pd.DataFrame) -> Self:
        """Make the events of checked tables."""
        return cls(build_events(tables.events, tables.sources, places))

    @classmethod
    def none(cls) -> Self:
        """Return no events."""
        tables = empty_tables()
        return cls(build_events(tables.events, tables.sources.set_index("id"), tables.places.set_index("id")))

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def _texts(self) -> list[str]:
        return event_texts(self.frame)

    def match(self, selection: EventSelection) -> Mask:
        """Return which events pass all filters of a selection, before paging."""
        return match_events(self.frame, self._texts if selection.q else [], selection)

    def select(self, selection: EventSelection | None = None, **parameters: Any) -> Events:
        """Return the events that pass a selection, given as an object or by its parameters.

        Raises SelectionError for an unknown parameter or value.
        """
        chosen = EventSelection.of(parameters) if selection is None else selection
        return self.take(np.flatnonzero(self.match(chosen))[chosen.page_slice])

    def of_partnerships(self, selection: Selection, ids: frozenset[str]) -> Events:
        """Return the events of a selection of partnerships; `ids` are those that pass it in whatever year.

        Its countries, prefectures, municipalities and year are those of the event itself. Its other filters
        must let a partnership of the event pass; words and a box may also be those of the event.
        """
        places = EventSelection(
            country=selection.country,
            prefecture=selection.prefecture,
            municipality=selection.municipality,
            year=selection.year,
        )
        passing = self.match(places)
        dates = selection.signed or selection.ended or selection.undated
        needs_partnership = bool(selection.status or selection.kind or dates)
        if needs_partnership or selection.q or selection.bbox:
            linked = np.array([bool(ids.intersection(each)) for each in self.frame["partnerships"]], bool)
            if not needs_partnership:
                linked |= self.match(EventSelection(q=selection.q, bbox=selection.bbox))
            passing &= linked
        return self.take(np.flatnonzero(passing))

    def take(self, rows: Any) -> Events:
        """Return the events at some positions."""
        return Events(self.frame.iloc[rows].reset_index(drop=True))

    def newest_first(self) -> Events:
        """Return the same events, the newest first."""
        return self.take(self.frame["date"].argsort(kind="stable").to_numpy()[::-1])
