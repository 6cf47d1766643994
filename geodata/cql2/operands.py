"""Operands of CQL2 operators: properties and literals, as columns that broadcast."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import orjson
import shapely

from geodata.cql2 import patterns
from geodata.cql2.columns import Column, DateColumn, GeometryColumn, NumberColumn, TextColumn
from geodata.cql2.expression import Expression, excerpt
from geodata.cql2.spatial import literal_geometry
from geodata.cql2.temporal import Moment, Span
from geodata.query.filters import SelectionError
from geodata.query.interval import OPEN, parse_day

_FOLDS: Final[Mapping[str, Callable[[str], str]]] = {
    "casei": patterns.fold_case,
    "accenti": patterns.fold_accents,
}
_KNOWN: Final = np.array([False])


@dataclass(frozen=True, slots=True)
class Geometries:
    """Geometries, none of them unknown."""

    values: npt.NDArray[np.object_]


Operand: TypeAlias = TextColumn | NumberColumn | DateColumn | Span | Geometries


@dataclass(frozen=True, slots=True)
class Operands:
    """Evaluates the operands of expressions over columns.

    northing_first: whether coordinates in filters are latitude, longitude (EPSG:4326).
    """

    columns: Mapping[str, Column]
    northing_first: bool = False

    def read(self, argument: Expression) -> Operand:
        """Return a property, a literal, or CASEI or ACCENTI of one. Raises SelectionError for others."""
        if isinstance(argument, str):
            return TextColumn(np.array([argument], dtype=object), _KNOWN)
        if isinstance(argument, float) and math.isfinite(argument):
            return NumberColumn(np.array([argument]))
        if not isinstance(argument, dict):
            raise misfit(
                argument, "a property, a text in quotes, a number, a date or a geometry; for NULL, IS NULL"
            )
        if "op" in argument:
            return self._folded(argument)
        if "property" in argument:
            return self._property(argument["property"])
        if "date" in argument or "timestamp" in argument:
            moment = _moment(argument)
            return Span(moment, moment)
        if "interval" in argument:
            return self._interval(argument)
        if "bbox" in argument or "type" in argument:
            literal = literal_geometry(argument, northing_first=self.northing_first)
            shapely.prepare(literal)
            return Geometries(np.array([literal], dtype=object))
        raise misfit(argument, "a property or a literal")

    def text(self, argument: Expression) -> TextColumn:
        """Return a text operand; a date as written is one."""
        operand = self.read(argument)
        if isinstance(operand, DateColumn):
            return operand.texts
        if not isinstance(operand, TextColumn):
            raise misfit(argument, "a text, or a property that is one")
        return operand

    def span(self, argument: Expression) -> Span:
        """Return an operand that is an instant or an interval."""
        operand = self.read(argument)
        if isinstance(operand, DateColumn):
            moment = Moment.of(operand)
            return Span(moment, moment)
        if not isinstance(operand, Span):
            allowed = "a date or an interval: DATE('1990-04-01'), INTERVAL('1990-01-01','..'), signed"
            raise misfit(argument, allowed)
        return operand

    def geometries(self, argument: Expression) -> npt.NDArray[np.object_]:
        """Return a geometry operand."""
        operand = self.read(argument)
        if not isinstance(operand, Geometries):
            raise misfit(argument, "geometry, or a geometry such as POINT(139.7 35.7) or BBOX(130,30,140,40)")
        return operand.values

    def _property(self, name: Any) -> Operand:
        column = self.columns.get(name) if isinstance(name, str) else None
        if column is None:
            raise misfit(name, f"one of the properties {', '.join(self.columns)}")
        return Geometries(column.values) if isinstance(column, GeometryColumn) else column

    def _folded(self, argument: dict[str, Any]) -> TextColumn:
        fold = _FOLDS.get(str(argument["op"]).lower())
        if fold is None or len(argument["args"]) != 1:
            raise misfit(argument, "CASEI and ACCENTI of one text are the only functions that give a value")
        text = self.text(argument["args"][0])
        return TextColumn(patterns.change_each(text.values, fold), text.unknown)

    def _interval(self, argument: dict[str, Any]) -> Span:
        ends = argument["interval"]
        if not isinstance(ends, list) or len(ends) != 2:
            raise misfit(argument, "an interval of two dates, each or '..'")
        start, end = self._end(ends[0], is_start=True), self._end(ends[1], is_start=False)
        if len(start.first) == len(end.first) == 1 and start.first[0] > end.last[0]:
            raise misfit(argument, "an interval that begins before it ends")
        return Span(start, end)

    def _end(self, argument: Expression, *, is_start: bool) -> Moment:
        if argument == "..":
            return Moment.at(-OPEN if is_start else OPEN)
        if isinstance(argument, dict) and "property" in argument:
            column = self._property(argument["property"])
            if not isinstance(column, DateColumn):
                raise misfit(argument["property"], "a property that is a date")
            return Moment.of(column) if is_start else Moment.ending(column)
        return _moment(argument if isinstance(argument, dict) else {"date": argument})


def _moment(argument: dict[str, Any]) -> Moment:
    text = argument.get("date", argument.get("timestamp"))
    day = parse_day(text) if isinstance(text, str) else None
    if day is None:
        raise misfit(text, "a date such as 1990-04-01 or a time such as 1990-04-01T00:00:00Z")
    return Moment.at(day)


def misfit(part: Expression, allowed: str) -> SelectionError:
    """Return the error for a part of a filter that does not fit."""
    text = part if isinstance(part, str) else orjson.dumps(part).decode()
    return SelectionError("filter", excerpt(text), allowed)
