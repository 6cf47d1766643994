"""Selections as masks over columns, and the counts of facets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.query.facets import Facets
from geodata.query.filter_index import UNKNOWN, DateMasks
from geodata.query.search_query import SearchQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import numpy.typing as npt

    from geodata.query.arrays import Mask
    from geodata.query.filter_index import FilterIndex
    from geodata.query.selection import Selection

_REMEMBERED: Final = 64
_LISTS: Final = ("country", "kind", "prefecture", "municipality")


@dataclass(frozen=True, slots=True)
class SelectionMatches:
    """The rows that pass all filters, and how many are left out for lack of a date."""

    mask: Mask
    undated_left_out: int


def match(columns: FilterIndex, selection: Selection) -> SelectionMatches:
    """Return which rows pass all filters of a selection, before paging."""
    others = _all(columns, _plain_filters(columns, selection).values())
    if not selection.has_date_filter and selection.keeps_undated == "include":
        return SelectionMatches(others, 0)
    dates = _date_filters(columns, selection)
    return SelectionMatches(others & dates.fitting, int(np.count_nonzero(others & dates.left_out)))


def page(frame: gpd.GeoDataFrame, rows: npt.NDArray[np.intp], selection: Selection) -> npt.NDArray[np.intp]:
    """Return row numbers sorted by `sortby` and cut to `offset` and `limit`; unknown values come last."""
    for key in reversed(selection.sortby):
        column = frame[key.lstrip("+-")].iloc[rows].replace("", None)
        order = column.reset_index(drop=True).sort_values(
            ascending=not key.startswith("-"), kind="stable", na_position="last"
        )
        rows = rows[order.index.to_numpy()]
    return rows[selection.page_slice]


def count_facets(columns: FilterIndex, selection: Selection) -> Facets:
    """Count the values of each filter under all other filters."""
    plain = _plain_filters(columns, selection)
    dates = _date_filters(columns, selection)

    def under_others(name: str) -> Mask:
        return _all(columns, [dates.fitting, *(mask for other, mask in plain.items() if other != name)])

    without_dates = _all(columns, plain.values())
    whenever = selection.model_copy(update={"year": None})
    in_any_year = (
        _all(columns, _plain_filters(columns, whenever).values())
        if selection.year is not None
        else without_dates
    )
    return Facets(
        total=int(np.count_nonzero(without_dates & dates.fitting)),
        undated_left_out=int(np.count_nonzero(without_dates & dates.left_out)),
        country=columns.country.count(under_others("country")),
        status=columns.status_in(selection.year).count(under_others("status")),
        kind=columns.kind.count(under_others("kind")),
        prefecture=columns.prefecture.count(under_others("prefecture")),
        year=_count_years(columns, in_any_year & _date_filters(columns, whenever).fitting),
    )


def _all(columns: FilterIndex, masks: Iterable[Mask]) -> Mask:
    given = list(masks)
    return reduce(np.logical_and, given) if given else np.ones(len(columns), dtype=bool)


def _plain_filters(columns: FilterIndex, selection: Selection) -> dict[str, Mask]:
    """Return a mask for each filter that is set, except date filters."""
    filters: dict[str, Mask] = {}
    for name in _LISTS:
        if values := getattr(selection, name):
            filters[name] = getattr(columns, name).are_any_of(values)
    if selection.status:
        filters["status"] = columns.status_in(selection.year).are_any_of(selection.status)
    if selection.q:
        filters["q"] = SearchQuery.parse(selection.q).match(columns.texts)
    if selection.bbox:
        filters["bbox"] = columns.intersects(selection.bbox)
    return filters


def _date_filters(columns: FilterIndex, selection: Selection) -> DateMasks:
    # There are few years, so most are requested again; date filters take half of the time of all filters.
    key = (selection.year, selection.signed, selection.ended, selection.keeps_undated)
    if (known := columns.dated.get(key)) is None:
        if len(columns.dated) >= _REMEMBERED:
            columns.dated.clear()
        known = columns.dated[key] = _find_date_filters(columns, selection)
    return known


def _find_date_filters(columns: FilterIndex, selection: Selection) -> DateMasks:
    possible, certain = _dates(columns, selection)
    undated = _undated(columns, selection)
    # A row passes only if its known dates allow it, whatever `undated` says.
    match selection.keeps_undated:
        case "include":
            passing = certain | undated
        case "exclude":
            passing = certain & ~undated
        case "only":
            passing = undated
    return DateMasks(possible & passing, possible & undated & ~passing)


def _undated(columns: FilterIndex, selection: Selection) -> Mask:
    """Return the rows whose dates do not decide the date filters."""
    undated = np.zeros(len(columns), dtype=bool)
    if selection.depends_on_signing:
        undated |= columns.is_signed_unknown
    if selection.ended is not None:
        undated |= columns.is_ended_unknown
    if selection.year is not None:
        undated |= columns.is_over_unknown & (columns.signed < selection.year)
    return undated


def _dates(columns: FilterIndex, selection: Selection) -> tuple[Mask, Mask]:
    """Return which rows could pass the date filters if unknown dates fitted, and which certainly do."""
    possible = np.ones(len(columns), dtype=bool)
    certain = np.ones(len(columns), dtype=bool)
    if selection.signed is not None:
        signed = _within(columns.signed, selection.signed_years)
        possible &= signed | columns.is_signed_unknown
        certain &= signed
    if selection.ended is not None:
        ended = _within(columns.ended, selection.ended_years)
        possible &= ended | columns.is_ended_unknown
        certain &= ended
    if selection.year is not None:
        begun = columns.signed <= selection.year
        goes_on = columns.over >= selection.year
        possible &= columns.counts & (begun | columns.is_signed_unknown) & goes_on
        certain &= columns.counts & begun & goes_on
    return possible, certain


def _within(years: npt.NDArray[np.int64], interval: tuple[int | None, int | None]) -> Mask:
    first, last = interval
    within: Mask = (years >= (first or 0)) & (years <= (last or UNKNOWN - 1))
    return within


def _count_years(columns: FilterIndex, passing: Mask) -> dict[int, int]:
    """Return how many partnerships are in force in each year from the first signing to the newest date."""
    signed_years = columns.signed[~columns.is_signed_unknown]
    if not len(signed_years):
        return {}
    first, last = int(signed_years.min()), int(signed_years.max())
    known = ~columns.is_signed_unknown & ~columns.is_over_unknown
    in_force = passing & known & columns.counts & (columns.over >= columns.signed)
    begins = np.bincount(columns.signed[in_force] - first, minlength=last - first + 2)
    # Partnerships that end after the last year do not end within the counted years.
    ends = np.bincount(np.minimum(columns.over[in_force], last) - first + 1, minlength=last - first + 2)
    alive = np.cumsum(begins - ends)
    return {first + passed: int(count) for passed, count in enumerate(alive[: last - first + 1])}
