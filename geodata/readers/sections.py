"""Sections of a table: headings that say kind, status, country or prefecture of the lines below them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from geodata.readers.heading_words import HeadingWords, read_heading
from geodata.readers.row import Row

_UNKNOWN: Final = "unknown"
_FAMILY: Final = frozenset({"kind", "status", _UNKNOWN})
"""What one heading replaces, unless an earlier pair of headings showed that one stands within the other."""
_GENERAL: Final = ("姉妹", "sister", "twin")


class Sections:
    """What the headings above a line say of it.

    A heading directly below another one stands within it: below `解消`, then `姉妹都市`, both hold. Without
    such a pair a new kind or status ends what other headings said, except the prefecture. `base` is what the
    name of the sheet says, and holds throughout.
    """

    def __init__(self, base: HeadingWords | None = None) -> None:
        self._base = base or HeadingWords()
        self._open: dict[str, str] = {}
        self._within: dict[str, set[str]] = {}
        self._rows_since = True

    def add(self, words: HeadingWords | None, text: str) -> None:
        """Begin a section with a heading; `words` is None for one that is not understood."""
        said = _said(words) if words is not None else {_UNKNOWN: text}
        if not said:
            return
        if self._rows_since:
            said = self._after_rows(said, text)
        else:
            for category in said:
                inner = {name for name, outer in self._within.items() if category in outer}
                self._within.setdefault(category, set()).update(set(self._open) - set(said) - inner)
        self._open |= said
        self._rows_since = False

    def _after_rows(self, said: dict[str, str], text: str) -> dict[str, str]:
        """End what a heading below rows ends, and return what it says."""
        kept = {"prefecture"} | {name for category in said for name in self._outer(category)}
        ended = set(self._open) - kept - set(said)
        if not set(said) & _FAMILY and ended & _FAMILY and not set(said) & self._seen_around(_FAMILY):
            # It may end the section above or stand within it.
            said, kept = {_UNKNOWN: text}, set()
        self._open = {category: words for category, words in self._open.items() if category in kept}
        return said

    def _outer(self, category: str) -> set[str]:
        """Return the categories within which a heading of this one stands."""
        own = self._within.get(category, set())
        return own | (self._seen_around(_FAMILY) - _FAMILY) if category in _FAMILY else own

    def _seen_around(self, categories: frozenset[str]) -> set[str]:
        return {name for category in categories for name in self._within.get(category, ())}

    def begin_table(self) -> None:
        """Begin another table: only headings directly above it hold."""
        if self._rows_since:
            self._open = {}

    def fill(self, row: Row) -> Row:
        """Return a row with its blanks filled by what the headings say."""
        self._rows_since = True
        said = {**_said(self._base), **self._open}
        if not said:
            return row
        cells = dict(row.cells)
        if unknown := said.get(_UNKNOWN):
            cells["section"] = unknown
        for field in ("kind", "status", "country"):
            if field in said and not cells.get(field):
                cells[field] = said[field]
        if "prefecture" in said and not cells.get("prefecture") and _may_take_prefecture(cells):
            cells["prefecture"] = said["prefecture"]
        return replace(row, cells=cells)


def _may_take_prefecture(cells: Mapping[str, str]) -> bool:
    """Whether a row has a municipality of its own, or its list has no column for one."""
    names = [field for field in cells if field in ("municipality", "municipality_code", "municipality_en")]
    return not names or any(cells[field] for field in names)


def _said(words: HeadingWords) -> dict[str, str]:
    said = {
        "kind": words.kind,
        "status": words.status,
        "country": words.country,
        "prefecture": words.prefecture,
    }
    return {category: text for category, text in said.items() if text}


def read_title(text: str) -> HeadingWords | None:
    """Return what a title or the name of a sheet says.

    Of several kinds it says none; nor does "sister cities" alone, which lists of all kinds are called.
    """
    words = read_heading(text)
    if words and (len(words.kinds) > 1 or words.kind in _GENERAL):
        return replace(words, kinds=())
    return words
