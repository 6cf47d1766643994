"""Selections as masks over columns: which rows pass, how many each facet would give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Self

import numpy as np
import shapely

from geodata.facets import Facets
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    from geodata.selection import Selection

    Mask = npt.NDArray[np.bool_]

NEVER_IN_FORCE = ("planned", "cancelled")
_UNKNOWN = np.iinfo(np.int32).max
NEAR_NAMES = (
    "municipality", "municipality_ja", "prefecture", "prefecture_ja", "signed_as", "municipality_admin1",
    "municipality_admin1_ja", "municipality_country_name", "municipality_country_name_ja",
)  # fmt: skip
FAR_NAMES = (
    "partner", "partner_ja", "partner_admin1", "partner_admin1_ja", "country_name", "country_name_ja",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that filters look at, as arrays of one length.

    `signed` and `over` are years: `over` is the last year in force. Either is unknown where the
    matching flag says so; a partnership that goes on has the largest year as `over`. `prefecture` and
    `municipality` are "" where the first side is abroad.
    """

    country: npt.NDArray[np.object_]
    status: npt.NDArray[np.object_]
    kind: npt.NDArray[np.object_]
    prefecture: npt.NDArray[np.object_]
    municipality: npt.NDArray[np.object_]
    signed: npt.NDArray[np.int64]
    over: npt.NDArray[np.int64]
    is_signed_unknown: Mask
    is_over_unknown: Mask
    names: npt.NDArray[np.object_]
    lines: npt.NDArray[np.object_]

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame) -> Self:
        """Take the columns from a dataset's frame."""
        status = frame["status"].to_numpy(dtype=object)
        has_ended = status == "ended"
        ended_year = frame["ended_year"].fillna(_UNKNOWN).to_numpy(dtype=np.int64)
        return cls(
            country=frame["country"].to_numpy(dtype=object),
            status=status,
            kind=frame["kind"].to_numpy(dtype=object),
            prefecture=frame["prefecture_code"].to_numpy(dtype=object),
            municipality=frame["municipality_code"].to_numpy(dtype=object),
            signed=frame["signed_year"].fillna(_UNKNOWN).to_numpy(dtype=np.int64),
            over=np.where(has_ended, ended_year, _UNKNOWN),
            is_signed_unknown=frame["signed_year"].isna().to_numpy(),
            is_over_unknown=has_ended & frame["ended_year"].isna().to_numpy(),
            names=fold_names(frame, NEAR_NAMES + FAR_NAMES),
            lines=frame.geometry.to_numpy(),
        )

    def __len__(self) -> int:
        return len(self.country)


def fold_names(frame: pd.DataFrame, columns: tuple[str, ...]) -> npt.NDArray[np.object_]:
    """Return the names in some columns of each row as they are compared; each name is folded once."""
    folded = {name: fold(name) for column in columns for name in frame[column].unique()}
    rows = zip(*(frame[column].map(folded) for column in columns), strict=True)
    return np.array([" ".join(filter(None, names)) for names in rows], dtype=object)


def select(columns: Columns, selection: Selection) -> Mask:
    """Return which rows pass all filters of a selection (paging aside)."""
    return _all(columns, _filters(columns, selection).values())


def page(frame: pd.DataFrame, rows: npt.NDArray[np.intp], selection: Selection) -> npt.NDArray[np.intp]:
    """Return the row numbers sorted by `sortby` and cut to `offset` and `limit`; unknown values come last."""
    for key in reversed(selection.sortby):
        column = frame[key.lstrip("+-")].iloc[rows].replace("", None)
        order = column.reset_index(drop=True).sort_values(
            ascending=not key.startswith("-"), kind="stable", na_position="last"
        )
        rows = rows[order.index.to_numpy()]
    end = None if selection.limit is None else selection.offset + selection.limit
    return rows[selection.offset : end]


