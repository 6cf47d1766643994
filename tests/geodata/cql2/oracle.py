"""CQL2 read slowly, a row at a time, None for what is not known: filters over columns are held against it."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
Days = list[datetime.date]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
RELATIONS = {
    "t_after": "s > E",
    "t_before": "e < S",
    "t_contains": "s < S and e > E",
    "t_disjoint": "e < S or s > E",
    "t_during": "s > S and e < E",
    "t_equals": "s = S and e = E",
    "t_finishedBy": "s < S and e = E",
    "t_finishes": "s > S and e = E",
    "t_intersects": "s <= E and e >= S",
    "t_meets": "e = S",
    "t_metBy": "s = E",
    "t_overlappedBy": "s > S and s < E and e > E",
    "t_overlaps": "s < S and e > S and e < E",
    "t_startedBy": "s = S and e > E",
    "t_starts": "s = S and e < E",
}
"""Allen's relations of an interval from s to e with one from S to E."""


def possible_days(text: str) -> Days:
    """All days that `1959`, `1959-11` or `1959-11-17` may be."""
    day = datetime.date.fromisoformat((text + "-01-01")[:10])
    days = []
    while day.isoformat().startswith(text):
        days.append(day)
        day += datetime.timedelta(1)
    return days


def truth(expression: Any, row: Row) -> bool | None:
    """Whether a row is what an expression says; None where that is not known."""
    if isinstance(expression, bool):
        return expression
    name, arguments = expression["op"], expression["args"]
    if name in ("and", "or"):
        parts = [truth(one, row) for one in arguments]
        deciding = name == "or"
        return deciding if deciding in parts else (None if None in parts else not deciding)
    if name == "not":
        inner = truth(arguments[0], row)
        return None if inner is None else not inner
    if name == "between":
        return truth(
            {
                "op": "and",
                "args": [_op(">=", arguments[0], arguments[1]), _op("<=", arguments[0], arguments[2])],
            },
            row,
        )
    if name == "in":
        return truth({"op": "or", "args": [_op("=", arguments[0], one) for one in arguments[1]]}, row)
    if name == "isNull":
        return value(arguments[0], row) is None
    if name == "like":
        text, pattern = (value(one, row) for one in arguments)
        return None if text is None else re.fullmatch(_regular(pattern), text, re.DOTALL) is not None
    if name in RELATIONS:
        first, second = (interval(one, row) for one in arguments)
        return _relate(RELATIONS[name], dict(zip("seSE", (*first, *second), strict=True)))
    return _compare(name, arguments, row)


def _relate(relation: str, ends: dict[str, Any]) -> bool | None:
    parts: list[bool | None] = []
    for part in relation.replace(" or ", " and ").split(" and "):
        one, sign, other = part.split()
        known = None not in (ends[one], ends[other])
        parts.append(COMPARISONS[sign](ends[one], ends[other]) if known else None)
    deciding = " or " in relation
    return deciding if deciding in parts else (None if None in parts else not deciding)


def _compare(name: str, arguments: list[Any], row: Row) -> bool | None:
    values = [value(one, row) for one in arguments]
    if None in values:
        return None
    if not any(isinstance(one, dict) and "date" in one for one in arguments):
        return COMPARISONS[name](values[0], values[1])
    outcomes = {COMPARISONS[name](a, b) for a in possible_days(values[0]) for b in possible_days(values[1])}
    return outcomes.pop() if len(outcomes) == 1 else None


def value(operand: Any, row: Row) -> Any:
    """What an operand is in a row: text, a number, or None."""
    if not isinstance(operand, dict):
        return operand
    if "property" in operand:
        return row[operand["property"]]
    if "date" in operand:
        return operand["date"]
    text = value(operand["args"][0], row)
    if text is None:
        return None
    if operand["op"] == "casei":
        return text.casefold()
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def interval(operand: Any, row: Row) -> tuple[Any, Any]:
    """From when to when an interval is, in a row whose dates are days."""
    ends = []
    for end, open_end in zip(operand["interval"], ("0001-01-01", "9999-12-31"), strict=True):
        found = open_end if end == ".." else value(end, row)
        goes_on = isinstance(end, dict) and end.get("property") == "ended" and row["goes_on"]
        ends.append("9999-12-31" if goes_on else found)
    return ends[0], ends[1]


def _op(name: str, *arguments: Any) -> dict[str, Any]:
    return {"op": name, "args": list(arguments)}


def _regular(pattern: str) -> str:
    signs = re.findall(r"\\.|.", pattern, re.DOTALL)
    return "".join(
        {"%": ".*", "_": "."}.get(one) or re.escape(one[-1] if len(one) > 1 else one) for one in signs
    )
