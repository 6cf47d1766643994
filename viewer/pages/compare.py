"""The page that compares two countries, two prefectures or two municipalities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from geodata import Dataset, Selection, SelectionError
from geodata.gazetteer.countries import country_name
from viewer.components.comparison import ComparisonBars, compare_by_code, compare_by_decade, compare_by_year
from viewer.components.facts import (
    ENDED_STATUSES,
    IN_FORCE_STATUSES,
    Fact,
    agreement_facts,
    count_link,
    status_query,
)
from viewer.components.filter_form import choices
from viewer.components.names import BilingualName, Link, LinkedName, linked_municipality
from viewer.components.reading_order import country_key
from viewer.maps.embedded_map import small_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

_COMPARABLE = ("country", "prefecture", "municipality")


class ComparisonError(SelectionError):
    """A selection has more than two codes, or codes of more than one comparable filter."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(
            parameter, value, "two codes of one of country, prefecture or municipality, such as country=US,CN"
        )


@dataclass(frozen=True)
class ComparisonSide:
    """One side of a comparison: its linked name, its partnerships, and the query that selects them."""

    name: LinkedName
    frame: pd.DataFrame
    query: str


@dataclass(frozen=True)
class ComparisonRow:
    """A row of the table of counts: a term and the fact of each side."""

    term: str
    facts: list[Fact]


@dataclass(frozen=True)
class ComparisonOption:
    """An option of a form's drop-down list."""

    code: str
    name: str


@dataclass(frozen=True)
class ComparisonForm:
    """A form to choose what to compare: its parameter, options, and the codes chosen now ("" for none)."""

    parameter: str
    title: str
    options: list[ComparisonOption]
    chosen: tuple[str, str]


