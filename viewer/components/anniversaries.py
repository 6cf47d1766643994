"""Round anniversaries of partnerships in a year."""

import pandas as pd

from geodata import Dataset, Selection
from viewer.components.partnership_table import PartnershipTable, plain_columns, whole_table
from viewer.web.render_context import RenderContext

ROUND_YEARS = (100, 90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 10, 5)
"""The anniversaries that are held, in years since the signing."""

_COLUMNS = ("municipality", "prefecture", "partner", "country", "kind", "signed")


def anniversary_tables(
    dataset: Dataset, selection: Selection, year: int, context: RenderContext
) -> list[PartnershipTable]:
    """Return a table for each round anniversary of active partnerships in a year, the longest first."""
    frame = pd.DataFrame(dataset.select(selection).frame)
    frame = frame[(frame["status"] == "active") & (frame["signed"] != "")].sort_values(
        "signed", kind="stable"
    )
    tables = []
    for years in ROUND_YEARS:
        rows = frame[frame["signed_year"] == year - years]
        if len(rows):
            title = context.language.gettext("%(years)s years in %(year)s (%(count)s)") % {
                "years": years,
                "year": year,
                "count": context.language.number(len(rows)),
            }
            columns = plain_columns(_COLUMNS, context)
            tables.append(PartnershipTable(title, columns, whole_table(rows, context)))
    return tables
