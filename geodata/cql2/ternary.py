"""Three-valued logic (Kleene) over rows: true, false or unknown; a filter keeps only true rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from geodata.query.arrays import Mask


@dataclass(frozen=True, slots=True)
class TernaryMask:
    """Masks of the true and the false rows, which broadcast; all other rows are unknown."""

    is_true: Mask
    is_false: Mask

    @classmethod
    def of(cls, mask: Mask, unknown: Mask) -> Self:
        """Make a ternary mask that is unknown where a value is unknown."""
        known = ~np.asarray(unknown)
        return cls(np.asarray(mask) & known, ~np.asarray(mask) & known)

    def __and__(self, other: TernaryMask) -> TernaryMask:
        return TernaryMask(self.is_true & other.is_true, self.is_false | other.is_false)

    def __or__(self, other: TernaryMask) -> TernaryMask:
        return TernaryMask(self.is_true | other.is_true, self.is_false & other.is_false)

    def __invert__(self) -> TernaryMask:
        return TernaryMask(self.is_false, self.is_true)
