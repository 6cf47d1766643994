"""The contents of a report: counts, the earliest and the ended partnerships, all partnerships and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from geodata import Dataset, Selection
from geodata.model.vocabulary import STATUSES
from viewer import RenderContext
from viewer.components.labels import labels
from viewer.components.names import BilingualName, FrameRow, bilingual_name, name_in
from viewer.components.selection_title import selection_title
from viewer.components.sources import SourceLink, source_link

EARLIEST = 5
"""Number of the earliest partnerships in a table of their own."""
OVER = ("suspended", "ended", "cancelled")
"""The statuses of suspended and ended partnerships."""


@dataclass(frozen=True)
class ReportPartnership:
    """A partnership in the reader's language; unknown dates are "", sources are numbers from 1."""

    municipality: BilingualName
    partner: BilingualName
    country: str
    kind: str
    status: str
    signed: str
    ended: str
    note: str
    sources: list[int]


@dataclass(frozen=True)
class CountryLine:
    """A country or region: counts of all partnerships and by status, and the year of the first."""

    name: str
    total: int
    by_status: list[int]
    first: str


@dataclass(frozen=True)
class Report:
    """The values for a template; `undated_left_out` counts partnerships that a date filter left out."""

    title: str
    municipalities: int
    partners: int
    statuses: list[str]
    countries: list[CountryLine]
    earliest: list[ReportPartnership]
    over: list[ReportPartnership]
    partnerships: list[ReportPartnership]
    sources: list[SourceLink]
    undated_left_out: int
    as_of: str
    version: str


def gather_report(dataset: Dataset, selection: Selection, context: RenderContext) -> Report:
    """Return the report of a selection of a dataset, in the language of the context."""
    shown = dataset.select(selection)
    frame = pd.DataFrame(shown.frame)
    rows = cast(list[FrameRow], frame.to_dict("records"))
    sources: dict[SourceLink, int] = {}
    partnerships = [_report_partnership(row, sources, context) for row in rows]
    statuses = [status for status in STATUSES if (frame["status"] == status).any()]
    dated = sorted((row["signed"], number) for number, row in enumerate(rows) if row["signed"])
    return Report(
        title=selection_title(dataset, selection, context),
        municipalities=frame["municipality_place"].nunique(),
        partners=frame["partner_place"].nunique(),
        statuses=[labels(context.lang).statuses[status] for status in statuses],
        countries=_countries(frame, statuses, context),
        earliest=[partnerships[number] for _, number in dated[:EARLIEST]],
        over=[
            partnership for partnership, row in zip(partnerships, rows, strict=True) if row["status"] in OVER
        ],
        partnerships=partnerships,
        sources=list(sources),
        undated_left_out=dataset.facets(selection).undated_left_out,
        as_of=_date(dataset.as_of, context),
        version=dataset.version,
    )


def _report_partnership(
    row: FrameRow, sources: dict[SourceLink, int], context: RenderContext
) -> ReportPartnership:
    """Return a partnership; sources without a number get the next one."""
    named = labels(context.lang)
    english, *japanese = row["note"].split("\n")
    return ReportPartnership(
        municipality=bilingual_name(context.lang, row, "municipality"),
        partner=bilingual_name(context.lang, row, "partner"),
        country=name_in(context.lang, row, "country_name").text,
        kind=named.kinds[row["kind"]],
        status=named.statuses[row["status"]],
        signed=_date(row["signed"], context),
        ended=_date(row["ended"], context),
        note=japanese[0] if japanese and context.lang == "ja" else english,
        sources=[
            sources.setdefault(source_link(source, context), len(sources) + 1) for source in row["sources"]
        ],
    )


def _countries(frame: pd.DataFrame, statuses: Sequence[str], context: RenderContext) -> list[CountryLine]:
    """Return the countries and regions, those with most partnerships first."""
    lines = []
    for code in frame["country"].value_counts().index:
        rows = frame[frame["country"] == code]
        name = name_in(context.lang, rows.iloc[0], "country_name").text
        first = min((signed for signed in rows["signed"] if signed), default="")
        by_status = [int((rows["status"] == status).sum()) for status in statuses]
        lines.append(CountryLine(name, len(rows), by_status, first[:4]))
    return lines


def _date(text: str, context: RenderContext) -> str:
    return context.language.date(text) if text else ""
