"""A page of features, and the token of the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from geodata.query.filters import SelectionError


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page in order; `last` holds the sort keys and the id of its last row, if more follow."""

    rows: npt.NDArray[np.intp]
    last: list[Any] | None

    @property
    def next_token(self) -> str:
        """The token of the next page, a JSON array; "" if there is none."""
        return orjson.dumps(self.last).decode() if self.last is not None else ""


def read_token(token: str, length: int) -> list[Any]:
    """Return the values of a token. Raises SelectionError unless it is an array of this length."""
    try:
        values = orjson.loads(token)
    except orjson.JSONDecodeError:
        values = None
    if not isinstance(values, list) or len(values) != length or not all(map(_is_plain, values)):
        raise SelectionError(
            "after", token[:200], "the value in a link to the next page, with the same sortby"
        )
    return values


def _is_plain(value: Any) -> bool:
    return value is None or (isinstance(value, str | float | int) and not isinstance(value, bool))