def count_facets(columns: Columns, selection: Selection) -> Facets:
    """Count each filter's values under all the other filters."""
    filters = _filters(columns, selection)

    def under_others(name: str) -> Mask:
        return _all(columns, (mask for other, mask in filters.items() if other != name))

    any_year = filters | _date_filters(columns, selection.model_copy(update={"year": None}))
    undated = _undated(columns, selection)
    left_out = int((undated & under_others("undated") & ~filters["undated"]).sum())
    return Facets(
        total=int(_all(columns, filters.values()).sum()),
        undated_left_out=left_out,
        country=_count(columns.country[under_others("country")]),
        status=_count(columns.status[under_others("status")]),
        kind=_count(columns.kind[under_others("kind")]),
        prefecture=_count(columns.prefecture[under_others("prefecture")]),
        year=_count_years(columns, _all(columns, any_year.values())),
    )


def _all(columns: Columns, masks: Iterable[Mask]) -> Mask:
    return reduce(np.logical_and, masks, np.ones(len(columns), dtype=bool))


def _filters(columns: Columns, selection: Selection) -> dict[str, Mask]:
    """Return a mask a filter that is set, and those of the date filters."""
    filters = {
        name: np.isin(getattr(columns, name), getattr(selection, name))
        for name in ("country", "status", "kind", "prefecture", "municipality")
        if getattr(selection, name)
    }
    if words := fold(selection.q).split():
        filters["q"] = np.array([all(word in text for word in words) for text in columns.names], dtype=bool)
    if selection.bbox:
        filters["bbox"] = _touches(columns.lines, selection.bbox)
    return filters | _date_filters(columns, selection)


def _date_filters(columns: Columns, selection: Selection) -> dict[str, Mask]:
    """Return the masks of all date filters together: what could pass, and what is kept of the undated."""
    possible, certain = _dates(columns, selection)
    undated = _undated(columns, selection)
    kept = {"include": certain | undated, "exclude": certain & ~undated, "only": undated}
    return {"possible": possible, "undated": kept[selection.keeps_undated]}


def _undated(columns: Columns, selection: Selection) -> Mask:
    """Return the rows whose dates don't tell whether they pass the date filters."""
    if selection.year is None:
        return columns.is_signed_unknown
    return columns.is_signed_unknown | (columns.is_over_unknown & (columns.signed < selection.year))


def _dates(columns: Columns, selection: Selection) -> tuple[Mask, Mask]:
    """Return which rows could pass the date filters, were unknown dates to fit, and which surely do."""
    first, last = selection.signed_years
    possible = np.ones(len(columns), dtype=bool)
    certain = np.ones(len(columns), dtype=bool)
    if selection.signed is not None:
        within = (columns.signed >= (first or 0)) & (columns.signed <= (last or _UNKNOWN - 1))
        possible &= within | columns.is_signed_unknown
        certain &= within
    if selection.year is not None:
        counts = ~np.isin(columns.status, NEVER_IN_FORCE)
        begun = columns.signed <= selection.year
        goes_on = columns.over >= selection.year
        possible &= counts & (begun | columns.is_signed_unknown) & goes_on
        certain &= counts & begun & goes_on
    return possible, certain


def _touches(lines: npt.NDArray[np.object_], bbox: tuple[float, float, float, float]) -> Mask:
    west, south, east, north = bbox
    if west <= east:
        return np.asarray(shapely.intersects(lines, shapely.box(west, south, east, north)))
    halves = (shapely.box(west, south, 180, north), shapely.box(-180, south, east, north))
    return np.asarray(shapely.intersects(lines, halves[0]) | shapely.intersects(lines, halves[1]))


def _count(values: npt.NDArray[np.object_]) -> dict[str, int]:
    """Return how often each value occurs, most frequent first, then by value; "" is none."""
    names, counts = np.unique(values[values != ""].astype(str), return_counts=True)
    order = np.lexsort((names, -counts))
    return {str(names[i]): int(counts[i]) for i in order}


def _count_years(columns: Columns, kept: Mask) -> dict[int, int]:
    """Return how many are in force in each year from the first signing to the newest date."""
    dated = kept & ~columns.is_signed_unknown & ~columns.is_over_unknown
    signed_years = columns.signed[~columns.is_signed_unknown]
    if not len(signed_years):
        return {}
    first, last = int(signed_years.min()), int(signed_years.max())
    counts = dated & ~np.isin(columns.status, NEVER_IN_FORCE)
    begun, over = columns.signed[counts], columns.over[counts]
    return {year: int(((begun <= year) & (over >= year)).sum()) for year in range(first, last + 1)}
