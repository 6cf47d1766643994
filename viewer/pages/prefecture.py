"""The page of a prefecture: its own partnerships, and counts of those of its municipalities."""

import pandas as pd

from geodata import Dataset, Selection
from geodata.geocoding.admin_hierarchy import is_prefecture, municipalities_of, names_of
from viewer.components.bar_chart import BarChart, count_bars
from viewer.components.facts import Fact, agreement_facts, count_facts, website_facts
from viewer.components.names import BilingualName, Link, linked_municipality
from viewer.components.place_summary import summarise_prefecture
from viewer.pages.municipality import country_bars, partner_table
from viewer.pages.not_found import UnknownMunicipalityError
from viewer.pages.overview import (
    CollapsedNames,
    Overview,
    event_list,
    partnership_table,
    reading_of,
    render_overview,
    signed_bars,
)
from viewer.web.render_context import RenderContext

_COLUMNS = ("partner", "country", "kind", "status", "signed", "ended")


def render_prefecture(dataset: Dataset, code: str, context: RenderContext) -> str:
    """Return the page of a prefecture.

    code: JIS X 0402, of the form NN000. Raises UnknownMunicipalityError for any other code.
    """
    if not is_prefecture(code):
        raise UnknownMunicipalityError(code)
    _ = context.language.gettext
    selection = Selection(prefecture=(code[:2],))
    query = selection.query()
    frame = pd.DataFrame(dataset.select(selection).frame)
    own = frame[frame["municipality_code"] == code]
    heading = BilingualName.of(*names_of(code), context.lang)
    title = _("Partnerships of the prefecture itself")
    tables = [partnership_table(title, own, _COLUMNS, f"municipality={code}", context)] if len(own) else []
    inside = frame[frame["municipality_code"] != code]
    if len(inside):
        tables.append(
            partnership_table(
                _("Partnerships of its municipalities"),
                inside,
                ("municipality", *_COLUMNS),
                query,
                context,
                section="municipality",
            )
        )
    bars = [
        *([_municipality_bars(inside, context)] if len(inside) else []),
        *([country_bars(frame, query, context), signed_bars(frame, query, context)] if len(frame) else []),
    ]
    return render_overview(
        dataset,
        Overview(
            path=f"/municipalities/{code}",
            selection=selection,
            heading=heading,
            reading=reading_of(code),
            within=[],
            summary=summarise_prefecture(heading.name, frame, context),
            facts=[
                *(count_facts(frame, query, context) if len(frame) else []),
                *agreement_facts(frame, context),
                *website_facts(code, context),
                Fact(_("Code (JIS X 0402)"), Link(code, "")),
            ],
            tables=[*tables, *partner_table(dataset, code, context)],
            bars=bars,
            events=event_list(dataset, query, context),
            others=_without_partnership(code[:2], set(frame["municipality_code"]), context),
        ),
        context,
    )


def _municipality_bars(frame: pd.DataFrame, context: RenderContext) -> BarChart:
    """Return the chart of partnerships by municipality."""
    _ = context.language.gettext
    bars = count_bars(
        frame,
        "municipality_code",
        "municipality",
        context.municipality,
        lambda code: f"municipality={code}",
        context,
    )
    return BarChart(_("By municipality"), _("Municipality"), bars)


def _without_partnership(
    prefecture: str, codes_with_partnership: set[str], context: RenderContext
) -> CollapsedNames | None:
    """Return the municipalities of a prefecture (JIS X 0401) that have no known partnership; None if none."""
    codes = [code for code in municipalities_of(prefecture) if code not in codes_with_partnership]
    if not codes:
        return None
    return CollapsedNames(
        context.language.ngettext(
            "%(count)s municipality without a known partnership",
            "%(count)s municipalities without a known partnership",
            len(codes),
        ),
        [linked_municipality(code, context) for code in codes],
    )
