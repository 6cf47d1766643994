"""The ranking of a selection: bars by place or date, sorted by number, each a filter; and anniversaries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from geodata import Dataset, Facets, Selection, SelectionError
from geodata.model.dates import FIRST_YEAR, LAST_YEAR
from viewer.components.anniversaries import anniversary_tables
from viewer.components.bar_chart import Bar, decade_name, make_bars, names_by_code
from viewer.components.counts import count_text, undated_left_out_text
from viewer.components.filter_form import chips
from viewer.components.names import Link, Name
from viewer.components.selection_title import selection_name
from viewer.components.site_menu import selection_views
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share

RankingBy = Literal["prefecture", "municipality", "country", "partner", "year", "decade", "anniversary"]
RANKINGS: tuple[RankingBy, ...] = get_args(RankingBy)

MAX_BARS = 100
"""The maximum number of bars of a ranking; the page says how many there are in all."""

_CODES = {
    "prefecture": ("prefecture_code", "prefecture"),
    "municipality": ("municipality_code", "municipality"),
    "country": ("country", "country_name"),
}
"""The columns of the codes and of the names of the rankings by a filter that takes codes."""


@dataclass(frozen=True)
class Ranking:
    """What a ranking counts by (`by`); of anniversaries, those held in `year` (None: the next year)."""

    by: RankingBy = "prefecture"
    year: int | None = None

    @classmethod
    def parse(cls, by: str, year: str) -> "Ranking":
        """Return the ranking of a request's parameters. Raises SelectionError for wrong values."""
        known = next((name for name in RANKINGS if name == (by or "prefecture")), None)
        if known is None:
            raise SelectionError("by", by, ", ".join(RANKINGS))
        if not year:
            return cls(known)
        if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
            raise SelectionError("anniversary", year, f"a year from {FIRST_YEAR} to {LAST_YEAR}")
        return cls(known, int(year))

    def query(self, selection: Selection) -> str:
        """Return the query string of the ranking of a selection."""
        year = f"anniversary={self.year}" if self.by == "anniversary" and self.year else ""
        return "&".join(filter(None, (f"by={self.by}", year, selection.query())))


def render_ranking(dataset: Dataset, selection: Selection, ranking: Ranking, context: RenderContext) -> str:
    """Return the page of a ranking of a selection."""
    _ = context.language.gettext
    facets = dataset.facets(selection)
    titles = _titles(context)
    name = selection_name(dataset, selection, context)
    title = (
        _("%(selection)s: %(ranking)s") % {"selection": name, "ranking": titles[ranking.by]}
        if name
        else _("Ranking: %(ranking)s") % {"ranking": titles[ranking.by]}
    )
    bars = _bars(dataset, selection, ranking, context) if ranking.by != "anniversary" else []
    year = ranking.year or (int(dataset.as_of[:4]) + 1 if dataset.as_of else LAST_YEAR)
    tables = anniversary_tables(dataset, selection, year, context) if ranking.by == "anniversary" else []
    query = ranking.query(selection)
    return render_template(
        "ranking.html",
        context,
        menu="ranking",
        sharing=share(title, count_text(facets.total, context), "/ranking", context, query),
        style_sheets=("place", "partnership_table", "table", "ranking"),
        views=selection_views("ranking", selection.query(), context),
        kinds=[
            Link(text, "" if by == ranking.by else context.link("/ranking", Ranking(by).query(selection)))
            for by, text in titles.items()
        ],
        heading=titles[ranking.by],
        column=_column(ranking.by, context),
        by=ranking.by,
        bars=bars[:MAX_BARS],
        more=_more(len(bars), context),
        tables=tables,
        year=year,
        year_fields=_year_fields(selection, ranking, context),
        action=context.root + "/ranking",
        previous=_year_link(selection, year - 1, context),
        next=_year_link(selection, year + 1, context),
        chips=chips(dataset, selection, context, "/ranking", f"by={ranking.by}"),
        total_text=count_text(facets.total, context),
        facets=facets,
        left_out_text=_left_out(facets, context),
        include_undated=context.link(
            "/ranking", ranking.query(selection.model_copy(update={"undated": "include"}))
        ),
        other_languages=context.other_languages("/ranking", query),
    )


def _titles(context: RenderContext) -> dict[RankingBy, str]:
    _ = context.language.gettext
    return {
        "prefecture": _("By prefecture"),
        "municipality": _("By municipality"),
        "country": _("By country or region"),
        "partner": _("By partner"),
        "year": _("By year of signing"),
        "decade": _("By decade of signing"),
        "anniversary": _("Anniversaries"),
    }


def _column(by: RankingBy, context: RenderContext) -> str:
    _ = context.language.gettext
    titles = {
        "prefecture": _("Prefecture"),
        "municipality": _("Municipality"),
        "country": _("Country/region"),
        "partner": _("Partner"),
        "year": _("Year"),
    }
    return titles.get(by, _("Decade"))


