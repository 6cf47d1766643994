"""Queries of a collection: box, interval, property values, CQL2 expression and order."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from shapely.geometry.base import BaseGeometry

from geodata.cql2 import Column, DateColumn, GeometryColumn, NumberColumn
from geodata.cql2.expression import Expression
from geodata.cql2.spatial import box_edges, box_geometry
from geodata.features.queryable import Queryable
from geodata.model.dates import parse_date
from geodata.query.arrays import Mask
from geodata.query.filters import SelectionError
from geodata.query.interval import Interval
from geodata.query.selection import SortKeyError

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_MAX_KEYS: Final = 8


@dataclass(frozen=True, slots=True)
class Equals:
    """A property that must equal one of some values."""

    name: str
    values: tuple[str, ...] | tuple[float, ...]

    def mask(self, column: Column) -> Mask:
        """Return the rows of a column that have one of the values; unknown values never match."""
        if isinstance(column, NumberColumn):
            return np.isin(column.values, np.array(self.values, dtype=np.float64))
        texts = column.texts if isinstance(column, DateColumn) else column
        if isinstance(texts, GeometryColumn):
            raise TypeError(texts)
        return np.isin(texts.values, np.array(self.values, dtype=object)) & ~texts.unknown


@dataclass(frozen=True, slots=True)
class FeatureQuery:
    """Filters that a feature must all pass.

    box: in lon/lat degrees, from `parse_box`. expression: CQL2 JSON, from `parse_filter`, with coordinates in
    the order that `northing_first` says.
    """

    box: BaseGeometry | None = None
    interval: Interval | None = None
    equals: tuple[Equals, ...] = ()
    expression: Expression | None = None
    northing_first: bool = False


def parse_edges(text: str, *, northing_first: bool) -> tuple[float, float, float, float]:
    """Return west, south, east, north of `bbox` in degrees; west > east crosses the antimeridian.

    Raises SelectionError for another number of edges, for edges off the earth, and for south > north.
    """
    edges = text.split(",")
    if not all(_NUMBER.fullmatch(edge.strip()) for edge in edges):
        raise SelectionError("bbox", text[:200], "4 or 6 numbers, separated by commas")
    return box_edges("bbox", [float(edge) for edge in edges], northing_first=northing_first)


def parse_box(text: str, *, northing_first: bool) -> BaseGeometry:
    """Return `bbox` as geometry in lon/lat degrees; across the antimeridian two boxes.

    Raises SelectionError as `parse_edges` does.
    """
    return box_geometry("bbox", parse_edges(text, northing_first=northing_first))


def parse_equals(queryable: Queryable, text: str) -> Equals:
    """Return the values of a property filter: one, or several with commas if they are a closed set.

    Raises SelectionError for values of the wrong type or outside the set.
    """
    if queryable.values:
        values = tuple(text.split(","))
        if not set(values) <= set(queryable.values):
            known = (
                queryable.values if len(queryable.values) <= 50 else ("ISO 3166-1 alpha-2 codes such as US",)
            )
            raise SelectionError(queryable.name, text[:200], f"{', '.join(known)}; several with commas")
        return Equals(queryable.name, values)
    if queryable.sort == "date" and not _is_date(text):
        raise SelectionError(queryable.name, text[:200], "a day, month or year: 1959-11-17, 1959-11 or 1959")
    if queryable.sort not in ("integer", "number"):
        return Equals(queryable.name, (text,))
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise SelectionError(queryable.name, text[:200], "a number")
    if queryable.sort == "integer" and not float(text).is_integer():
        raise SelectionError(queryable.name, text[:200], "a whole number")
    return Equals(queryable.name, (float(text),))


def _is_date(text: str) -> bool:
    try:
        return bool(parse_date(text))
    except ValueError:
        return False


def parse_sort_keys(text: str, queryables: Sequence[Queryable]) -> tuple[str, ...]:
    """Return the keys of `sortby`, with - before it to descend. Raises SelectionError for unknown ones."""
    keys = tuple(text.split(","))
    names = [queryable.name for queryable in queryables]
    if len(keys) > _MAX_KEYS or not {key.removeprefix("-").removeprefix("+") for key in keys} <= set(names):
        raise SortKeyError(text[:200], names)
    return keys
