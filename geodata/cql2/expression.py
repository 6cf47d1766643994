"""Parsing CQL2 (OGC 21-065r2), as text or JSON, with the cql2 library, within limits that keep it fast."""

from __future__ import annotations

import re
from typing import Any, Final, Literal, NoReturn

import cql2
import orjson

from geodata.query.filters import SelectionError

MAX_FILTER_LENGTH: Final = 8000
"""Maximum length of a filter in characters."""
MAX_FILTER_DEPTH: Final = 10
"""Maximum nesting of brackets; the library's parser takes exponential time for them."""

MAX_FILTER_COST: Final = 50
"""Maximum work of a filter; 1 is that of an operation on the texts of all features."""
_GEOMETRY_COST: Final = 20
_COSTS: Final[dict[str, float]] = {"like": 1, "casei": 1, "accenti": 1, "s_intersects": 0.25}
"""The work of operators by their names; shapely prepares the geometry that S_INTERSECTS compares."""

_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")
_PREFIXES = re.compile(r"(?:-\s*){3}|(?:\bnot\s+){4}", re.IGNORECASE)
_PLACE = re.compile(r"--> 1:(\d+)")

Expression = Any
"""An expression as CQL2 JSON, the argument of `evaluate`."""


def parse_filter(text: str, language: Literal["cql2-text", "cql2-json"]) -> Expression:
    """Return a filter as CQL2 JSON.

    Raises SelectionError for what is not CQL2, longer than MAX_FILTER_LENGTH, deeper than MAX_FILTER_DEPTH or
    dearer than MAX_FILTER_COST.
    """
    if len(text) > MAX_FILTER_LENGTH:
        _refuse(text, f"at most {MAX_FILTER_LENGTH} characters")
    expression = _parse_text(text) if language == "cql2-text" else _parse_json(text)
    if _cost(expression) > MAX_FILTER_COST:
        _refuse(
            text,
            f"at most {MAX_FILTER_COST} of LIKE, CASEI and ACCENTI; a spatial predicate counts "
            f"{_GEOMETRY_COST}, S_INTERSECTS {_COSTS['s_intersects']}",
        )
    return expression


def _parse_text(text: str) -> Expression:
    line = re.sub(r"\s", " ", text)
    bare = _QUOTED.sub("''", line)
    if _PREFIXES.search(bare) or _depth(bare) > MAX_FILTER_DEPTH:
        _refuse(
            text, f"brackets within brackets at most {MAX_FILTER_DEPTH} deep, and no rows of signs or NOTs"
        )
    try:
        return cql2.parse_text(line).to_json()
    except Exception as error:  # The library raises plain exceptions, too, for invalid geometries.
        place = _PLACE.search(str(error))
        where = f"; from character {place[1]} on it can't be read" if place else ""
        _refuse(text, f"CQL2 text such as country = 'US' AND signed_year >= 1990{where}")


def _parse_json(text: str) -> Expression:
    example = '{"op":"=","args":[{"property":"country"},"US"]}'
    # Polygons need three more levels of brackets, and each operation two.
    if _depth(_without_strings(text)) > 2 * MAX_FILTER_DEPTH + 4:
        _refuse(text, f"operations within operations at most {MAX_FILTER_DEPTH} deep")
    try:
        orjson.loads(text)
        return cql2.parse_json(text).to_json()
    except Exception:  # As above.
        _refuse(text, f"CQL2 JSON such as {example}")


def _cost(expression: Expression) -> float:
    if isinstance(expression, list):
        return sum(map(_cost, expression))
    if not isinstance(expression, dict) or "op" not in expression:
        return 0
    name = str(expression["op"]).lower()
    own = _COSTS.get(name, _GEOMETRY_COST if name.startswith("s_") else 0)
    return own + _cost(expression.get("args", []))


def _without_strings(text: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', text, flags=re.DOTALL)


def _depth(text: str) -> int:
    deepest = depth = 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
    return deepest


def _refuse(text: str, allowed: str) -> NoReturn:
    raise SelectionError("filter", excerpt(text), allowed) from None


def excerpt(text: str) -> str:
    """Return an excerpt of a text for a message."""
    return text if len(text) <= 200 else f"{text[:200]}…"
