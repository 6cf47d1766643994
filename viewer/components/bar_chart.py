"""Counts as a list of bars: how many partnerships by country, by prefecture, by decade."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from viewer.components.partnership_text import Name
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class Bar:
    """A name with its page or "", a count with what it counts, and its share of the largest in percent."""

    name: Name
    url: str
    count: str
    count_url: str
    share: str


@dataclass(frozen=True)
class BarChart:
    """A table of bars under a heading, with the name of its first column."""

    title: str
    column: str
    bars: list[Bar]


def make_bars(rows: Iterable[tuple[Name, str, int, str]], context: RenderContext) -> list[Bar]:
    """Return bars of (name, its page, count, what is counted); the largest is as long as there is room."""
    given = list(rows)
    largest = max((count for _, _, count, _ in given), default=0) or 1
    return [
        Bar(name, url, context.language.number(count), count_url, f"{100 * count / largest:.1f}")
        for name, url, count, count_url in given
    ]


def decades(signed_years: "pd.Series[int]") -> dict[int, int]:
    """Return how many were signed in each decade from the first to the last, those without any included."""
    counted = (signed_years.dropna().astype(int) // 10 * 10).value_counts()
    if counted.empty:
        return {}
    return {
        year: int(counted.get(year, 0)) for year in range(counted.index.min(), counted.index.max() + 10, 10)
    }


def decade_name(year: int, context: RenderContext) -> str:
    """Return a decade in words, by its first year: `1980s`."""
    return context.language.gettext("%(year)ss") % {"year": year}


def decade_bars(signed_years: "pd.Series[int]", parameters: str, context: RenderContext) -> list[Bar]:
    """Return a bar a decade; each leads to the table of what was signed in it, under other filters."""
    return make_bars(
        (
            (
                Name(decade_name(year, context), context.lang),
                "",
                count,
                context.link("/table", f"{parameters}&signed={year}/{year + 9}") if count else "",
            )
            for year, count in decades(signed_years).items()
        ),
        context,
    )


def count_bars(
    frame: pd.DataFrame,
    code: str,
    column: str,
    page: Callable[[str], str],
    query: Callable[[str], str],
    context: RenderContext,
) -> list[Bar]:
    """Return how many partnerships each code of a column has, most first, then in the order of the codes.

    column: the English names of the codes. page: the address of a code's page. query: of its table's filters.
    """
    names = names_by_code(frame, code, column, context.lang)
    counts = frame[code].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return make_bars(
        (
            (names[str(value)], page(str(value)), int(count), context.link("/table", query(str(value))))
            for value, count in counts.items()
        ),
        context,
    )


def names_by_code(frame: pd.DataFrame, code: str, column: str, lang: str) -> Mapping[str, Name]:
    """Return the names in a column, in the reader's language, by the codes in another."""
    table = frame[[code, column, f"{column}_ja"]].drop_duplicates(code)
    return {
        str(key): Name(ja, "ja") if lang == "ja" and ja else Name(en, "en")
        for key, en, ja in table.itertuples(index=False)
    }
