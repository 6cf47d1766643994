"""A selection on its way out: the partnerships, and what every file says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from geodata.query.selection import Selection

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset

TITLE: Final = "Shimai: partnerships of Japan's municipalities and prefectures with places abroad"
CREDIT: Final = (
    "Shimai; places: GeoNames (CC BY 4.0), JIS X 0402 through jp-prefecture; "
    "facts: the public sources that each partnership names"
)
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""GeoNames', whose points the lines are made of: so it holds for the data with their geometry."""


@dataclass(frozen=True)
class Export:
    """A selection of a dataset with what a file says of it.

    dataset: the partnerships that are written, in order.
    selection: what they were selected by.
    matched: how many pass its filters, before `limit` and `offset`.
    undated_left_out: how many more would, were their dates known to fit.
    """

    dataset: Dataset
    selection: Selection
    matched: int
    undated_left_out: int

    @classmethod
    def of(cls, dataset: Dataset, selection: Selection | None = None) -> Self:
        """Take a selection from a dataset; all of it unless a selection is given."""
        selection = selection or Selection()
        matches = dataset.match(selection)
        matched = int(np.count_nonzero(matches.mask))
        return cls(dataset.take(matches, selection), selection, matched, matches.undated_left_out)

    @property
    def notes(self) -> dict[str, str]:
        """What a file says of itself, for formats that hold texts under names; `selection` "" is all."""
        return {
            "title": TITLE,
            "version": self.dataset.version,
            "as_of": self.dataset.as_of,
            "selection": self.selection.query(),
            "partnerships": str(len(self.dataset)),
            "matched": str(self.matched),
            "undated_left_out": str(self.undated_left_out),
            "credit": CREDIT,
            "licence": LICENCE,
        }

    @property
    def credit_line(self) -> str:
        """The same in one sentence, for formats that have no more room."""
        return f"{CREDIT}; {LICENCE}; version {self.dataset.version}, as of {self.dataset.as_of or 'unknown'}"
