"""Types of the arrays that filters compute."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Mask: TypeAlias = npt.NDArray[np.bool_]
"""One value for each row: whether it passes."""
Days: TypeAlias = npt.NDArray[np.int64]
"""Days since 1970-01-01 in the Gregorian calendar."""
