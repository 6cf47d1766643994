"""The indexes of countries and of municipalities, each place with its number of partnerships."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

import pandas as pd

from geodata import Dataset, SelectionError
from geodata.geocoding.admin_hierarchy import names_of
from geodata.model.vocabulary import PREFECTURES
from viewer.components.names import BilingualName, Link, LinkedName, Name
from viewer.components.reading_order import NameKey, country_key, initial_of, municipality_key
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

IndexOrder = Literal["prefecture", "name"]
"""How the index of municipalities is ordered: by prefecture from north to south, or by name."""

_ORDERS: tuple[IndexOrder, ...] = get_args(IndexOrder)


@dataclass(frozen=True)
class IndexItem:
    """A place of an index, and its number of partnerships; `within` is its prefecture or ""."""

    name: LinkedName
    count: str
    within: str = ""


@dataclass(frozen=True)
class IndexSection:
    """A section of an index: the id and the text of its heading, the URL of its page or "", and a count."""

    anchor: str
    title: str
    url: str
    count: str
    items: list[IndexItem]


def parse_order(text: str) -> IndexOrder:
    """Return the order of the index of municipalities. Raises SelectionError for an unknown one."""
    for order in _ORDERS:
        if text in (order, ""):
            return order
    raise SelectionError("order", text, ", ".join(_ORDERS))


def render_countries(dataset: Dataset, context: RenderContext) -> str:
    """Return the index of countries and regions, by name."""
    _ = context.language.gettext
    counts = dataset.frame["country"].value_counts()
    names = dataset.frame.drop_duplicates("country").set_index("country")[["country_name", "country_name_ja"]]
    keyed = []
    for code, english, japanese in names.itertuples():
        name = BilingualName.of(english, japanese, context.lang).name
        item = IndexItem(
            LinkedName(name, context.country(str(code))), context.language.number(int(counts[code]))
        )
        keyed.append((country_key(str(code), name.text, context.lang), item))
    total = context.language.ngettext(
        "%(count)s country or region", "%(count)s countries and regions", len(keyed)
    )
    return _render(
        "countries",
        _("Countries and regions"),
        _("%(countries)s with partnerships, each with their number.") % {"countries": total},
        _by_initial(keyed, context),
        [Link(_("By number"), context.link("/ranking", "by=country"))],
        context,
    )


def render_municipalities(dataset: Dataset, order: IndexOrder, context: RenderContext) -> str:
    """Return the index of the municipalities and prefectures that have partnerships."""
    _ = context.language.gettext
    frame = pd.DataFrame(dataset.frame[dataset.frame["municipality_code"] != ""])
    sections = (
        _by_prefecture(frame, context)
        if order == "prefecture"
        else _by_initial(_keyed(frame, context), context)
    )
    total = context.language.ngettext(
        "%(count)s municipality or prefecture",
        "%(count)s municipalities and prefectures",
        frame["municipality_code"].nunique(),
    )
    orders = {"prefecture": _("By prefecture"), "name": _("By name")}
    return _render(
        "municipalities",
        _("Municipalities and prefectures"),
        _("%(municipalities)s with partnerships, each with their number.") % {"municipalities": total},
        sections,
        [
            *(
                Link(text, "" if key == order else context.link("/municipalities", f"order={key}"))
                for key, text in orders.items()
            ),
            Link(_("By number"), context.link("/ranking", "by=municipality")),
        ],
        context,
        query="" if order == "prefecture" else f"order={order}",
    )


def _render(
    key: str,
    title: str,
    summary: str,
    sections: list[IndexSection],
    orders: list[Link],
    context: RenderContext,
    query: str = "",
) -> str:
    path = f"/{key}"
    return render_template(
        "place_index.html",
        context,
        menu=key,
        sharing=share(title, summary, path, context, query),
        style_sheets=("place_index",),
        title=title,
        summary=summary,
        sections=sections,
        orders=orders,
        other_languages=context.other_languages(path, query),
    )


def _by_prefecture(frame: pd.DataFrame, context: RenderContext) -> list[IndexSection]:
    number = context.language.number
    sections = []
    for prefecture, inside in frame.groupby("prefecture_code", sort=True):
        counts = inside["municipality_code"].value_counts().sort_index()
        code = f"{prefecture}000"
        items = [
            IndexItem(
                LinkedName(
                    Name(context.language.gettext("The prefecture itself"), context.lang)
                    if municipality == code
                    else _name(str(municipality), context),
                    context.municipality(str(municipality)),
                ),
                number(int(count)),
            )
            for municipality, count in counts.items()
        ]
        sections.append(
            IndexSection(
                f"prefecture-{prefecture}",
                BilingualName.of(*PREFECTURES[str(prefecture)], context.lang).name.text,
                context.municipality(code),
                number(len(inside)),
                items,
            )
        )
    return sections


def _keyed(frame: pd.DataFrame, context: RenderContext) -> list[tuple[NameKey, IndexItem]]:
    keyed = []
    for code, count in frame["municipality_code"].value_counts().items():
        english, japanese = names_of(str(code))
        is_prefecture = str(code).endswith("000")
        within = "" if is_prefecture else _name(f"{str(code)[:2]}000", context).text
        item = IndexItem(
            LinkedName(_name(str(code), context), context.municipality(str(code))),
            context.language.number(int(count)),
            within,
        )
        keyed.append((municipality_key(str(code), english, japanese, context.lang), item))
    return keyed


def _by_initial(keyed: Iterable[tuple[NameKey, IndexItem]], context: RenderContext) -> list[IndexSection]:
    """Return sections by the row of kana (Japanese) or the letter with which names begin."""
    ordered = sorted(keyed, key=lambda pair: (pair[0], pair[1].within))
    groups = groupby(ordered, key=lambda pair: initial_of(pair[0], context.lang))
    return [
        IndexSection(f"initial-{initial}", initial, "", "", [item for _key, item in group])
        for initial, group in groups
    ]


def _name(code: str, context: RenderContext) -> Name:
    return BilingualName.of(*names_of(code), context.lang).name
