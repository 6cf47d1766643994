"""Datasets of a single partnership, for maps and figures of it."""

import numpy as np

from geodata import Dataset
from viewer.components.names import frame_rows, sides_text
from viewer.pages.not_found import UnknownPartnershipError
from viewer.web.render_context import RenderContext


def select_partnership(dataset: Dataset, id_: str) -> Dataset:
    """Return a dataset with only one partnership. Raises UnknownPartnershipError for an unknown id."""
    positions = np.flatnonzero(dataset.frame["id"] == id_)
    if len(positions) == 0:
        raise UnknownPartnershipError(id_)
    return Dataset(
        dataset.frame, dataset.places, dataset.version, positions, dataset.events.select(partnership=id_)
    )


def partnership_title(single: Dataset, context: RenderContext) -> str:
    """Return the title of a dataset of one partnership: the names of both sides."""
    (row,) = frame_rows(single.frame)
    return sides_text(row, context)
