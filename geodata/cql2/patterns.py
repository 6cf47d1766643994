"""Text operators of CQL2: LIKE, CASEI and ACCENTI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

Texts = npt.NDArray[np.object_]

_VOICING: Final = "\u3099\u309a"
"""Combining marks that make another kana: が is not か with an accent."""


def fold_case(text: str) -> str:
    """Return the form that CASEI compares."""
    return text.casefold()


def fold_accents(text: str) -> str:
    """Return the form that ACCENTI compares: without combining marks, including macrons."""
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFD", text)
        if mark in _VOICING or not unicodedata.combining(mark)
    )
    return unicodedata.normalize("NFC", bare)


def change_each(texts: Texts, change: Callable[[str], str]) -> Texts:
    """Apply a change to texts, once for each distinct text."""
    changed = {text: change(text) for text in set(texts.tolist())}
    return np.array([changed[text] for text in texts.tolist()], dtype=object)


def match_pattern(texts: Texts, pattern: str) -> npt.NDArray[np.bool_]:
    r"""Return which texts match a LIKE pattern: `%` is any characters, `_` one, `\` escapes the next."""
    is_like = _matcher(pattern)
    matched = {text: is_like(text) for text in set(texts.tolist())}
    return np.array([matched[text] for text in texts.tolist()], dtype=bool)


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return a test that matches each part between two `%` at the first position where it fits.

    A single regular expression would try all positions of all parts.
    """
    parts = _parts(pattern)
    if len(parts) == 1:
        return lambda text: parts[0].fullmatch(text) is not None
    first, *middle, last = parts
    tail = _length(pattern)

    def is_like(text: str) -> bool:
        found = first.match(text)
        for part in middle:
            if found is None:
                return False
            found = part.search(text, found.end())
        at = len(text) - tail
        return found is not None and at >= found.end() and last.fullmatch(text, at) is not None

    return is_like


def _signs(pattern: str) -> list[str]:
    return re.findall(r"\\.|.", pattern, flags=re.DOTALL)


def _parts(pattern: str) -> list[re.Pattern[str]]:
    parts = [""]
    for sign in _signs(pattern):
        if sign == "%":
            parts.append("")
        else:
            parts[-1] += "." if sign == "_" else re.escape(sign[1:] if len(sign) > 1 else sign)
    return [re.compile(part, re.DOTALL) for part in parts]


def _length(pattern: str) -> int:
    """Return the number of characters after the last `%`."""
    return _signs(pattern)[::-1].index("%")
