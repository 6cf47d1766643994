"""Selections of events as masks over their frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geodata.query.arrays import Mask
    from geodata.query.event_selection import EventSelection

_NAMES = (
    "title", "title_ja", "venue", "place_name", "place_name_ja", "place_admin1", "municipalities",
    "municipalities_ja", "partners", "country_names", "country_names_ja",
)  # fmt: skip


def match_events(frame: gpd.GeoDataFrame, selection: EventSelection) -> Mask:
    """Return which events pass all filters of a selection, before paging."""
    passing = np.ones(len(frame), dtype=bool)
    if selection.country:
        held_there = frame["place_country"].isin(selection.country).to_numpy()
        passing &= held_there | _any_of(frame["countries"], selection.country)
    for column, values in (
        ("prefecture_codes", selection.prefecture),
        ("municipality_codes", selection.municipality),
        ("partnerships", selection.partnership),
    ):
        if values:
            passing &= _any_of(frame[column], values)
    for column, accepted in (("kind", selection.kind), ("status", selection.status)):
        if accepted:
            passing &= frame[column].isin(accepted).to_numpy()
    if selection.year is not None:
        begun = (frame["first_year"] <= selection.year).to_numpy()
        passing &= begun & (frame["last_year"] >= selection.year).to_numpy()
    if selection.bbox is not None:
        passing &= _within(frame, selection.bbox)
    if selection.q:
        words = fold(selection.q).split()
        passing &= np.fromiter(
            (all(word in names for word in words) for names in _folded_names(frame)), bool, len(frame)
        )
    return passing


def _any_of(lists: Iterable[list[str]], values: Iterable[str]) -> Mask:
    wanted = set(values)
    return np.array([not wanted.isdisjoint(each) for each in lists], dtype=bool)


def _within(frame: gpd.GeoDataFrame, bbox: tuple[float, float, float, float]) -> Mask:
    """Return which points lie in a box (west, south, east, north); west > east crosses the antimeridian."""
    west, south, east, north = bbox
    lon, lat = frame.geometry.x.to_numpy(), frame.geometry.y.to_numpy()
    across = (west <= lon) & (lon <= east) if west <= east else (west <= lon) | (lon <= east)
    within: Mask = across & (south <= lat) & (lat <= north)
    return within


def _folded_names(frame: gpd.GeoDataFrame) -> list[str]:
    columns = [
        column if isinstance(column.iloc[0], str) else column.map(" ".join)
        for column in (frame[name] for name in _NAMES)
        if len(column)
    ]
    return [fold(" ".join(names)) for names in zip(*columns, strict=True)]
