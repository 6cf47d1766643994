"""The page of events: what happened, by year, the newest first, with filters."""

from collections import Counter
from collections.abc import Callable, Iterable

from geodata import Dataset
from geodata.gazetteer.countries import country_name
from geodata.geocoding.admin_hierarchy import names_of
from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES, PREFECTURES
from geodata.query.event_selection import EventSelection
from geodata.query.filters import MAX_Q_LENGTH
from geodata.writers.event_export import EventExport
from viewer.components.downloads import Download
from viewer.components.event_list import event_years
from viewer.components.filter_form import Chip, SelectOption
from viewer.components.labels import labels
from viewer.components.names import BilingualName
from viewer.components.paging import Paging
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

DEFAULT_EVENTS = 250
"""The number of events per page without a `limit` parameter."""
PATH = "/events"

_LISTS = ("country", "prefecture", "municipality", "kind", "status", "partnership")
_WITH_CONTROL = ("q", "year", "country", "prefecture", "kind", "status")


def render_events(dataset: Dataset, selection: EventSelection, context: RenderContext) -> str:
    """Return the events of a selection with a filter form."""
    _, ngettext = context.language.gettext, context.language.ngettext
    size = selection.limit or DEFAULT_EVENTS
    export = EventExport.of(dataset, selection.model_copy(update={"limit": size}))
    total = ngettext("%(count)s event", "%(count)s events", export.matched)
    set_chips = event_chips(selection, context)
    filters = selection.unpaged()
    return render_template(
        "events.html",
        context,
        menu="events",
        sharing=share(
            event_title(set_chips, context),
            _(
                "What happened between Japan’s municipalities and places abroad: signings, visits, "
                "anniversaries, study tours and more, each with its source."
            ),
            PATH,
            context,
            selection.query(),
        ),
        style_sheets=("table", "events"),
        selection=selection,
        chips=set_chips,
        total_text=total,
        years=event_years(dataset, export.events, context),
        options=_options(dataset, filters, context),
        hidden=[
            *([("lang", context.lang)] if context.keep_lang else []),
            *((name, value) for name, value in filters.parameters() if name not in _WITH_CONTROL),
        ],
        max_q_length=MAX_Q_LENGTH,
        action=context.root + PATH,
        paging=Paging.of(
            selection.offset,
            size,
            len(export.events),
            export.matched,
            lambda offset: _url(selection, context, offset=offset),
            context,
        ),
        downloads=_downloads(filters, context),
        feed=context.link("/events.atom", filters.query(), lang=context.lang),
        other_languages=context.other_languages(PATH, selection.query()),
    )


def event_title(chips: Iterable[Chip], context: RenderContext) -> str:
    """Return the title of a selection of events, such as `Events: Fukushima · 2015`."""
    _ = context.language.gettext
    texts = [chip.text for chip in chips]
    if not texts:
        return _("Events")
    return _("%(title)s: %(filters)s") % {"title": _("Events"), "filters": " · ".join(texts)}


def event_chips(selection: EventSelection, context: RenderContext) -> list[Chip]:
    """Return a chip for each set filter, with the URL of the page without that filter."""
    _ = context.language.gettext
    names = _names(context)
    chips = []
    for name in _LISTS:
        values: tuple[str, ...] = getattr(selection, name)
        for value in values:
            remaining = tuple(other for other in values if other != value)
            chips.append(Chip(names[name](value), _url(selection, context, **{name: remaining}, offset=0)))
    singles = {
        "year": str(selection.year) if selection.year is not None else "",
        "q": _("“%(words)s”") % {"words": selection.q} if selection.q else "",
        "bbox": _("Inside a box") if selection.bbox else "",
    }
    for name, text in singles.items():
        if text:
            empty = "" if name == "q" else None
            chips.append(Chip(text, _url(selection, context, **{name: empty}, offset=0)))
    return chips


def _names(context: RenderContext) -> dict[str, Callable[[str], str]]:
    """Return a function for each list filter that gives the name of a value."""
    named = labels(context.lang)

    def municipality(code: str) -> str:
        return BilingualName.of(*names_of(code), context.lang).name.text

    return {
        "country": lambda code: country_name(code, context.lang),
        "prefecture": lambda code: PREFECTURES[code][context.lang == "ja"],
        "municipality": municipality,
        "kind": lambda code: named.event_kinds[code],
        "status": lambda code: named.event_statuses[code],
        "partnership": lambda id_: id_,
    }


def _options(
    dataset: Dataset, selection: EventSelection, context: RenderContext
) -> dict[str, list[SelectOption]]:
    """Return the options of each drop-down list, with the number of events under all other filters."""
    _, named = context.language.gettext, _names(context)
    frame = {
        name: dataset.events.select(selection.model_copy(update={name: ()})).frame
        for name in ("country", "prefecture", "kind", "status")
    }
    counts = {
        "country": Counter(code for codes in frame["country"]["countries"] for code in codes),
        "prefecture": Counter(code for codes in frame["prefecture"]["prefecture_codes"] for code in codes),
        "kind": Counter(frame["kind"]["kind"]),
        "status": Counter(frame["status"]["status"]),
    }
    orders: dict[str, Iterable[str]] = {
        "country": [code for code, _count in counts["country"].most_common()],
        "prefecture": PREFECTURES,
        "kind": EVENT_KINDS,
        "status": EVENT_STATUSES,
    }
    options = {}
    for name, codes in orders.items():
        chosen: tuple[str, ...] = getattr(selection, name)
        shown = [*codes, *(code for code in chosen if code not in codes)]
        options[name] = [
            SelectOption("", _("All"), not chosen),
            *(
                SelectOption(
                    code,
                    _("%(name)s (%(count)s)")
                    % {"name": named[name](code), "count": context.language.number(counts[name][code])},
                    code in chosen,
                )
                for code in shown
                if counts[name][code] or code in chosen
            ),
        ]
    return options


def _downloads(selection: EventSelection, context: RenderContext) -> list[Download]:
    gettext, query = context.language.gettext, selection.query()
    return [
        Download(
            "GeoJSON",
            gettext("For maps on the web and for programs"),
            context.data("/events.geojson", query),
        ),
        Download("CSV", gettext("A table as text"), context.data("/events.csv", query)),
    ]


def _url(selection: EventSelection, context: RenderContext, **changes: object) -> str:
    return context.link(PATH, selection.model_copy(update=changes).query())
