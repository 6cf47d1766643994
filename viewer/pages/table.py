"""The table of a selection: sorted by any column, filtered by a plain form, a page at a time."""

from dataclasses import dataclass

import pandas as pd

from geodata import Dataset, Facets, Selection
from viewer.components.bar_chart import decade_name, decades
from viewer.components.downloads import downloads_of
from viewer.components.filter_form import chips, choices
from viewer.components.partnership_table import PartnershipTable, TableColumn, column_titles, partnership_rows
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

DEFAULT_ROWS = 100
"""So many partnerships stand on a page of the table, unless `limit` says otherwise."""

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
"""What `sortby` calls the columns."""


@dataclass(frozen=True)
class SelectOption:
    """One value of a list in the form."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class TablePaging:
    """Which rows are there, and the addresses of the pages before and after, or ""."""

    text: str
    first: str
    previous: str
    next: str


def render_table(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return a selection as a table, with the form that filters it."""
    _, ngettext = context.language.gettext, context.language.ngettext
    filters = selection.unpaged()
    facets = dataset.facets(filters)
    page = selection.model_copy(update={"limit": selection.limit or DEFAULT_ROWS})
    frame = pd.DataFrame(dataset.select(page).frame)
    offered = choices(dataset, filters, facets, context)
    set_chips = chips(dataset, selection, context, "/table")
    title = _("Table of partnerships")
    total = ngettext("%(count)s partnership", "%(count)s partnerships", facets.total)
    return render_template(
        "table.html",
        context,
        sharing=share(
            _("%(title)s: %(partnerships)s") % {"title": title, "partnerships": total}
            if set_chips
            else title,
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
        left_out_text=ngettext(
            "%(count)s without a date is not shown.",
            "%(count)s without a date are not shown.",
            facets.undated_left_out,
        ),
        include_undated=_address(selection, context, undated="include", offset=0),
        table=PartnershipTable("", _columns(selection, context), partnership_rows(frame, context)),
        paging=_paging(page, selection, facets, len(frame), context),
        signed_options=_signed_options(dataset, filters, context),
        undated_options=_undated_options(selection, context),
        years=sorted(facets.year),
        hidden=_hidden(selection, context),
        action=context.root + "/table",
        on_map=context.link("/", filters.query()),
        downloads=downloads_of(selection, context),
        other_languages=context.other_languages("/table", selection.query()),
    )


def _address(selection: Selection, context: RenderContext, **changes: object) -> str:
    return context.link("/table", selection.model_copy(update=changes).query())


def _columns(selection: Selection, context: RenderContext) -> list[TableColumn]:
    """Return the columns, each with the address that sorts by it: first ascending, then descending."""
    first = selection.sortby[0] if selection.sortby else ""
    columns = []
    for key, title in column_titles(context).items():
        name = _SORT_KEYS[key]
        state = {name: "ascending", f"+{name}": "ascending", f"-{name}": "descending"}.get(first, "")
        following = f"-{name}" if state == "ascending" else name
        columns.append(
            TableColumn(key, title, _address(selection, context, sortby=(following,), offset=0), state)
        )
    return columns


def _paging(
    page: Selection, selection: Selection, facets: Facets, shown: int, context: RenderContext
) -> TablePaging:
    _, number = context.language.gettext, context.language.number
    size, offset = page.limit or DEFAULT_ROWS, page.offset
    row_numbers = {"first": number(offset + 1), "last": number(offset + shown), "total": number(facets.total)}
    return TablePaging(
        text=_("%(first)s–%(last)s of %(total)s") % row_numbers if shown else "",
        first=_address(selection, context, offset=0) if offset else "",
        previous=_address(selection, context, offset=max(0, offset - size)) if offset else "",
        next=_address(selection, context, offset=offset + size) if offset + size < facets.total else "",
    )


def _signed_options(dataset: Dataset, filters: Selection, context: RenderContext) -> list[SelectOption]:
    """Return the decades, each with what was signed in it under all the other filters, and the one chosen."""
    _ = context.language.gettext
    others = dataset.select(filters.model_copy(update={"signed": None})).frame
    named = {
        f"{year}/{year + 9}": _("%(name)s (%(count)s)")
        % {"name": decade_name(year, context), "count": context.language.number(count)}
        for year, count in decades(others["signed_year"]).items()
    }
    chosen = filters.signed or ""
    if chosen and chosen not in named:
        named[chosen] = chosen.replace("/", "–").replace("..", "")
    return [
        SelectOption("", _("Any year"), not chosen),
        *(SelectOption(value, text, value == chosen) for value, text in named.items()),
    ]


def _undated_options(selection: Selection, context: RenderContext) -> list[SelectOption]:
    _ = context.language.gettext
    texts = {
        "": _("Left out when a year is set"),
        "include": _("Show them"),
        "exclude": _("Leave them out"),
        "only": _("Show only them"),
    }
    return [SelectOption(value, text, value == (selection.undated or "")) for value, text in texts.items()]


def _hidden(selection: Selection, context: RenderContext) -> list[tuple[str, str]]:
    """Return what the form carries on without a field for it; it leads to the first page."""
    parameters = [
        (name, value)
        for name, value in selection.parameters()
        if name in ("municipality", "bbox", "limit", "sortby")
    ]
    return [*([("lang", context.lang)] if context.keep_lang else []), *parameters]