def _left_out(facets: Facets, context: RenderContext) -> str:
    return undated_left_out_text(facets.undated_left_out, context)


def _more(count: int, context: RenderContext) -> str:
    """Return how many bars are shown, if not all are."""
    if count <= MAX_BARS:
        return ""
    number = context.language.number
    shown = {"shown": number(MAX_BARS), "total": number(count)}
    return context.language.gettext("The first %(shown)s of %(total)s are shown.") % shown


def _bars(dataset: Dataset, selection: Selection, ranking: Ranking, context: RenderContext) -> list[Bar]:
    """Return the bars, the longest first.

    The bars of a filter are counted without that filter, so that the chosen ones stand among the others.
    """
    if ranking.by in _CODES:
        others = dataset.select(selection.model_copy(update={ranking.by: ()}))
        return _code_bars(pd.DataFrame(others.frame), selection, ranking, context)
    if ranking.by == "partner":
        return _partner_bars(dataset, selection, context)
    others = dataset.select(selection.model_copy(update={"signed": None}))
    return _date_bars(pd.DataFrame(others.frame), selection, ranking, context)


def _code_bars(
    frame: pd.DataFrame, selection: Selection, ranking: Ranking, context: RenderContext
) -> list[Bar]:
    code_column, name_column = _CODES[ranking.by]
    frame = frame[frame[code_column] != ""]
    counts = frame[code_column].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    names = names_by_code(frame, code_column, name_column, context.lang)
    chosen: Sequence[str] = getattr(selection, ranking.by)

    def row(code: str, count: int) -> tuple[Name, str, int, str]:
        toggled = tuple(value for value in chosen if value != code) if code in chosen else (*chosen, code)
        filtered = selection.model_copy(update={ranking.by: toggled})
        alone = selection.model_copy(update={ranking.by: (code,)})
        return (
            names[code],
            context.link("/ranking", ranking.query(filtered)),
            count,
            context.link("/table", alone.query()),
        )

    return make_bars(
        (row(str(code), int(count)) for code, count in counts.items()),
        context,
        chosen=[str(code) in chosen for code in counts.index],
    )


def _partner_bars(dataset: Dataset, selection: Selection, context: RenderContext) -> list[Bar]:
    """Return the bars of partners. A partner is a filter as the words of its name, in its country."""
    frame = pd.DataFrame(dataset.select(selection).frame)
    counts = frame["partner_place"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    names = names_by_code(frame, "partner_place", "partner", context.lang)
    first = frame.drop_duplicates("partner_place").set_index("partner_place")

    def row(place: str, count: int) -> tuple[Name, str, int, str]:
        if count == 1:
            return names[place], context.partnership(str(first.at[place, "id"])), count, ""
        names_of_place = (str(first.at[place, "partner"]), str(first.at[place, "partner_admin1"]))
        words = ", ".join(filter(None, names_of_place))
        found = selection.model_copy(update={"q": words, "country": (first.at[place, "country"],)})
        return names[place], context.link("/", found.query()), count, context.link("/table", found.query())

    return make_bars((row(str(place), int(count)) for place, count in counts.items()), context)


def _date_bars(
    frame: pd.DataFrame, selection: Selection, ranking: Ranking, context: RenderContext
) -> list[Bar]:
    years = frame.loc[frame["signed"] != "", "signed_year"].dropna().astype(int)
    span = 10 if ranking.by == "decade" else 1
    counts = (years // span * span).value_counts().sort_index()
    counts = counts.sort_values(ascending=False, kind="stable")

    def interval(first: int) -> str:
        return f"{first}/{first + span - 1}"

    def row(first: int, count: int) -> tuple[Name, str, int, str]:
        alone = selection.model_copy(update={"signed": interval(first)})
        is_chosen = selection.signed == interval(first)
        toggled = selection.model_copy(update={"signed": None if is_chosen else interval(first)})
        text = decade_name(first, context) if span > 1 else context.language.date(str(first))
        return (
            Name(text, context.lang),
            context.link("/ranking", ranking.query(toggled)),
            count,
            context.link("/table", alone.query()),
        )

    return make_bars(
        (row(first, count) for first, count in zip(counts.index.tolist(), counts.tolist(), strict=True)),
        context,
        chosen=[selection.signed == interval(first) for first in counts.index.astype(int).tolist()],
    )


def _year_link(selection: Selection, year: int, context: RenderContext) -> Link:
    query = Ranking("anniversary", year).query(selection)
    return Link(context.language.date(str(year)), context.link("/ranking", query))


def _year_fields(selection: Selection, ranking: Ranking, context: RenderContext) -> list[tuple[str, str]]:
    """Return the hidden fields of the form that chooses the year of anniversaries."""
    language = [("lang", context.lang)] if context.keep_lang else []
    return [*language, ("by", ranking.by), *selection.parameters()]
