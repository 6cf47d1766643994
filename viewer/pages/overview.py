"""What the pages of a municipality, a prefecture and a country share: facts, bars, a table, a map."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from geodata import Dataset, Selection
from viewer.components.bar_chart import BarChart, decade_bars
from viewer.components.downloads import downloads_of
from viewer.components.partnership_table import PartnershipTable, partnership_rows, plain_columns
from viewer.components.partnership_text import FrameRow, Link, LinkedName, Name, name_in
from viewer.maps.embedded_map import small_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

MAX_PARTNERSHIPS = 500
"""So many partnerships stand on a page; the table has all of them."""

IN_FORCE_STATUSES = ("active", "suspended")
"""The statuses of what is in force today: a suspended partnership still is."""

ENDED_STATUSES = ("ended", "cancelled")


@dataclass(frozen=True)
class Fact:
    """A fact with its term; its value may be a link, and a remark may follow."""

    term: str
    value: Link
    remark: str = ""


@dataclass(frozen=True)
class CollapsedNames:
    """Names with pages, folded away under a sentence."""

    title: str
    names: list[LinkedName]


@dataclass(frozen=True)
class Overview:
    """What a page about a place says of the partnerships that a selection holds.

    title: the page's title, where the name alone does not say which place is meant.
    selection: what the map, the downloads and the links to the table hold.
    tables_first: whether the tables stand before the bars, as they should where they are short.
    """

    path: str
    selection: Selection
    names: tuple[Name, Name | None]
    within: list[LinkedName]
    summary: str
    facts: list[Fact]
    tables: list[PartnershipTable]
    bars: list[BarChart] = field(default_factory=list)
    others: CollapsedNames | None = None
    tables_first: bool = False
    title: str = ""


def render_overview(dataset: Dataset, overview: Overview, context: RenderContext) -> str:
    """Return the page about a place."""
    _ = context.language.gettext
    query = overview.selection.query()
    has_partnerships = len(dataset.select(overview.selection)) > 0
    return render_template(
        "overview.html",
        context,
        extract_map_parts(small_map(dataset, overview.selection, context), context)
        if has_partnerships
        else None,
        sharing=share(overview.title or overview.names[0].text, overview.summary, overview.path, context),
        style_sheets=("place", "partnership_table"),
        overview=overview,
        links=[
            Link(_("Show them on the map, to filter"), context.link("/", query)),
            Link(_("Show them as a table, to sort"), context.link("/table", query)),
            Link(_("Compare"), context.link("/compare", query)),
        ]
        if has_partnerships
        else [],
        downloads=downloads_of(overview.selection, context) if has_partnerships else None,
        other_languages=context.other_languages(overview.path),
    )


def both(names: tuple[str, str], lang: str) -> tuple[Name, Name | None]:
    """Return an English and a Japanese name, the reader's first and the other one where it differs."""
    spoken = [Name(text, code) for text, code in zip(names, ("en", "ja"), strict=True) if text]
    spoken.sort(key=lambda name: name.lang != lang)
    return spoken[0], spoken[1] if len(spoken) > 1 and spoken[1].text != spoken[0].text else None


def count_facts(frame: pd.DataFrame, query: str, context: RenderContext) -> list[Fact]:
    """Return how many partnerships there are, how many of them in force, ended, planned and undated."""
    _ = context.language.gettext
    number = context.language.number
    statuses = frame["status"].value_counts()

    def counted(term: str, count: int, more: str) -> Fact:
        address = "&".join(filter(None, (query, more)))
        return Fact(term, Link(number(count), context.link("/table", address) if count else ""))

    in_force = counted(
        _("In force"), int(statuses.reindex(IN_FORCE_STATUSES).sum()), f"status={','.join(IN_FORCE_STATUSES)}"
    )
    if suspended := int(statuses.get("suspended", 0)):
        remark = context.language.ngettext(
            "%(count)s of them suspended", "%(count)s of them suspended", suspended
        )
        in_force = Fact(in_force.term, in_force.value, remark)
    facts = [counted(_("Partnerships"), len(frame), ""), in_force]
    if ended := int(statuses.reindex(ENDED_STATUSES).sum()):
        facts.append(counted(_("Ended or withdrawn"), ended, f"status={','.join(ENDED_STATUSES)}"))
    if planned := int(statuses.get("planned", 0)):
        facts.append(counted(_("Planned"), planned, "status=planned"))
    if undated := int((frame["signed"] == "").sum()):
        facts.append(counted(_("Without a known date"), undated, "undated=only"))
    return facts


def agreement_facts(frame: pd.DataFrame, context: RenderContext) -> list[Fact]:
    """Return the first and the latest partnership of known date, with links to their pages."""
    _ = context.language.gettext
    dated = frame[frame["signed"] != ""].sort_values("signed", kind="stable")
    ends = [(_("First"), dated.head(1)), (_("Latest"), dated.iloc[1:].tail(1))]
    return [
        _agreement(term, {str(name): value for name, value in row.items()}, context)
        for term, end in ends
        for row in end.to_dict("records")
    ]


def _agreement(term: str, row: FrameRow, context: RenderContext) -> Fact:
    sides = context.language.gettext("%(municipality)s – %(partner)s") % {
        "municipality": name_in(context.lang, row, "municipality").text,
        "partner": name_in(context.lang, row, "partner").text,
    }
    return Fact(term, Link(context.language.date(row["signed"]), context.partnership(row["id"])), sides)


def partnership_table(
    title: str, frame: pd.DataFrame, keys: Sequence[str], query: str, context: RenderContext
) -> PartnershipTable:
    """Return partnerships from the first signed to the latest, those without a date last."""
    order = frame["signed"].replace("", "9999").argsort(kind="stable")
    shown = frame.iloc[order].head(MAX_PARTNERSHIPS)
    more = ""
    if len(frame) > MAX_PARTNERSHIPS:
        more = context.language.ngettext(
            "All %(count)s partnership in the table", "All %(count)s partnerships in the table", len(frame)
        )
    return PartnershipTable(
        title,
        plain_columns(keys, context),
        partnership_rows(shown, context),
        more,
        context.link("/table", query) if more else "",
    )


def signed_bars(frame: pd.DataFrame, query: str, context: RenderContext) -> BarChart:
    """Return how many were signed in each decade."""
    _ = context.language.gettext
    return BarChart(_("By decade of signing"), _("Decade"), decade_bars(frame["signed_year"], query, context))
