"""What the filter form offers, with counts, and the chips for what is set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from geodata import Dataset, Facets, Selection
from geodata.model import vocabulary
from viewer.components.labels import labels
from viewer.web.render_context import RenderContext

_CODE_COLUMNS = {
    "country": ("country", "country_name", "country_name_ja"),
    "prefecture": ("prefecture_code", "prefecture", "prefecture_ja"),
    "municipality": ("municipality_code", "municipality", "municipality_ja"),
}
"""The columns with the codes and the names of what filters name by a code."""

_LISTS = ("country", "status", "kind", "prefecture", "municipality")


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what it is called, whether it is set and how many partnerships it would show.

    names: all that the find box looks in.
    """

    code: str
    label: str
    names: str
    count: int
    count_text: str
    checked: bool


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Choices:
    """All that the form offers: countries by their number of partnerships, the others in their own order."""

    countries: list[Choice]
    statuses: list[Choice]
    kinds: list[Choice]
    prefectures: list[Choice]


def choices(dataset: Dataset, selection: Selection, facets: Facets, context: RenderContext) -> Choices:
    """Return what the form offers for a selection of the dataset."""
    frame = pd.DataFrame(dataset.frame)
    countries, prefectures = (_names(frame, list(_CODE_COLUMNS[name])) for name in ("country", "prefecture"))
    named = labels(context.lang)
    by_count = frame["country"].value_counts(sort=True).index
    present = set(frame["kind"].unique()), set(frame["status"].unique())
    kinds = {code: (named.kinds[code],) for code in vocabulary.KINDS if code in present[0]}
    statuses = {code: (named.statuses[code],) for code in vocabulary.STATUSES if code in present[1]}

    def choices_of(
        codes: Iterable[str],
        names: Mapping[str, tuple[str, ...]],
        counts: Mapping[str, int],
        chosen: tuple[str, ...],
    ) -> list[Choice]:
        return [_choice(code, names[code], counts.get(code, 0), code in chosen, context) for code in codes]

    return Choices(
        countries=choices_of(by_count, countries, facets.country, selection.country),
        statuses=choices_of(statuses, statuses, facets.status, selection.status),
        kinds=choices_of(kinds, kinds, facets.kind, selection.kind),
        prefectures=choices_of(
            sorted(filter(None, prefectures)), prefectures, facets.prefecture, selection.prefecture
        ),
    )


def chips(dataset: Dataset, selection: Selection, context: RenderContext, path: str = "/") -> list[Chip]:
    """Return a chip for each filter that is set, each with the address of the page at `path` without it."""
    frame = pd.DataFrame(dataset.frame)
    _ = context.language.gettext
    named = labels(context.lang)
    texts: dict[str, Mapping[str, str]] = {
        name: {code: _label(names, context) for code, names in _names(frame, list(columns)).items()}
        for name, columns in _CODE_COLUMNS.items()
        if getattr(selection, name)
    }
    texts |= {"status": named.statuses, "kind": named.kinds}
    undated = {"include": _("Undated included"), "exclude": _("Undated left out"), "only": _("Only undated")}
    found = [
        Chip(texts[name].get(value, value), _without(selection, name, value, context, path))
        for name in _LISTS
        for value in getattr(selection, name)
    ]
    singles = {
        "q": _("“%(words)s”") % {"words": selection.q} if selection.q else "",
        "year": _("In force in %(year)s") % {"year": selection.year} if selection.year is not None else "",
        "signed": _("Signed %(years)s") % {"years": _interval(selection.signed)} if selection.signed else "",
        "undated": undated.get(selection.undated or "", ""),
        "bbox": _("Inside a box") if selection.bbox else "",
    }
    found += [
        Chip(text, _without(selection, name, None, context, path)) for name, text in singles.items() if text
    ]
    return found


def _interval(signed: str) -> str:
    return signed.replace("/", "–").replace("..", "")


def _without(selection: Selection, name: str, value: str | None, context: RenderContext, path: str) -> str:
    empty = type(selection).model_fields[name].get_default(call_default_factory=True)
    rest = empty if value is None else tuple(other for other in getattr(selection, name) if other != value)
    return context.link(path, selection.model_copy(update={name: rest, "offset": 0}).query())


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
