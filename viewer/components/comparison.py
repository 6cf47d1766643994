"""Counts of two sides beside each other: by any column as pairs of bars, by year as columns up and down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from viewer.components.bar_chart import decade_name, decades, names_by_code
from viewer.components.partnership_text import Name
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class Count:
    """A side's count with what it counts or "", and its share of the largest in percent."""

    number: str
    url: str
    share: str


@dataclass(frozen=True)
class Pair:
    """A name with its page or "", and both sides' counts."""

    code: str
    name: Name
    url: str
    counts: tuple[Count, Count]
    is_shared: bool


@dataclass(frozen=True)
class PairBars:
    """Pairs of bars under a heading: what both have first, then what only one of them has."""

    title: str
    pairs: list[Pair]

    def shared(self) -> "PairBars":
        """Return those that both have."""
        return replace(self, pairs=[pair for pair in self.pairs if pair.is_shared])

    def linked(self, page: Callable[[str], str], counted: Callable[[int, str], str]) -> "PairBars":
        """Return the same with the pages of the names, and of what each side's counts count."""
        return replace(self, pairs=[_link(pair, page, counted) for pair in self.pairs])


@dataclass(frozen=True)
class Column:
    """A year's count on one side: `x` in years from the first, `height` in percent of the most."""

    title: str
    x: int
    height: str
    is_first: bool


@dataclass(frozen=True)
class PairColumns:
    """The years from the first to the last in which either side signed, and a column for each count."""

    first: int
    last: int
    columns: list[Column]


def pair_bars(
    title: str, frames: Sequence[pd.DataFrame], code: str, column: str, context: RenderContext
) -> PairBars:
    """Return both sides' counts by the codes of a column, named by another (`column` and `column_ja`)."""
    counts = pd.DataFrame(
        {side: frame.loc[frame[code] != "", code].value_counts() for side, frame in enumerate(frames)}
    )
    counts = counts.fillna(0).astype(int)
    counts["least"], counts["most"] = counts.min(axis=1), counts.max(axis=1)
    counts = counts.sort_index().sort_values(["least", "most"], ascending=False, kind="stable")
    names = names_by_code(pd.concat(list(frames)), code, column, context.lang)
    largest = int(counts["most"].max()) if len(counts) else 1
    return PairBars(
        title,
        [
            _pair(str(key), names[str(key)], (first, second), largest, context)
            for key, first, second in counts[[0, 1]].itertuples()
        ],
    )


def pair_decades(sides: Sequence[tuple[pd.DataFrame, str]], context: RenderContext) -> PairBars:
    """Return both sides' counts by decade of signing; each leads to its rows of the table."""
    counted = [decades(frame["signed_year"]) for frame, _ in sides]
    years = sorted({year for one in counted for year in one})
    largest = max((count for one in counted for count in one.values()), default=1)
    pairs = [
        _pair(
            f"{year}/{year + 9}",
            Name(decade_name(year, context), context.lang),
            (counted[0].get(year, 0), counted[1].get(year, 0)),
            largest,
            context,
        )
        for year in years
    ]
    title = context.language.gettext("By decade of signing")
    return PairBars(title, pairs).linked(
        lambda code: "", lambda side, code: context.link("/table", f"{sides[side][1]}&signed={code}")
    )


def pair_columns(frames: Sequence[pd.DataFrame]) -> PairColumns | None:
    """Return both sides' counts by year of signing; None where no year is known."""
    counted = [frame["signed_year"].dropna().astype(int).value_counts() for frame in frames]
    years = sorted({int(year) for one in counted for year in one.index})
    if not years:
        return None
    largest = max(int(one.max()) for one in counted if len(one))
    columns = [
        Column(f"{year}: {count}", year - years[0], f"{100 * count / largest:.1f}", side == 0)
        for side, one in enumerate(counted)
        for year, count in zip(one.index.tolist(), one.tolist(), strict=True)
    ]
    return PairColumns(years[0], years[-1], columns)


def _pair(code: str, name: Name, counts: tuple[int, int], largest: int, context: RenderContext) -> Pair:
    first, second = (
        Count(context.language.number(count), "", f"{100 * count / (largest or 1):.1f}") for count in counts
    )
    return Pair(code, name, "", (first, second), min(counts) > 0)


def _link(pair: Pair, page: Callable[[str], str], counted: Callable[[int, str], str]) -> Pair:
    first, second = (
        replace(count, url=counted(side, pair.code) if count.share != "0.0" else "")
        for side, count in enumerate(pair.counts)
    )
    return replace(pair, url=page(pair.code), counts=(first, second))
