"""Searched words (`q`), as what a partnership's texts must contain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from geodata.gazetteer.country_words import country_of_name, country_of_word
from geodata.query.search_text import country_marker
from geodata.text.search_folding import search_fold, search_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.query.arrays import Mask


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Searched words: each of the `terms` must be found, in one of its alternatives.

    If the words as a whole mean a country that a text of the dataset has (`marker`), `phrase` alone must be
    found instead. Both are "" for other words.
    """

    terms: tuple[tuple[str, ...], ...]
    marker: str = ""
    phrase: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the query of a text as people type it."""
        folded = search_fold(text)
        terms = search_terms(folded)
        if code := country_of_word(folded):
            return cls(terms, country_marker(code), country_marker(code))
        if code := country_of_name(folded):
            return cls(terms, country_marker(code), f" {folded} ")
        return cls(terms)

    def match(self, texts: list[str]) -> Mask:
        """Return which texts are found."""
        if self.marker and _containing(texts, (self.marker,)).any():
            return _containing(texts, (self.phrase,))
        found = np.ones(len(texts), dtype=bool)
        for alternatives in self.terms:
            found &= _containing(texts, alternatives)
        return found


def _containing(texts: list[str], alternatives: Iterable[str]) -> Mask:
    found = np.zeros(len(texts), dtype=bool)
    for needle in alternatives:
        found |= np.fromiter((needle in text for text in texts), dtype=bool, count=len(texts))
    return found
