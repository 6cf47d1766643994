"""Horizontal bar charts of counts: partnerships by country, by prefecture, by decade."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from viewer.components.names import BilingualName, Name
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class Bar:
    """A bar: its name, the URL of its page or "", its count, the count's URL or "", and its length.

    share: the bar's length in percent of the longest.
    is_chosen: whether the selection has it as a filter.
    """

    name: Name
    url: str
    count: str
    count_url: str
    share: str
    is_chosen: bool = False


@dataclass(frozen=True)
class BarChart:
    """A bar chart: its heading, the title of the column of names, and its bars."""

    title: str
    column: str
    bars: list[Bar]


def make_bars(
    rows: Iterable[tuple[Name, str, int, str]], context: RenderContext, *, chosen: Sequence[bool] = ()
) -> list[Bar]:
    """Return the bars of a chart.

    rows: tuples of name, URL of the page, count, URL of the count. Lengths are relative to the largest count.
    chosen: whether the selection has each of them as a filter; empty for none.
    """
    bars = list(rows)
    largest = max((count for _, _, count, _ in bars), default=0) or 1
    return [
        Bar(name, url, context.language.number(count), count_url, f"{100 * count / largest:.1f}", is_chosen)
        for (name, url, count, count_url), is_chosen in zip(bars, chosen or [False] * len(bars), strict=True)
    ]


def decades(signed_years: "pd.Series[int]") -> dict[int, int]:
    """Return the number of partnerships signed in each decade, by its first year.

    The decades run from the first to the last with a partnership, empty ones included.
    """
    counts = (signed_years.dropna().astype(int) // 10 * 10).value_counts()
    if counts.empty:
        return {}
    return {year: int(counts.get(year, 0)) for year in range(counts.index.min(), counts.index.max() + 10, 10)}


def decade_name(year: int, context: RenderContext) -> str:
    """Return the name of the decade that begins with a year, such as `1980s`."""
    return context.language.gettext("%(year)ss") % {"year": year}


def decade_bars(signed_years: "pd.Series[int]", parameters: str, context: RenderContext) -> list[Bar]:
    """Return a bar per decade, linked to the table of the partnerships signed in it.

    parameters: the other filters of that table, as a query string.
    """
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
    """Return a bar per code with its number of partnerships, ordered by count (descending), then by code.

    code: the column of codes.
    column: the column of the codes' English names; `{column}_ja` has the Japanese ones.
    page: returns the URL of a code's page.
    query: returns the query string of the table of a code's partnerships.
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
    """Return the names of codes in the reader's language.

    code: the column of codes. column: the column of English names; `{column}_ja` has the Japanese ones.
    """
    table = frame[[code, column, f"{column}_ja"]].drop_duplicates(code)
    return {
        str(key): BilingualName.of(english, japanese, lang).name
        for key, english, japanese in table.itertuples(index=False)
    }
