"""Counts of two sides of a comparison: bars side by side by code or decade, and a mirrored chart by year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from viewer.components.bar_chart import decade_name, decades, names_by_code
from viewer.components.names import Name
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class SideCount:
    """A count of one side, its URL or "", and the length of its bar in percent of the longest."""

    number: str
    url: str
    share: str


@dataclass(frozen=True)
class ComparedValue:
    """A compared value, such as a country: code, name, URL of its page or "", and the counts of both sides.

    is_shared: whether both counts are above 0.
    """

    code: str
    name: Name
    url: str
    counts: tuple[SideCount, SideCount]
    is_shared: bool


@dataclass(frozen=True)
class ComparisonBars:
    """A heading and a row of two bars per value: values that both sides have first."""

    title: str
    rows: list[ComparedValue]

    def shared(self) -> "ComparisonBars":
        """Return only the rows that both sides have."""
        return replace(self, rows=[row for row in self.rows if row.is_shared])

    def linked(self, page: Callable[[str], str], count_url: Callable[[int, str], str]) -> "ComparisonBars":
        """Return the same rows with links.

        page: returns the URL of a code's page.
        count_url: returns the URL of a count, given the side (0 or 1) and the code.
        """
        return replace(self, rows=[_with_links(row, page, count_url) for row in self.rows])


@dataclass(frozen=True)
class YearColumn:
    """A year's column of one side: `x` in years from the first year, `height` in percent of the tallest."""

    title: str
    x: int
    height: str
    is_first: bool


@dataclass(frozen=True)
class YearChart:
    """A chart of both sides' partnerships by year of signing: first and last year, and the columns."""

    first: int
    last: int
    columns: list[YearColumn]


def compare_by_code(
    title: str, frames: Sequence[pd.DataFrame], code: str, column: str, context: RenderContext
) -> ComparisonBars:
    """Return both sides' counts by code.

    frames: the partnerships of the first and of the second side.
    code: the column of codes. column: the column of English names; `{column}_ja` has the Japanese ones.
    """
    counts = pd.DataFrame(
        {side: frame.loc[frame[code] != "", code].value_counts() for side, frame in enumerate(frames)}
    )
    counts = counts.fillna(0).astype(int)
    counts["least"], counts["most"] = counts.min(axis=1), counts.max(axis=1)
    counts = counts.sort_index().sort_values(["least", "most"], ascending=False, kind="stable")
    names = names_by_code(pd.concat(list(frames)), code, column, context.lang)
    largest = int(counts["most"].max()) if len(counts) else 1
    return ComparisonBars(
        title,
        [
            _compared_value(str(key), names[str(key)], (first, second), largest, context)
            for key, first, second in counts[[0, 1]].itertuples()
        ],
    )


def compare_by_decade(sides: Sequence[tuple[pd.DataFrame, str]], context: RenderContext) -> ComparisonBars:
    """Return both sides' counts by decade of signing, with links to the table.

    sides: for each side its partnerships and the query string that selects them.
    """
    counts_by_side = [decades(frame["signed_year"]) for frame, _ in sides]
    years = sorted({year for side_counts in counts_by_side for year in side_counts})
    largest = max((count for side_counts in counts_by_side for count in side_counts.values()), default=1)
    rows = [
        _compared_value(
            f"{year}/{year + 9}",
            Name(decade_name(year, context), context.lang),
            (counts_by_side[0].get(year, 0), counts_by_side[1].get(year, 0)),
            largest,
            context,
        )
        for year in years
    ]
    title = context.language.gettext("By decade of signing")
    return ComparisonBars(title, rows).linked(
        lambda code: "", lambda side, code: context.link("/table", f"{sides[side][1]}&signed={code}")
    )


def compare_by_year(frames: Sequence[pd.DataFrame]) -> YearChart | None:
    """Return both sides' counts by year of signing; None if no year is known."""
    counts_by_side = [frame["signed_year"].dropna().astype(int).value_counts() for frame in frames]
    years = sorted({int(year) for side_counts in counts_by_side for year in side_counts.index})
    if not years:
        return None
    largest = max(int(side_counts.max()) for side_counts in counts_by_side if len(side_counts))
    columns = [
        YearColumn(f"{year}: {count}", year - years[0], f"{100 * count / largest:.1f}", side == 0)
        for side, side_counts in enumerate(counts_by_side)
        for year, count in zip(side_counts.index.tolist(), side_counts.tolist(), strict=True)
    ]
    return YearChart(years[0], years[-1], columns)


def _compared_value(
    code: str, name: Name, counts: tuple[int, int], largest: int, context: RenderContext
) -> ComparedValue:
    first, second = (
        SideCount(context.language.number(count), "", f"{100 * count / (largest or 1):.1f}")
        for count in counts
    )
    return ComparedValue(code, name, "", (first, second), min(counts) > 0)


def _with_links(
    row: ComparedValue, page: Callable[[str], str], count_url: Callable[[int, str], str]
) -> ComparedValue:
    first, second = (
        replace(count, url=count_url(side, row.code) if count.share != "0.0" else "")
        for side, count in enumerate(row.counts)
    )
    return replace(row, url=page(row.code), counts=(first, second))
