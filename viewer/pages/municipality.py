"""The page of a city, ward, town or village."""

import pandas as pd

from geodata import Dataset, Selection
from geodata.dataset.place_ids import municipality_place_id
from geodata.geocoding.admin_hierarchy import city_of, is_municipality, names_of, wards_of
from viewer.components.bar_chart import BarChart, count_bars
from viewer.components.facts import Fact, agreement_facts, count_facts, website_facts
from viewer.components.labels import labels
from viewer.components.names import BilingualName, Link, LinkedName, linked_municipality
from viewer.components.partnership_table import PartnershipTable
from viewer.components.place_summary import summarise_municipality
from viewer.pages.not_found import UnknownMunicipalityError
from viewer.pages.overview import (
    Overview,
    event_list,
    partnership_table,
    reading_of,
    render_overview,
    signed_bars,
)
from viewer.web.render_context import RenderContext

_MAX_WITHOUT_CHARTS = 3
"""The maximum number of partnerships for which the page has no bar charts."""

_COLUMNS = ("partner", "country", "kind", "status", "signed", "ended")


def render_municipality(dataset: Dataset, code: str, context: RenderContext) -> str:
    """Return the page of a municipality.

    code: JIS X 0402, five digits, not of a prefecture. Raises UnknownMunicipalityError for any other code.
    """
    if not is_municipality(code):
        raise UnknownMunicipalityError(code)
    _ = context.language.gettext
    selection = Selection(municipality=(code,))
    query = selection.query()
    frame = pd.DataFrame(dataset.select(selection).frame)
    heading = BilingualName.of(*_names(frame, code), context.lang)
    wards = wards_of(code)
    of_wards = pd.DataFrame(dataset.select(Selection(municipality=wards)).frame) if wards else frame.iloc[:0]
    tables = (
        [partnership_table(_("Partnerships by date"), frame, _COLUMNS, query, context)] if len(frame) else []
    )
    if len(of_wards):
        inner = Selection(municipality=wards).query()
        columns = ("municipality", *_COLUMNS)
        tables.append(partnership_table(_("Partnerships of its wards"), of_wards, columns, inner, context))
    return render_overview(
        dataset,
        Overview(
            path=f"/municipalities/{code}",
            selection=selection,
            title=_("%(name)s, %(prefecture)s")
            % {
                "name": heading.name.text,
                "prefecture": linked_municipality(f"{code[:2]}000", context).name.text,
            },
            heading=heading,
            reading=reading_of(code),
            within=_within(code, context),
            summary=summarise_municipality(heading.name, frame, context),
            facts=[
                *(count_facts(frame, query, context) if len(frame) else []),
                *agreement_facts(frame, context),
                *website_facts(code, context),
                *_place_facts(frame, code, context),
            ],
            tables=[*tables, *partner_table(dataset, code, context)],
            bars=[country_bars(frame, query, context), signed_bars(frame, query, context)]
            if len(frame) > _MAX_WITHOUT_CHARTS
            else [],
            events=event_list(dataset, query, context),
            tables_first=True,
        ),
        context,
    )


def country_bars(frame: pd.DataFrame, query: str, context: RenderContext) -> BarChart:
    """Return the chart of partnerships by country or region.

    query: the filters that select the frame's rows.
    """
    _ = context.language.gettext
    bars = count_bars(
        frame, "country", "country_name", context.country, lambda code: f"{query}&country={code}", context
    )
    return BarChart(_("By country or region"), _("Country/region"), bars)


def partner_table(dataset: Dataset, code: str, context: RenderContext) -> list[PartnershipTable]:
    """Return a table of the partnerships in which a municipality or prefecture is the partner; [] if none."""
    all_partnerships = dataset.frame
    frame = pd.DataFrame(
        all_partnerships[all_partnerships["partner_place"].isin(_places_of(dataset.places, code))]
    )
    if frame.empty:
        return []
    columns = ("municipality", "prefecture", "partner", "kind", "status", "signed", "ended")
    title = context.language.gettext("Where it is the partner of another")
    return [partnership_table(title, frame, columns, "country=JP", context)]


def _places_of(places: pd.DataFrame, code: str) -> list[str]:
    """Return the ids of a municipality's places.

    As a partner it may have a second id: that of a Japanese place with the same origin and level.
    """
    id_ = municipality_place_id(code)
    if id_ not in places.index:
        return [id_]
    is_same = (places["origin"] == places.at[id_, "origin"]) & (places["level"] == places.at[id_, "level"])
    return [str(place_id) for place_id in places.index[is_same & (places["country"] == "JP")]]


def _names(frame: pd.DataFrame, code: str) -> tuple[str, str]:
    """Return the English and the Japanese name from the data, or from the JIS table if there are none."""
    if frame.empty:
        return names_of(code)
    return str(frame["municipality"].iloc[0]), str(frame["municipality_ja"].iloc[0])


def _within(code: str, context: RenderContext) -> list[LinkedName]:
    """Return the prefecture, after the designated city if the municipality is a ward."""
    outer_codes = filter(None, (city_of(code), f"{code[:2]}000"))
    return [linked_municipality(outer_code, context) for outer_code in outer_codes]


def _place_facts(frame: pd.DataFrame, code: str, context: RenderContext) -> list[Fact]:
    _ = context.language.gettext
    facts = [Fact(_("Code (JIS X 0402)"), Link(code, ""))]
    if frame.empty:
        return facts
    precision = labels(context.lang).precisions[frame["municipality_precision"].iloc[0]]
    return [Fact(_("Place shown"), Link(precision, "")), *facts]
