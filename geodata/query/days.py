"""EDTF dates as the first and last day that they may mean."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.query.arrays import Days


def days_of(dates: pd.Series) -> tuple[Days, Days]:
    """Return the first and the last day of EDTF level 0 dates; arbitrary days for unknown ones."""
    known = dates.where(dates != "", "1970").astype(str)
    months = known.str.len() > 4
    start: npt.NDArray[np.datetime64] = (
        (known + np.where(months, "", "-01")).str[:7].to_numpy(dtype="datetime64[M]")
    )
    end = start + np.where(months, 1, 12)
    exact = (known.str.len() > 7).to_numpy()
    first = start.astype("datetime64[D]").astype(np.int64)
    last = end.astype("datetime64[D]").astype(np.int64) - 1
    day = np.where(exact, known.str[8:10].where(exact, "01").astype(np.int64).to_numpy(), 1) - 1
    return first + day, np.where(exact, first + day, last)
