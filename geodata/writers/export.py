"""An export: a selection of a dataset, with the metadata that every file contains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from geodata.query.selection import Selection

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset

TITLE: Final = "Shimai: partnerships of Japan's municipalities and prefectures with places abroad"
CREDIT: Final = (
    "Shimai; places: GeoNames (CC BY 4.0), localgovjp (CC0), JIS X 0402 through jp-prefecture; "
    "facts: the public sources that each partnership names"
)
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""GeoNames' licence; the lines are made of its points, so it applies to the data with their geometry."""


@dataclass(frozen=True)
class Export:
    """A selection of a dataset with the metadata of its file.

    dataset: the partnerships to write, in order. selection: how they were selected. matched: how many pass
    the filters, before `limit` and `offset`. undated_left_out: how many more would pass if their dates were
    known to fit.
    """

    dataset: Dataset
    selection: Selection
    matched: int
    undated_left_out: int

    @classmethod
    def of(cls, dataset: Dataset, selection: Selection | None = None) -> Self:
        """Make an export of a dataset, by default of all of it."""
        selection = selection or Selection()
        matches = dataset.match(selection)
        matched = int(np.count_nonzero(matches.mask))
        return cls(dataset.take(matches, selection), selection, matched, matches.undated_left_out)

    @property
    def notes(self) -> dict[str, str]:
        """Metadata for formats with named texts; `selection` "" means everything."""
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
        """The metadata in one sentence, for formats without named texts."""
        return f"{CREDIT}; {LICENCE}; version {self.dataset.version}, as of {self.dataset.as_of or 'unknown'}"
