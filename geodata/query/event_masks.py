"""Selections of events as masks over their frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.query.search_query import SearchQuery
from geodata.query.search_text import event_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geodata.query.arrays import Mask
    from geodata.query.event_selection import EventSelection


def event_texts(frame: gpd.GeoDataFrame) -> list[str]:
    """Return the text of each event in which words are searched."""
    return [event_text(event) for event in frame.drop(columns="geometry").to_dict("records")]


def match_events(frame: gpd.GeoDataFrame, texts: list[str], selection: EventSelection) -> Mask:
    """Return which events pass all filters of a selection, before paging.

    texts: those of `event_texts`; needed for words only.
    """
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
        passing &= SearchQuery.parse(selection.q).match(texts)
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
