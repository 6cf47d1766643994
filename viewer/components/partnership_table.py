"""Tables of partnerships, with links to the pages of both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from viewer.components.labels import labels
from viewer.components.names import FrameRow, LinkedName, frame_rows, linked_municipality, name_in
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class TableColumn:
    """A column of a table.

    url: the page sorted by this column; "" if the table can't be sorted.
    sorted: the current order as in `aria-sort`: `ascending`, `descending` or "".
    """

    key: str
    title: str
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class PartnershipRow:
    """A partnership as a row of a table; the partner's name links to the partnership's page."""

    municipality: LinkedName
    prefecture: LinkedName
    partner: LinkedName
    admin1: LinkedName
    country: LinkedName
    kind: str
    status: str
    status_code: str
    signed: str
    ended: str
    distance: str


@dataclass(frozen=True)
class TableSection:
    """The rows of a section of a table, under its linked name and their number; None for a table in one."""

    name: LinkedName | None
    count: str
    rows: list[PartnershipRow]


@dataclass(frozen=True)
class PartnershipTable:
    """A table of partnerships; `more` is the text of a link to all rows where the table is cut."""

    title: str
    columns: list[TableColumn]
    sections: list[TableSection]
    more: str = ""
    more_url: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it has no rows."""
        return not any(section.rows for section in self.sections)


def whole_table(frame: pd.DataFrame, context: RenderContext) -> list[TableSection]:
    """Return the rows of a dataset's frame as the only section of a table."""
    return [TableSection(None, "", partnership_rows(frame, context))]


def table_sections(frame: pd.DataFrame, code: str, context: RenderContext) -> list[TableSection]:
    """Return the rows of a dataset's frame in a section for each municipality or prefecture, by code.

    code: the column of JIS codes, `municipality_code` or `prefecture_code`.
    """
    sections = []
    for value, rows in frame.groupby(frame[code].astype(str), sort=True):
        name = None
        if area := str(value):
            name = linked_municipality(area + ("000" if code == "prefecture_code" else ""), context)
        count = context.language.number(len(rows))
        sections.append(TableSection(name, count, partnership_rows(rows, context)))
    return sections


def plain_columns(keys: Sequence[str], context: RenderContext) -> list[TableColumn]:
    """Return columns by their keys, for a table that can't be sorted."""
    titles = column_titles(context)
    return [TableColumn(key, titles[key]) for key in keys]


def column_titles(context: RenderContext) -> dict[str, str]:
    """Return the titles of all columns by key."""
    _ = context.language.gettext
    return {
        "municipality": _("Municipality"),
        "prefecture": _("Prefecture"),
        "partner": _("Partner"),
        "admin1": _("State/province"),
        "country": _("Country/region"),
        "kind": _("Kind"),
        "status": _("Status"),
        "signed": _("Signed"),
        "ended": _("Ended"),
        "distance": _("Distance"),
    }


def partnership_rows(frame: pd.DataFrame, context: RenderContext) -> list[PartnershipRow]:
    """Return the rows of a dataset's frame in the reader's language."""
    return [_partnership_row(row, context) for row in frame_rows(frame)]


def _partnership_row(row: FrameRow, context: RenderContext) -> PartnershipRow:
    lang, named = context.lang, labels(context.lang)
    abroad = row["municipality_code"] == ""
    outer_column = "municipality_country" if abroad else "prefecture"
    date = context.language.date
    return PartnershipRow(
        municipality=LinkedName(
            name_in(lang, row, "municipality"), context.municipality(row["municipality_code"])
        ),
        prefecture=LinkedName(
            name_in(lang, row, "municipality_country_name" if abroad else "prefecture"),
            context.country(row[outer_column])
            if abroad
            else context.municipality(f"{row['prefecture_code']}000"),
        ),
        partner=LinkedName(name_in(lang, row, "partner"), context.partnership(row["id"])),
        admin1=LinkedName(name_in(lang, row, "partner_admin1"), ""),
        country=LinkedName(name_in(lang, row, "country_name"), context.country(row["country"])),
        kind=named.kinds[row["kind"]],
        status=named.statuses[row["status"]],
        status_code=row["status"],
        signed=date(row["signed"]) if row["signed"] else "",
        ended=date(row["ended"]) if row["ended"] else "",
        distance=context.language.gettext("%(distance)s km")
        % {"distance": context.language.number(round(row["distance_km"]))},
    )
