"""Evaluating a CQL2 expression over columns: a mask of the rows for which it is certainly true."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np

from geodata.cql2.columns import Column, DateColumn, NumberColumn, TextColumn
from geodata.cql2.expression import Expression
from geodata.cql2.operands import Operand, Operands, misfit
from geodata.cql2.patterns import match_pattern
from geodata.cql2.spatial import PREDICATES
from geodata.cql2.temporal import OF_INSTANTS_TOO, RELATIONS, Moment, Span
from geodata.cql2.ternary import TernaryMask
from geodata.query.arrays import Mask

_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OF_DAYS: Final[Mapping[str, Callable[[Moment, Moment], TernaryMask]]] = {
    "=": lambda one, other: one.is_same(other),
    "<>": lambda one, other: ~one.is_same(other),
    "<": lambda one, other: one.is_before(other),
    "<=": lambda one, other: ~other.is_before(one),
    ">": lambda one, other: other.is_before(one),
    ">=": lambda one, other: ~one.is_before(other),
}
_OPERATORS: Final = (
    "and", "or", "not", *_COMPARISONS, "between", "in", "like", "isNull", *PREDICATES, *RELATIONS,
)  # fmt: skip


def evaluate(
    expression: Expression, columns: Mapping[str, Column], rows: int, *, northing_first: bool = False
) -> Mask:
    """Return the mask of the rows for which a filter is true; false and unknown rows are not included.

    A comparison with an unknown value is unknown. A date known to its month or year only is compared as all
    days that it may mean, and unknown if they differ; with a text it is compared as written.
    `northing_first`: coordinates in the filter are latitude, longitude.

    Raises SelectionError for operators, properties, literals and types that do not fit.
    """
    ternary_mask = _Evaluation(Operands(columns, northing_first)).ternary_mask(expression)
    return np.array(np.broadcast_to(ternary_mask.is_true, rows))


@dataclass(frozen=True, slots=True)
class _Evaluation:
    operands: Operands

    def ternary_mask(self, expression: Expression) -> TernaryMask:
        if isinstance(expression, bool):
            return TernaryMask.of(np.array([expression]), np.array([False]))
        if not isinstance(expression, dict) or not isinstance(expression.get("args"), list):
            raise misfit(expression, "a condition such as country = 'US'")
        name, arguments = str(expression["op"]), expression["args"]
        match name.lower(), arguments:
            case "and", [_, _, *_]:
                return reduce(operator.and_, map(self.ternary_mask, arguments))
            case "or", [_, _, *_]:
                return reduce(operator.or_, map(self.ternary_mask, arguments))
            case "not", [one]:
                return ~self.ternary_mask(one)
            case "=" | "<>" | "<" | "<=" | ">" | ">=", [one, other]:
                return self._compare(name, one, other)
            case "between", [one, lowest, highest]:
                return self._compare(">=", one, lowest) & self._compare("<=", one, highest)
            case "in", [one, [_, *_] as values]:
                return reduce(operator.or_, (self._compare("=", one, value) for value in values))
            case "like", [one, pattern]:
                return self._like(one, pattern)
            case "isnull", [one]:
                return self._is_unknown(one)
            case relation, [one, other] if relation in RELATIONS:
                return self._relate(relation, one, other)
            case predicate, [one, other] if predicate in PREDICATES:
                sides = (self.operands.geometries(side) for side in (one, other))
                return TernaryMask.of(np.asarray(PREDICATES[predicate](*sides)), np.array([False]))
        raise misfit(expression, f"the operators {', '.join(_OPERATORS)}, each with its operands")

    def _compare(self, name: str, one: Expression, other: Expression) -> TernaryMask:
        first, second = self.operands.read(one), self.operands.read(other)
        if isinstance(first, NumberColumn) and isinstance(second, NumberColumn):
            unknown = np.isnan(first.values) | np.isnan(second.values)
            return TernaryMask.of(_COMPARISONS[name](first.values, second.values), unknown)
        if (days := _instants(first, second)) is not None:
            return _OF_DAYS[name](*days)
        if _is_text(first) and _is_text(second):
            texts, others = self.operands.text(one), self.operands.text(other)
            mask = np.asarray(_COMPARISONS[name](texts.values, others.values), dtype=bool)
            return TernaryMask.of(mask, texts.unknown | others.unknown)
        raise misfit({"op": name, "args": [one, other]}, "two texts, two numbers or two dates")

    def _like(self, one: Expression, pattern: Expression) -> TernaryMask:
        texts, wanted = self.operands.text(one), self.operands.text(pattern)
        if len(wanted.values) != 1:
            raise misfit(pattern, "a pattern in quotes, such as 'San %'")
        return TernaryMask.of(match_pattern(texts.values, wanted.values[0]), texts.unknown)

    def _is_unknown(self, one: Expression) -> TernaryMask:
        match operand := self.operands.read(one):
            case TextColumn():
                unknown = operand.unknown
            case NumberColumn():
                unknown = np.isnan(operand.values)
            case DateColumn():
                unknown = operand.texts.unknown
            case _:
                unknown = np.array([False])
        return TernaryMask.of(unknown, np.array([False]))

    def _relate(self, name: str, one: Expression, other: Expression) -> TernaryMask:
        first, second = self.operands.span(one), self.operands.span(other)
        if name not in OF_INSTANTS_TOO and (first.is_instant or second.is_instant):
            raise misfit({"op": name, "args": [one, other]}, "two intervals: INTERVAL(signed,ended)")
        return RELATIONS[name](first, second)


def _is_text(operand: Operand) -> bool:
    return isinstance(operand, TextColumn | DateColumn)


def _instants(one: Operand, other: Operand) -> tuple[Moment, Moment] | None:
    """Return two operands as days if both are dates and at least one is not a text; else None."""
    moments = []
    for operand in (one, other):
        if isinstance(operand, DateColumn):
            moments.append(Moment.of(operand))
        elif isinstance(operand, Span) and operand.is_instant:
            moments.append(operand.start)
    return (moments[0], moments[1]) if len(moments) == 2 else None
