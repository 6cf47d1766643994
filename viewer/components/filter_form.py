"""The filter form: choices with counts, select options, hidden fields, and chips for the set filters."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from geodata import Dataset, Facets, Selection
from geodata.gazetteer.country_words import words_for_country
from geodata.model import vocabulary
from geodata.query.search_text import reading_of_prefecture
from viewer.components.labels import labels
from viewer.web.render_context import RenderContext

_CODE_COLUMNS = {
    "country": ("country", "country_name", "country_name_ja"),
    "prefecture": ("prefecture_code", "prefecture", "prefecture_ja"),
    "municipality": ("municipality_code", "municipality", "municipality_ja"),
}
"""The columns of codes, English names and Japanese names of the filters that take codes."""

_LIST_FILTERS = ("country", "status", "kind", "prefecture", "municipality")


@dataclass(frozen=True)
class Choice:
    """A checkbox of a filter: its value, label, number of partnerships, and whether it is checked.

    names: the text that the find box searches.
    """

    code: str
    label: str
    names: str
    count: int
    count_text: str
    checked: bool


@dataclass(frozen=True)
class Chip:
    """A set filter as text, and the URL of the page without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Choices:
    """The checkboxes of the form: the checked ones first, then by number of partnerships."""

    countries: list[Choice]
    statuses: list[Choice]
    kinds: list[Choice]
    prefectures: list[Choice]


@dataclass(frozen=True)
class SelectOption:
    """An option of a drop-down list."""

    value: str
    text: str
    chosen: bool


def choices(dataset: Dataset, selection: Selection, facets: Facets, context: RenderContext) -> Choices:
    """Return the checkboxes of the form for a selection.

    facets: the counts of the selection, as `dataset.facets` returns them.
    """
    frame = pd.DataFrame(dataset.frame)
    countries, prefectures = (_names(frame, list(_CODE_COLUMNS[name])) for name in ("country", "prefecture"))
    named = labels(context.lang)
    by_count = frame["country"].value_counts(sort=True).index
    kinds_present, statuses_present = set(frame["kind"].unique()), set(frame["status"].unique())
    kinds = {code: (named.kinds[code],) for code in vocabulary.KINDS if code in kinds_present}
    statuses = {code: (named.statuses[code],) for code in vocabulary.STATUSES if code in statuses_present}

    def choices_of(
        codes: Iterable[str],
        names: Mapping[str, tuple[str, ...]],
        counts: Mapping[str, int],
        chosen: tuple[str, ...],
    ) -> list[Choice]:
        listed = [_choice(code, names[code], counts.get(code, 0), code in chosen, context) for code in codes]
        return sorted(listed, key=lambda choice: (not choice.checked, -choice.count, choice.code))

    def found_by(choice: Choice, words: Iterable[str]) -> Choice:
        return replace(choice, names=" ".join((choice.names, *words)))

    country_choices = choices_of(by_count, countries, facets.country, selection.country)
    prefecture_choices = choices_of(
        sorted(filter(None, prefectures)), prefectures, facets.prefecture, selection.prefecture
    )

    return Choices(
        countries=[found_by(choice, words_for_country(choice.code)) for choice in country_choices],
        statuses=choices_of(statuses, statuses, facets.status, selection.status),
        kinds=choices_of(kinds, kinds, facets.kind, selection.kind),
        prefectures=[found_by(choice, [reading_of_prefecture(choice.code)]) for choice in prefecture_choices],
    )


def chips(
    dataset: Dataset, selection: Selection, context: RenderContext, path: str = "/", query: str = ""
) -> list[Chip]:
    """Return a chip for each set filter, with the URL of the page at `path` without that filter.

    query: other parameters of that page, as a query string.
    """
    frame = pd.DataFrame(dataset.frame)
    _ = context.language.gettext
    named = labels(context.lang)
    texts: dict[str, Mapping[str, str]] = {
        name: {code: _label(names, context) for code, names in _names(frame, list(columns)).items()}
        for name, columns in _CODE_COLUMNS.items()
        if getattr(selection, name)
    }
    texts |= {"status": _statuses_then(named.statuses, selection.year, context), "kind": named.kinds}
    undated = {"include": _("Undated included"), "exclude": _("Undated left out"), "only": _("Only undated")}
    list_chips = [
        Chip(texts[name].get(value, value), _without(selection, name, value, context, path, query))
        for name in _LIST_FILTERS
        for value in getattr(selection, name)
    ]
    singles = {
        "q": _("“%(words)s”") % {"words": selection.q} if selection.q else "",
        "year": _("In force in %(year)s") % {"year": selection.year} if selection.year is not None else "",
        "signed": _("Signed %(years)s") % {"years": _interval(selection.signed)} if selection.signed else "",
        "ended": _("Ended or suspended %(years)s") % {"years": _interval(selection.ended)}
        if selection.ended
        else "",
        "undated": undated.get(selection.undated or "", ""),
        "bbox": _("Inside a box") if selection.bbox else "",
    }
    single_chips = [
        Chip(text, _without(selection, name, None, context, path, query))
        for name, text in singles.items()
        if text
    ]
    return list_chips + single_chips


def _statuses_then(names: Mapping[str, str], year: int | None, context: RenderContext) -> Mapping[str, str]:
    """Return the names of the statuses as they were in a year, as of today for None."""
    if year is None:
        return names
    then = context.language.gettext("%(status)s in %(year)s")
    return {code: then % {"status": name, "year": year} for code, name in names.items()}


def undated_options(selection: Selection, context: RenderContext) -> list[SelectOption]:
    """Return the options of the filter of partnerships without a known date."""
    _ = context.language.gettext
    texts = {
        "": _("Left out when a year is set"),
        "include": _("Show them"),
        "exclude": _("Leave them out"),
        "only": _("Show only them"),
    }
    return [SelectOption(value, text, value == (selection.undated or "")) for value, text in texts.items()]


def hidden_fields(
    selection: Selection, names: Collection[str], context: RenderContext
) -> list[tuple[str, str]]:
    """Return the names and values of the form's hidden fields: the language and filters without a control.

    names: the parameters of the selection that have no control in the form.
    """
    parameters = [(name, value) for name, value in selection.parameters() if name in names]
    return [*([("lang", context.lang)] if context.keep_lang else []), *parameters]


def _interval(interval: str) -> str:
    first, last = interval.split("/")
    return first if first == last else f"{first}–{last}".replace("..", "")


def _without(
    selection: Selection, name: str, value: str | None, context: RenderContext, path: str, query: str
) -> str:
    empty = type(selection).model_fields[name].get_default(call_default_factory=True)
    remaining = (
        empty if value is None else tuple(other for other in getattr(selection, name) if other != value)
    )
    rest = selection.model_copy(update={name: remaining, "offset": 0}).query()
    return context.link(path, "&".join(filter(None, (query, rest))))


def _names(frame: pd.DataFrame, columns: list[str]) -> dict[str, tuple[str, ...]]:
    table = frame[columns].drop_duplicates(columns[0])
    return {code: (name, name_ja) for code, name, name_ja in table.itertuples(index=False)}


def _label(names: tuple[str, ...], context: RenderContext) -> str:
    return names[1] if context.lang == "ja" and len(names) > 1 and names[1] else names[0]


def _choice(code: str, names: tuple[str, ...], count: int, checked: bool, context: RenderContext) -> Choice:
    return Choice(
        code=code,
        label=_label(names, context),
        names=" ".join(names),
        count=count,
        count_text=context.language.number(count),
        checked=checked,
    )