def render_compare(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return the page that compares the two codes of one filter; with fewer codes, only the forms.

    Raises ComparisonError for more than two codes, or codes of more than one comparable filter.
    """
    _ = context.language.gettext
    parameter, codes = _compared(selection)
    sides = [_side(dataset, selection, parameter, code, context) for code in codes]
    title = _("Compare two countries, prefectures or municipalities")
    if len(sides) == 2:
        side_names = {"first": sides[0].name.name.text, "second": sides[1].name.name.text}
        title = _("%(first)s and %(second)s compared") % side_names
    has_partnerships = len(sides) == 2 and any(len(side.frame) for side in sides)
    summary = _("How many partnerships each has, since when, with whom, and what both share.")
    query = selection.query()
    return render_template(
        "compare.html",
        context,
        extract_map_parts(small_map(dataset, selection, context), context) if has_partnerships else None,
        menu="compare",
        sharing=share(title, summary, "/compare", context, query),
        style_sheets=("place", "compare"),
        title=title,
        sides=sides,
        counts=_counts(sides, parameter, context) if has_partnerships else [],
        years=compare_by_year([side.frame for side in sides]) if has_partnerships else None,
        decades=compare_by_decade([(side.frame, side.query) for side in sides], context)
        if has_partnerships
        else None,
        shared=_shared(sides, parameter, context) if has_partnerships else [],
        forms=_forms(dataset, parameter, codes, context),
        action=context.root + "/compare",
        links=[Link(_("Both on the map"), context.link("/", query))] if has_partnerships else [],
        other_languages=context.other_languages("/compare", query),
    )


def _compared(selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Return the compared parameter ("" for none) and its codes."""
    filters = [(name, getattr(selection, name)) for name in _COMPARABLE if getattr(selection, name)]
    if len(filters) > 1:
        raise ComparisonError(filters[1][0], ",".join(filters[1][1]))
    parameter, codes = filters[0] if filters else ("", ())
    if len(codes) > 2:
        raise ComparisonError(parameter, ",".join(codes))
    return parameter, codes


def _side(
    dataset: Dataset, selection: Selection, parameter: str, code: str, context: RenderContext
) -> ComparisonSide:
    single = selection.model_copy(update={parameter: (code,)})
    return ComparisonSide(
        _name(parameter, code, context), pd.DataFrame(dataset.select(single).frame), single.query()
    )


def _name(parameter: str, code: str, context: RenderContext) -> LinkedName:
    if parameter == "country":
        name = BilingualName.of(country_name(code, "en"), country_name(code, "ja"), context.lang).name
        return LinkedName(name, context.country(code))
    return linked_municipality(f"{code}000" if parameter == "prefecture" else code, context)


def _counts(sides: Sequence[ComparisonSide], parameter: str, context: RenderContext) -> list[ComparisonRow]:
    _ = context.language.gettext
    others = (
        [("prefecture_code", _("Prefectures")), ("municipality_code", _("Municipalities"))]
        if parameter == "country"
        else [("country", _("Countries and regions")), ("partner_place", _("Partners"))]
    )
    by_status = [
        (_("Partnerships"), None, ""),
        (_("In force"), IN_FORCE_STATUSES, status_query(IN_FORCE_STATUSES)),
        (_("Ended or withdrawn"), ENDED_STATUSES, status_query(ENDED_STATUSES)),
    ]
    number = context.language.number

    def status_fact(side: ComparisonSide, statuses: tuple[str, ...] | None, filters: str) -> Fact:
        count = len(side.frame) if statuses is None else int(side.frame["status"].isin(statuses).sum())
        return Fact("", count_link(count, side.query, filters, context))

    rows = [
        ComparisonRow(term, [status_fact(side, statuses, filters) for side in sides])
        for term, statuses, filters in by_status
    ]
    rows += [
        ComparisonRow(term, [Fact("", Link(number(_distinct(side.frame[column])), "")) for side in sides])
        for column, term in others
    ]
    facts_by_term = [{fact.term: fact for fact in agreement_facts(side.frame, context)} for side in sides]
    unknown = Fact("", Link(_("not known"), ""))
    terms = [term for term in (_("First"), _("Latest")) if any(term in facts for facts in facts_by_term)]
    return rows + [
        ComparisonRow(term, [facts.get(term, unknown) for facts in facts_by_term]) for term in terms
    ]


def _distinct(values: "pd.Series[str]") -> int:
    return values[values != ""].nunique()


def _shared(sides: Sequence[ComparisonSide], parameter: str, context: RenderContext) -> list[ComparisonBars]:
    """Return both sides' counts by what their partnerships have in common."""
    _ = context.language.gettext
    frames = [side.frame for side in sides]
    queries = [side.query for side in sides]

    def filtered(name: str) -> Callable[[int, str], str]:
        return lambda side, code: context.link("/table", f"{queries[side]}&{name}={code}")

    if parameter == "country":
        towns = compare_by_code(
            _("Municipalities tied to both"), frames, "municipality_code", "municipality", context
        )
        prefectures = compare_by_code(_("By prefecture"), frames, "prefecture_code", "prefecture", context)
        return [
            prefectures.linked(lambda code: context.municipality(f"{code}000"), filtered("prefecture")),
            towns.shared().linked(context.municipality, filtered("municipality")),
        ]
    partners = compare_by_code(_("Partners of both"), frames, "partner_place", "partner", context)
    countries = compare_by_code(_("By country or region"), frames, "country", "country_name", context)
    return [countries.linked(context.country, filtered("country")), partners.shared()]


def _forms(
    dataset: Dataset, parameter: str, codes: Sequence[str], context: RenderContext
) -> list[ComparisonForm]:
    _ = context.language.gettext
    offered = choices(dataset, Selection(), dataset.facets(), context)
    prefectures = sorted(
        (ComparisonOption(choice.code, choice.label) for choice in offered.prefectures),
        key=lambda option: option.code,
    )
    countries = sorted(
        (ComparisonOption(choice.code, choice.label) for choice in offered.countries),
        key=lambda option: country_key(option.code, option.name, context.lang),
    )
    forms = [
        ("prefecture", _("Two prefectures"), prefectures),
        ("country", _("Two countries or regions"), countries),
        ("municipality", _("Two municipalities"), _municipalities(dataset, context)),
    ]
    return [
        ComparisonForm(name, title, options, _first_two(codes) if parameter == name else ("", ""))
        for name, title, options in forms
        if len(options) > 1
    ]


def _municipalities(dataset: Dataset, context: RenderContext) -> list[ComparisonOption]:
    """Return all municipalities with a partnership, ordered by code (north to south)."""
    label = context.language.gettext("%(name)s, %(prefecture)s")
    frame = dataset.frame[dataset.frame["municipality_code"] != ""]
    names = ["municipality", "municipality_ja", "prefecture", "prefecture_ja"]
    towns = frame.drop_duplicates("municipality_code").set_index("municipality_code")[names].sort_index()
    return [
        ComparisonOption(
            str(code),
            label
            % {
                "name": BilingualName.of(en, ja, context.lang).name.text,
                "prefecture": BilingualName.of(prefecture, prefecture_ja, context.lang).name.text,
            },
        )
        for code, en, ja, prefecture, prefecture_ja in towns.itertuples()
    ]


def _first_two(codes: Sequence[str]) -> tuple[str, str]:
    first, second = [*codes, "", ""][:2]
    return first, second
