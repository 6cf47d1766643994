"""Two countries, two prefectures or two municipalities side by side: counts, years, and what they share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from geodata import Dataset, Selection, SelectionError
from geodata.gazetteer.countries import country_name
from geodata.geocoding.admin_hierarchy import names_of
from viewer.components.comparison import PairBars, pair_bars, pair_columns, pair_decades
from viewer.components.filter_form import choices
from viewer.components.partnership_text import Link, LinkedName
from viewer.maps.embedded_map import small_map
from viewer.maps.map_parts import take_apart
from viewer.pages.overview import IN_FORCE, OVER, Fact, agreement_facts, both
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
class Side:
    """One of the two: its name with its page, its partnerships, and the filters that give them."""

    name: LinkedName
    frame: pd.DataFrame
    query: str


@dataclass(frozen=True)
class Counted:
    """A row of the table of counts: the same of both sides."""

    term: str
    facts: list[Fact]


@dataclass(frozen=True)
class Option:
    """A choice of a form."""

    code: str
    name: str


@dataclass(frozen=True)
class Form:
    """A form by which two of a sort are chosen: its parameter, its options, and the codes of what is."""

    sort: str
    title: str
    options: list[Option]
    chosen: tuple[str, str]


def render_compare(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return the page that compares what a selection names: two of one sort, or a form to choose them by.

    Raises ComparisonError where it names more than two, or two of different sorts.
    """
    _ = context.language.gettext
    sort, codes = _compared(selection)
    sides = [_side(dataset, selection, sort, code, context) for code in codes]
    title = _("Compare two countries, prefectures or municipalities")
    if len(sides) == 2:
        told = {"first": sides[0].name.name.text, "second": sides[1].name.name.text}
        title = _("%(first)s and %(second)s compared") % told
    known = len(sides) == 2 and any(len(side.frame) for side in sides)
    summary = _("How many partnerships each has, since when, with whom, and what both share.")
    query = selection.query()
    return render_template(
        "compare.html",
        context,
        take_apart(small_map(dataset, selection, context), context) if known else None,
        sharing=share(title, summary, "/compare", context, query),
        sheets=("place", "compare"),
        title=title,
        sides=sides,
        counts=_counts(sides, sort, context) if known else [],
        years=pair_columns([side.frame for side in sides]) if known else None,
        decades=pair_decades([(side.frame, side.query) for side in sides], context) if known else None,
        shared=_shared(sides, sort, context) if known else [],
        forms=_forms(dataset, sort, codes, context),
        action=context.root + "/compare",
        links=[Link(_("Both on the map"), context.link("/", query))] if known else [],
        other_languages=context.other_languages("/compare", query),
    )


def _compared(selection: Selection) -> tuple[str, tuple[str, ...]]:
    given = [(sort, getattr(selection, sort)) for sort in COMPARABLE if getattr(selection, sort)]
    if len(given) > 1:
        raise ComparisonError(given[1][0], ",".join(given[1][1]))
    sort, codes = given[0] if given else ("", ())
    if len(codes) > 2:
        raise ComparisonError(sort, ",".join(codes))
    return sort, codes


def _side(dataset: Dataset, selection: Selection, sort: str, code: str, context: RenderContext) -> Side:
    alone = selection.model_copy(update={sort: (code,)})
    return Side(_name(sort, code, context), pd.DataFrame(dataset.select(alone).frame), alone.query())


def _name(sort: str, code: str, context: RenderContext) -> LinkedName:
    if sort == "country":
        names = (country_name(code, "en"), country_name(code, "ja"))
        return LinkedName(both(names, context.lang)[0], context.country(code))
    whole = f"{code}000" if sort == "prefecture" else code
    return LinkedName(both(names_of(whole), context.lang)[0], context.municipality(whole))


