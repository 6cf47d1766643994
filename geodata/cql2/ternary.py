"""Three-valued truth over rows: yes, no, or not known (Kleene); only what is surely so passes a filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from geodata.query.arrays import Mask


@dataclass(frozen=True, slots=True)
class Truth:
    """Which rows say yes and which say no, as masks that broadcast; in neither: not known."""

    yes: Mask
    no: Mask

    @classmethod
    def of(cls, mask: Mask, unknown: Mask) -> Self:
        """Take a mask as it is, but where a value is unknown."""
        known = ~np.asarray(unknown)
        return cls(np.asarray(mask) & known, ~np.asarray(mask) & known)

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Truth:
        return Truth(self.no, self.yes)
