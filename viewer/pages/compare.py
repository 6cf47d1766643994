"""Two countries, two prefectures or two municipalities side by side: counts, years, and what they share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from geodata import Dataset, Selection, SelectionError
from geodata.gazetteer.countries import country_name
from geodata.geocoding.admin_hierarchy import names_of
from viewer.components.comparison import ComparisonBars, compare_by_code, compare_by_decade, compare_by_year
from viewer.components.filter_form import choices
from viewer.components.partnership_text import Link, LinkedName
from viewer.maps.embedded_map import small_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.overview import ENDED_STATUSES, IN_FORCE_STATUSES, Fact, agreement_facts, both
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

COMPARABLE = ("country", "prefecture", "municipality")


class ComparisonError(SelectionError):
    """A selection names more than two, or two of different sorts."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(
            parameter, value, "two codes of one of country, prefecture or municipality, such as country=US,CN"
        )


@dataclass(frozen=True)
class ComparisonSide:
    """One of the two: its name with its page, its partnerships, and the filters that give them."""

    name: LinkedName
    frame: pd.DataFrame
    query: str


@dataclass(frozen=True)
class ComparisonRow:
    """A row of the table of counts: the same of both sides."""

    term: str
    facts: list[Fact]


@dataclass(frozen=True)
class ComparisonOption:
    """A choice of a form."""

    code: str
    name: str


@dataclass(frozen=True)
class ComparisonForm:
    """A form by which two of a sort are chosen: its parameter, its options, and the codes of what is."""

    parameter: str
    title: str
    options: list[ComparisonOption]
    chosen: tuple[str, str]


def render_compare(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return the page that compares what a selection names: two of one sort, or a form to choose them by.

    Raises ComparisonError where it names more than two, or two of different sorts.
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
    parameters = [
        (parameter, getattr(selection, parameter))
        for parameter in COMPARABLE
        if getattr(selection, parameter)
    ]
    if len(parameters) > 1:
        raise ComparisonError(parameters[1][0], ",".join(parameters[1][1]))
    parameter, codes = parameters[0] if parameters else ("", ())
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
        names = (country_name(code, "en"), country_name(code, "ja"))
        return LinkedName(both(names, context.lang)[0], context.country(code))
    municipality_code = f"{code}000" if parameter == "prefecture" else code
    return LinkedName(
        both(names_of(municipality_code), context.lang)[0], context.municipality(municipality_code)
    )


def _counts(sides: Sequence[ComparisonSide], parameter: str, context: RenderContext) -> list[ComparisonRow]:
    _ = context.language.gettext
    others = (
        [("prefecture_code", _("Prefectures")), ("municipality_code", _("Municipalities"))]
        if parameter == "country"
        else [("country", _("Countries and regions")), ("partner_place", _("Partners"))]
    )
    by_status = [
        (_("Partnerships"), None, ""),
        (_("In force"), IN_FORCE_STATUSES, f"status={','.join(IN_FORCE_STATUSES)}"),
        (_("Ended or withdrawn"), ENDED_STATUSES, f"status={','.join(ENDED_STATUSES)}"),
    ]
    number = context.language.number

    def of_status(side: ComparisonSide, statuses: tuple[str, ...] | None, extra_query: str) -> Fact:
        count = len(side.frame) if statuses is None else int(side.frame["status"].isin(statuses).sum())
        query = "&".join(filter(None, (side.query, extra_query)))
        return Fact("", Link(number(count), context.link("/table", query) if count else ""))

    rows = [
        ComparisonRow(term, [of_status(side, statuses, extra_query) for side in sides])
        for term, statuses, extra_query in by_status
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
    """Return what both have ties with, and what only one of them has."""
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
    prefectures = [ComparisonOption(choice.code, choice.label) for choice in offered.prefectures]
    countries = sorted(
        (ComparisonOption(choice.code, choice.label) for choice in offered.countries), key=_by_name
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


def _by_name(option: ComparisonOption) -> str:
    return option.name


def _municipalities(dataset: Dataset, context: RenderContext) -> list[ComparisonOption]:
    """Return all municipalities with a partnership, in the order of their codes: from the north."""
    label = context.language.gettext("%(name)s, %(prefecture)s")
    frame = dataset.frame[dataset.frame["municipality_code"] != ""]
    names = ["municipality", "municipality_ja", "prefecture", "prefecture_ja"]
    towns = frame.drop_duplicates("municipality_code").set_index("municipality_code")[names].sort_index()
    return [
        ComparisonOption(
            str(code),
            label
            % {
                "name": both((en, ja), context.lang)[0].text,
                "prefecture": both((within, within_ja), context.lang)[0].text,
            },
        )
        for code, en, ja, within, within_ja in towns.itertuples()
    ]


def _first_two(codes: Sequence[str]) -> tuple[str, str]:
    first, second = [*codes, "", ""][:2]
    return first, second