def _counts(sides: Sequence[Side], sort: str, context: RenderContext) -> list[Counted]:
    _ = context.language.gettext
    others = (
        [("prefecture_code", _("Prefectures")), ("municipality_code", _("Municipalities"))]
        if sort == "country"
        else [("country", _("Countries and regions")), ("partner_place", _("Partners"))]
    )
    by_status = [
        (_("Partnerships"), None, ""),
        (_("In force"), IN_FORCE, f"status={','.join(IN_FORCE)}"),
        (_("Ended or withdrawn"), OVER, f"status={','.join(OVER)}"),
    ]
    number = context.language.number

    def of_status(side: Side, statuses: tuple[str, ...] | None, more: str) -> Fact:
        count = len(side.frame) if statuses is None else int(side.frame["status"].isin(statuses).sum())
        query = "&".join(filter(None, (side.query, more)))
        return Fact("", Link(number(count), context.link("/table", query) if count else ""))

    counted = [
        Counted(term, [of_status(side, statuses, more) for side in sides])
        for term, statuses, more in by_status
    ]
    counted += [
        Counted(term, [Fact("", Link(number(_distinct(side.frame[column])), "")) for side in sides])
        for column, term in others
    ]
    ends = [{fact.term: fact for fact in agreement_facts(side.frame, context)} for side in sides]
    none = Fact("", Link(_("not known"), ""))
    terms = [term for term in (_("First"), _("Latest")) if any(term in end for end in ends)]
    return counted + [Counted(term, [end.get(term, none) for end in ends]) for term in terms]


def _distinct(values: "pd.Series[str]") -> int:
    return values[values != ""].nunique()


def _shared(sides: Sequence[Side], sort: str, context: RenderContext) -> list[PairBars]:
    """Return what both have ties with, and what only one of them has."""
    _ = context.language.gettext
    frames = [side.frame for side in sides]
    queries = [side.query for side in sides]

    def filtered(name: str) -> Callable[[int, str], str]:
        return lambda side, code: context.link("/table", f"{queries[side]}&{name}={code}")

    if sort == "country":
        towns = pair_bars(
            _("Municipalities tied to both"), frames, "municipality_code", "municipality", context
        )
        prefectures = pair_bars(_("By prefecture"), frames, "prefecture_code", "prefecture", context)
        return [
            prefectures.linked(lambda code: context.municipality(f"{code}000"), filtered("prefecture")),
            towns.shared().linked(context.municipality, filtered("municipality")),
        ]
    partners = pair_bars(_("Partners of both"), frames, "partner_place", "partner", context)
    countries = pair_bars(_("By country or region"), frames, "country", "country_name", context)
    return [countries.linked(context.country, filtered("country")), partners.shared()]


def _forms(dataset: Dataset, sort: str, codes: Sequence[str], context: RenderContext) -> list[Form]:
    _ = context.language.gettext
    offered = choices(dataset, Selection(), dataset.facets(), context)
    prefectures = [Option(choice.code, choice.label) for choice in offered.prefectures]
    countries = sorted((Option(choice.code, choice.label) for choice in offered.countries), key=_by_name)
    forms = [
        ("prefecture", _("Two prefectures"), prefectures),
        ("country", _("Two countries or regions"), countries),
        ("municipality", _("Two municipalities"), _municipalities(dataset, context)),
    ]
    return [
        Form(name, title, options, _two(codes) if sort == name else ("", ""))
        for name, title, options in forms
        if len(options) > 1
    ]


def _by_name(option: Option) -> str:
    return option.name


def _municipalities(dataset: Dataset, context: RenderContext) -> list[Option]:
    """Return all municipalities with a partnership, in the order of their codes: from the north."""
    pick = context.language.gettext("%(name)s, %(prefecture)s")
    frame = dataset.frame[dataset.frame["municipality_code"] != ""]
    names = ["municipality", "municipality_ja", "prefecture", "prefecture_ja"]
    towns = frame.drop_duplicates("municipality_code").set_index("municipality_code")[names].sort_index()
    return [
        Option(
            str(code),
            pick
            % {
                "name": both((en, ja), context.lang)[0].text,
                "prefecture": both((within, within_ja), context.lang)[0].text,
            },
        )
        for code, en, ja, within, within_ja in towns.itertuples()
    ]


def _two(codes: Sequence[str]) -> tuple[str, str]:
    first, second = [*codes, "", ""][:2]
    return first, second
