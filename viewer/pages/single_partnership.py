"""One partnership alone: for maps and figures of it."""

import numpy as np

from geodata import Dataset
from viewer.components.partnership_text import list_row
from viewer.pages.not_found import UnknownPartnershipError
from viewer.web.render_context import RenderContext


def select_partnership(dataset: Dataset, id_: str) -> Dataset:
    """Return a dataset with one partnership alone; UnknownPartnershipError where there is none."""
    positions = np.flatnonzero(dataset.frame["id"] == id_)
    if len(positions) == 0:
        raise UnknownPartnershipError(id_)
    return Dataset(dataset.frame, dataset.places, dataset.version, positions)


def partnership_title(single: Dataset, context: RenderContext) -> str:
    """Return what a map of one partnership is called: both its sides."""
    row = list_row({str(name): value for name, value in single.frame.iloc[0].items()}, context)
    return context.language.gettext("%(municipality)s – %(partner)s") % {
        "municipality": row.municipality.name.text,
        "partner": row.partner.name.text,
    }
