"""The page template of a municipality, a prefecture or a country: facts, bar charts, tables and a map."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pandas as pd

from geodata import Dataset, Selection
from geodata.gazetteer import find_office
from geodata.query.event_selection import EventSelection
from viewer.components.bar_chart import BarChart, decade_bars
from viewer.components.downloads import downloads_of
from viewer.components.event_list import EventList, event_years
from viewer.components.facts import Fact
from viewer.components.names import BilingualName, Link, LinkedName
from viewer.components.partnership_table import PartnershipTable, plain_columns, table_sections, whole_table
from viewer.maps.embedded_map import small_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

MAX_EVENTS = 100
"""The maximum number of events on these pages; more link to the page of events."""

MAX_PARTNERSHIPS = 500
"""The maximum number of rows of a table on these pages; a longer one links to the page of the table."""


MAX_UNDIVIDED = 30
"""The maximum number of rows of a table without sections."""


@dataclass(frozen=True)
class CollapsedNames:
    """A collapsed list of linked names and its summary line."""

    title: str
    names: list[LinkedName]


@dataclass(frozen=True)
class Overview:
    """The content of the page of a place.

    selection: the partnerships on the map, in the downloads and behind the links to the table.
    heading: the place's name.
    within: the places that contain it, the smallest first.
    events: what happened, the newest first; None where nothing is known.
    tables_first: whether tables come before bar charts; for places with short tables.
    title: the page's title where the name is ambiguous; "" for the name.
    reading: the Japanese name in hiragana; "" if unknown.
    """

    path: str
    selection: Selection
    heading: BilingualName
    within: list[LinkedName]
    summary: str
    facts: list[Fact]
    tables: list[PartnershipTable]
    bars: list[BarChart] = field(default_factory=list)
    others: CollapsedNames | None = None
    events: EventList | None = None
    tables_first: bool = False
    title: str = ""
    reading: str = ""


def render_overview(dataset: Dataset, overview: Overview, context: RenderContext) -> str:
    """Return the page of a place."""
    _ = context.language.gettext
    query = overview.selection.query()
    has_partnerships = len(dataset.select(overview.selection)) > 0
    return render_template(
        "overview.html",
        context,
        extract_map_parts(small_map(dataset, overview.selection, context), context)
        if has_partnerships
        else None,
        menu=overview.path.split("/")[1],
        sharing=share(overview.title or overview.heading.name.text, overview.summary, overview.path, context),
        style_sheets=("place", "partnership_table", "events"),
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


def event_list(dataset: Dataset, query: str, context: RenderContext) -> EventList | None:
    """Return the newest events of a selection; None if there are none.

    query: the filters of the events, for the link to the page of all of them.
    """
    _ = context.language.gettext
    events = dataset.events.select(EventSelection.parse(parse_qsl(query)))
    if not len(events):
        return None
    more = None
    if len(events) > MAX_EVENTS:
        text = context.language.ngettext("All %(count)s event", "All %(count)s events", len(events))
        more = Link(text, context.link("/events", query))
    shown = events.newest_first().take(slice(MAX_EVENTS))
    return EventList(_("What happened"), event_years(dataset, shown, context), more)


def reading_of(code: str) -> str:
    """Return the Japanese name of a municipality or prefecture (JIS X 0402) in hiragana; "" if unknown."""
    office = find_office(code)
    return office.kana if office else ""


def partnership_table(
    title: str,
    frame: pd.DataFrame,
    keys: Sequence[str],
    query: str,
    context: RenderContext,
    *,
    section: str = "",
) -> PartnershipTable:
    """Return a table of partnerships by date of signing, undated ones last.

    keys: the keys of its columns.
    query: the filters that select the frame's rows, for the link to the page of the table.
    section: `municipality` or `prefecture`, to divide a long table by it instead of giving it a column.
    """
    order = frame["signed"].replace("", "9999").argsort(kind="stable")
    shown = frame.iloc[order].head(MAX_PARTNERSHIPS)
    more = ""
    if len(frame) > MAX_PARTNERSHIPS:
        more = context.language.ngettext(
            "All %(count)s partnership in the table", "All %(count)s partnerships in the table", len(frame)
        )
    is_divided = bool(section) and len(shown) > MAX_UNDIVIDED
    return PartnershipTable(
        title,
        plain_columns([key for key in keys if not (is_divided and key == section)], context),
        table_sections(shown, f"{section}_code", context) if is_divided else whole_table(shown, context),
        more,
        context.link("/table", query) if more else "",
    )


def signed_bars(frame: pd.DataFrame, query: str, context: RenderContext) -> BarChart:
    """Return the chart of partnerships by decade of signing."""
    _ = context.language.gettext
    return BarChart(_("By decade of signing"), _("Decade"), decade_bars(frame["signed_year"], query, context))
