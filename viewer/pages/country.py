"""The page of a country or region: its partnerships with Japanese municipalities and prefectures."""

import pandas as pd

from geodata import Dataset, Selection
from geodata.gazetteer.countries import country_codes, country_name
from geodata.quality.quality import incomplete_countries
from viewer.components.bar_chart import BarChart, count_bars
from viewer.components.coverage import coverage_text
from viewer.components.facts import Fact, agreement_facts, count_facts
from viewer.components.names import BilingualName, Link
from viewer.components.place_summary import summarise_country
from viewer.pages.not_found import UnknownCountryError
from viewer.pages.overview import (
    MAX_UNDIVIDED,
    Overview,
    event_list,
    partnership_table,
    render_overview,
    signed_bars,
)
from viewer.web.render_context import RenderContext

_COLUMNS = ("municipality", "prefecture", "partner", "kind", "status", "signed", "ended")


def render_country(dataset: Dataset, code: str, context: RenderContext) -> str:
    """Return the page of a country or region.

    code: ISO 3166-1 alpha-2. Raises UnknownCountryError for any other code.
    """
    if code not in country_codes():
        raise UnknownCountryError(code)
    _ = context.language.gettext
    selection = Selection(country=(code,))
    query = selection.query()
    frame = pd.DataFrame(dataset.select(selection).frame)
    heading = BilingualName.of(country_name(code, "en"), country_name(code, "ja"), context.lang)
    inside = frame[frame["prefecture_code"] != ""]
    first_sides_abroad = pd.DataFrame(dataset.frame[dataset.frame["municipality_country"] == code])
    tables = (
        [
            partnership_table(
                _list_title(frame, context), frame, _COLUMNS, query, context, section="prefecture"
            )
        ]
        if len(frame)
        else []
    )
    if len(first_sides_abroad):
        columns = ("municipality", "partner", "country", "kind", "status", "signed", "ended")
        title = _("Between places in it and others abroad")
        tables.append(partnership_table(title, first_sides_abroad, columns, "", context))
    bars = [
        *([_prefecture_bars(inside, query, context)] if len(inside) else []),
        *([signed_bars(frame, query, context)] if len(frame) else []),
    ]
    return render_overview(
        dataset,
        Overview(
            path=f"/countries/{code}",
            selection=selection,
            heading=heading,
            within=[],
            summary=summarise_country(heading.name, frame, context),
            facts=[
                *(count_facts(frame, query, context) if len(frame) else []),
                *agreement_facts(frame, context),
                *_coverage_facts(dataset, code, context),
                Fact(_("Code (ISO 3166-1)"), Link(code, "")),
            ],
            tables=tables,
            bars=bars,
            events=event_list(dataset, query, context),
        ),
        context,
    )


def _list_title(frame: pd.DataFrame, context: RenderContext) -> str:
    _ = context.language.gettext
    return _("Partnerships by prefecture") if len(frame) > MAX_UNDIVIDED else _("Partnerships by date")


def _coverage_facts(dataset: Dataset, code: str, context: RenderContext) -> list[Fact]:
    """Return how complete the partnerships are, if many are missing."""
    _ = context.language.gettext
    coverage = incomplete_countries(dataset).get(code)
    if coverage is None:
        return []
    value = Link(coverage_text(coverage, context), context.link("/about"))
    return [Fact(_("How complete"), value, _("sister and friendship cities only"))]


def _prefecture_bars(frame: pd.DataFrame, query: str, context: RenderContext) -> BarChart:
    """Return the chart of a country's partnerships by prefecture."""
    _ = context.language.gettext
    bars = count_bars(
        frame,
        "prefecture_code",
        "prefecture",
        lambda code: context.municipality(f"{code}000"),
        lambda code: f"{query}&prefecture={code}",
        context,
    )
    return BarChart(_("By prefecture"), _("Prefecture"), bars)
