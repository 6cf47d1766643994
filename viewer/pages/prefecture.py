"""The page of a prefecture: its own ties, and how many each of its municipalities has."""

import pandas as pd

from geodata import Dataset, Selection
from geodata.geocoding.admin_hierarchy import is_prefecture, municipalities_of, names_of
from viewer.components.bar_chart import BarChart, count_bars
from viewer.components.partnership_text import Link, LinkedName
from viewer.pages.municipality import country_bars, partner_table, summarise
from viewer.pages.not_found import UnknownMunicipalityError
from viewer.pages.overview import (
    CollapsedNames,
    Fact,
    Overview,
    agreement_facts,
    both,
    count_facts,
    partnership_table,
    render_overview,
    signed_bars,
)
from viewer.web.render_context import RenderContext

_COLUMNS = ("partner", "country", "kind", "status", "signed", "ended")


def render_prefecture(dataset: Dataset, code: str, context: RenderContext) -> str:
    """Return the page of a prefecture by its code NN000; UnknownMunicipalityError for any other."""
    if not is_prefecture(code):
        raise UnknownMunicipalityError(code)
    _ = context.language.gettext
    selection = Selection(prefecture=(code[:2],))
    query = selection.query()
    frame = pd.DataFrame(dataset.select(selection).frame)
    own = frame[frame["municipality_code"] == code]
    names = both(names_of(code), context.lang)
    title = _("Partnerships of the prefecture itself")
    tables = [partnership_table(title, own, _COLUMNS, f"municipality={code}", context)] if len(own) else []
    inside = frame[frame["municipality_code"] != code]
    bars = [
        *([_municipality_bars(inside, context)] if len(inside) else []),
        *([country_bars(frame, query, context), signed_bars(frame, query, context)] if len(frame) else []),
    ]
    return render_overview(
        dataset,
        Overview(
            path=f"/municipalities/{code}",
            selection=selection,
            names=names,
            within=[],
            summary=summarise(names[0], frame, context, with_municipalities=True),
            facts=[
                *(count_facts(frame, query, context) if len(frame) else []),
                *agreement_facts(frame, context),
                Fact(_("Code (JIS X 0402)"), Link(code, "")),
            ],
            tables=[*tables, *partner_table(dataset, code, context)],
            bars=bars,
            others=_without(code[:2], set(frame["municipality_code"]), context),
        ),
        context,
    )


def _municipality_bars(frame: pd.DataFrame, context: RenderContext) -> BarChart:
    """Return how many partnerships each municipality has, most first."""
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


def _without(prefecture: str, having: set[str], context: RenderContext) -> CollapsedNames | None:
    """Return the municipalities of which no partnership is known."""
    rest = [code for code in municipalities_of(prefecture) if code not in having]
    if not rest:
        return None
    return CollapsedNames(
        context.language.ngettext(
            "%(count)s municipality without a known partnership",
            "%(count)s municipalities without a known partnership",
            len(rest),
        ),
        [LinkedName(both(names_of(code), context.lang)[0], context.municipality(code)) for code in rest],
    )
