"""The page of the table: a selection with sorting, filters and paging, without scripts."""

import pandas as pd

from geodata import Dataset, Selection
from geodata.query.filters import MAX_Q_LENGTH
from viewer.components.bar_chart import decade_name, decades
from viewer.components.counts import count_text, undated_left_out_text
from viewer.components.downloads import downloads_of
from viewer.components.filter_form import SelectOption, chips, choices, hidden_fields, undated_options
from viewer.components.paging import Paging
from viewer.components.partnership_table import PartnershipTable, TableColumn, column_titles, whole_table
from viewer.components.reading_order import READING_COLUMNS, sort_by_reading
from viewer.components.selection_title import selection_name
from viewer.components.site_menu import selection_views
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

DEFAULT_ROWS = 100
"""The number of rows per page without a `limit` parameter."""

_SORT_KEYS = {
    "municipality": "municipality",
    "prefecture": "prefecture_code",
    "partner": "partner",
    "admin1": "partner_admin1",
    "country": "country_name",
    "kind": "kind",
    "status": "status",
    "signed": "signed",
    "ended": "ended",
    "distance": "distance_km",
}
"""The `sortby` keys of the columns."""

_WITHOUT_CONTROL = ("municipality", "ended", "bbox", "limit", "sortby")
"""Parameters that the form passes on in hidden fields. Without `offset`, it leads to the first page."""


def render_table(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return a selection as a table with a filter form."""
    _ = context.language.gettext
    filters = selection.unpaged()
    facets = dataset.facets(filters)
    page = selection.model_copy(update={"limit": selection.limit or DEFAULT_ROWS})
    frame = _rows(dataset, page, context)
    offered = choices(dataset, filters, facets, context)
    set_chips = chips(dataset, selection, context, "/table")
    name = selection_name(dataset, filters, context)
    total = count_text(facets.total, context)
    return render_template(
        "table.html",
        context,
        menu="table",
        sharing=share(
            _("%(selection)s (table)") % {"selection": name} if name else _("Table of partnerships"),
            _(
                "Partnerships of Japan’s municipalities and prefectures with places abroad, to sort by any "
                "column and to filter; each with its page and its sources."
            ),
            "/table",
            context,
            selection.query(),
        ),
        style_sheets=("partnership_table", "table"),
        selection=selection,
        facets=facets,
        offered=offered,
        chips=set_chips,
        total_text=total,
        left_out_text=undated_left_out_text(facets.undated_left_out, context),
        include_undated=_url(selection, context, undated="include", offset=0),
        table=PartnershipTable("", _columns(selection, context), whole_table(frame, context)),
        paging=Paging.of(
            page.offset,
            page.limit or DEFAULT_ROWS,
            len(frame),
            facets.total,
            lambda offset: _url(selection, context, offset=offset),
            context,
        ),
        signed_options=_signed_options(dataset, filters, context),
        undated_options=undated_options(selection, context),
        years=sorted(facets.year),
        hidden=hidden_fields(selection, _WITHOUT_CONTROL, context),
        max_q_length=MAX_Q_LENGTH,
        action=context.root + "/table",
        views=selection_views("table", filters.query(), context),
        downloads=downloads_of(selection, context),
        other_languages=context.other_languages("/table", selection.query()),
    )


def _rows(dataset: Dataset, page: Selection, context: RenderContext) -> pd.DataFrame:
    """Return the rows of a page; Japanese names are sorted by their reading."""
    first, *further = page.sortby or ("",)
    column = first.lstrip("+-")
    if context.lang != "ja" or column not in READING_COLUMNS:
        return pd.DataFrame(dataset.select(page).frame)
    unpaged = page.model_copy(update={"limit": None, "offset": 0, "sortby": tuple(further)})
    frame = pd.DataFrame(dataset.select(unpaged).frame)
    ordered = sort_by_reading(frame, column, descending=first.startswith("-"))
    return ordered.iloc[page.offset : page.offset + (page.limit or DEFAULT_ROWS)]


def _url(selection: Selection, context: RenderContext, **changes: object) -> str:
    return context.link("/table", selection.model_copy(update=changes).query())


def _columns(selection: Selection, context: RenderContext) -> list[TableColumn]:
    """Return the columns; the link of each sorts by it, ascending first, then descending."""
    first = selection.sortby[0] if selection.sortby else ""
    columns = []
    for key, title in column_titles(context).items():
        name = _SORT_KEYS[key]
        state = {name: "ascending", f"+{name}": "ascending", f"-{name}": "descending"}.get(first, "")
        following = f"-{name}" if state == "ascending" else name
        columns.append(
            TableColumn(key, title, _url(selection, context, sortby=(following,), offset=0), state)
        )
    return columns


def _signed_options(dataset: Dataset, filters: Selection, context: RenderContext) -> list[SelectOption]:
    """Return an option per decade, with the number of partnerships that match all other filters."""
    _ = context.language.gettext
    any_decade = dataset.select(filters.model_copy(update={"signed": None})).frame
    named = {
        f"{year}/{year + 9}": _("%(name)s (%(count)s)")
        % {"name": decade_name(year, context), "count": context.language.number(count)}
        for year, count in decades(any_decade["signed_year"]).items()
    }
    chosen = filters.signed or ""
    if chosen and chosen not in named:
        named[chosen] = chosen.replace("/", "–").replace("..", "")
    return [
        SelectOption("", _("Any decade"), not chosen),
        *(SelectOption(value, text, value == chosen) for value, text in named.items()),
    ]
