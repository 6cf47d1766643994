"""Facts on a set of partnerships: counts with links to the table, first and latest agreement."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd

from geodata.gazetteer import find_office
from viewer.components.names import FrameRow, Link, frame_rows, sides_text
from viewer.web.render_context import RenderContext

IN_FORCE_STATUSES = ("active", "suspended")
"""The statuses of partnerships in force today; a suspended partnership still is."""

ENDED_STATUSES = ("ended", "cancelled")


@dataclass(frozen=True)
class Fact:
    """A term, its value, which may be a link, and an optional remark.

    is_external: whether the link leads to another site.
    """

    term: str
    value: Link
    remark: str = ""
    is_external: bool = False


def count_facts(frame: pd.DataFrame, query: str, context: RenderContext) -> list[Fact]:
    """Return the numbers of all partnerships and of those in force, ended, planned and undated.

    query: the filters that select the frame's rows, for links to the table.
    """
    _ = context.language.gettext
    statuses = frame["status"].value_counts()

    def fact(term: str, count: int, filters: str, remark: str = "") -> Fact:
        return Fact(term, count_link(count, query, filters, context), remark)

    suspended = int(statuses.get("suspended", 0))
    remark = context.language.ngettext(
        "%(count)s of them suspended", "%(count)s of them suspended", suspended
    )
    facts = [
        fact(_("Partnerships"), len(frame), ""),
        fact(
            _("In force"),
            int(statuses.reindex(IN_FORCE_STATUSES).sum()),
            status_query(IN_FORCE_STATUSES),
            remark if suspended else "",
        ),
    ]
    if ended := int(statuses.reindex(ENDED_STATUSES).sum()):
        facts.append(fact(_("Ended or withdrawn"), ended, status_query(ENDED_STATUSES)))
    if planned := int(statuses.get("planned", 0)):
        facts.append(fact(_("Planned"), planned, "status=planned"))
    if undated := int((frame["signed"] == "").sum()):
        facts.append(fact(_("Without a known date"), undated, "undated=only"))
    return facts


def count_link(count: int, query: str, filters: str, context: RenderContext) -> Link:
    """Return a count with a link to the table of what is counted; without a link for 0.

    query, filters: the parts of the table's query; either may be "".
    """
    url = context.link("/table", "&".join(filter(None, (query, filters)))) if count else ""
    return Link(context.language.number(count), url)


def status_query(statuses: tuple[str, ...]) -> str:
    """Return the filter that selects some statuses."""
    return f"status={','.join(statuses)}"


def agreement_facts(frame: pd.DataFrame, context: RenderContext) -> list[Fact]:
    """Return the first and the latest partnership with a known date, with links to their pages."""
    _ = context.language.gettext
    dated = frame[frame["signed"] != ""].sort_values("signed", kind="stable")
    by_term = [(_("First"), dated.head(1)), (_("Latest"), dated.iloc[1:].tail(1))]
    return [_agreement_fact(term, row, context) for term, rows in by_term for row in frame_rows(rows)]


def website_facts(code: str, context: RenderContext) -> list[Fact]:
    """Return the official website of a municipality or prefecture (JIS X 0402); [] if none is known."""
    office = find_office(code)
    if office is None:
        return []
    address = urlsplit(office.url)
    text = (address.netloc.removeprefix("www.") + address.path).rstrip("/")
    term = context.language.gettext("Official website")
    return [Fact(term, Link(text, office.url), is_external=True)]


def _agreement_fact(term: str, row: FrameRow, context: RenderContext) -> Fact:
    date = Link(context.language.date(row["signed"]), context.partnership(row["id"]))
    return Fact(term, date, sides_text(row, context))
