"""Completeness, precision and age of a dataset, computed once for the page and the command line."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd

from geodata.dataset.dataset import Dataset
from geodata.model.vocabulary import PRECISIONS
from geodata.quality.coverage import COMPARABLE_KINDS, WHOLE, PublishedCount, published_counts

COMPLETE_SHARE = 0.9
"""The share of a published count from which a country counts as complete."""

DATE_PRECISIONS = ("day", "month", "year", "unknown")
_PRECISION_BY_LENGTH = {10: "day", 7: "month", 4: "year", 0: "unknown"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A published count of a country's partnerships, or of all, and ours.

    Ours are without those between two places abroad: `comparable` those of the kinds counted there, of any
    status; `all_kinds` all of them.
    """

    published: PublishedCount
    comparable: int
    all_kinds: int

    @property
    def share(self) -> float:
        """`comparable` as a share of the published count; 1 if ours are more, as ours are newer."""
        return min(1.0, self.comparable / self.published.count)


@dataclass(frozen=True, slots=True)
class SourcesUsed:
    """The sources of a dataset: how many, with and without date, and their publishers.

    `hosts` counts sources by the host of their URL, without `www.`, most frequent first.
    """

    total: int
    dated: int
    oldest: str
    newest: str
    hosts: dict[str, int]

    @property
    def with_address(self) -> int:
        """Number of sources with a URL."""
        return sum(self.hosts.values())


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of a dataset; each count by a word of the vocabulary, most frequent first.

    `date_precision` counts partnerships by the precision of their signing date, `place_precision` the places
    in use. `abroad` counts the partnerships between two places abroad, `comparable` all others of the kinds
    that CLAIR counts.
    """

    version: str
    as_of: str
    partnerships: int
    abroad: int
    comparable: int
    municipalities: int
    partners: int
    countries: dict[str, int]
    statuses: dict[str, int]
    kinds: dict[str, int]
    date_precision: dict[str, int]
    place_precision: dict[str, int]
    coverage: tuple[Coverage, ...]
    sources: SourcesUsed


def measure_quality(dataset: Dataset) -> Quality:
    """Measure the quality of a dataset or of a selection."""
    frame = pd.DataFrame(dataset.frame)
    facets = dataset.facets()
    used = dataset.places.loc[pd.unique(pd.concat([frame["municipality_place"], frame["partner_place"]]))]
    is_abroad = frame["municipality_code"] == ""
    dates = Counter(frame["signed"].str.len().map(_PRECISION_BY_LENGTH))
    precisions = Counter(used["precision"])
    return Quality(
        version=dataset.version,
        as_of=dataset.as_of,
        partnerships=len(frame),
        abroad=int(is_abroad.sum()),
        comparable=int((~is_abroad & frame["kind"].isin(COMPARABLE_KINDS)).sum()),
        municipalities=frame.loc[~is_abroad, "municipality_code"].nunique(),
        partners=frame["partner_place"].nunique(),
        countries=facets.country,
        statuses=facets.status,
        kinds=facets.kind,
        date_precision={precision: dates[precision] for precision in DATE_PRECISIONS},
        place_precision={precision: precisions[precision] for precision in PRECISIONS},
        coverage=measure_coverage(frame),
        sources=_count_sources(frame),
    )


def measure_coverage(frame: pd.DataFrame) -> tuple[Coverage, ...]:
    """Compare the partnerships of a dataset's frame with the published counts."""
    partnerships = frame[frame["municipality_code"] != ""]
    all_kinds = {WHOLE: len(partnerships), **partnerships["country"].value_counts()}
    alike = partnerships[partnerships["kind"].isin(COMPARABLE_KINDS)]
    comparable = {WHOLE: len(alike), **alike["country"].value_counts()}
    return tuple(
        Coverage(
            published, int(comparable.get(published.country, 0)), int(all_kinds.get(published.country, 0))
        )
        for published in published_counts()
    )


def compared_counts(coverage: tuple[Coverage, ...]) -> list[Coverage]:
    """Return the counts of the countries that a dataset has, and of all if it has all of those."""
    is_whole = all(one.all_kinds for one in coverage)
    return [one for one in coverage if one.all_kinds and (is_whole or one.published.country != WHOLE)]


def incomplete_countries(dataset: Dataset) -> dict[str, Coverage]:
    """Return the countries of a dataset with less than 90% of CLAIR's newest count, and that count."""
    coverage = measure_coverage(pd.DataFrame(dataset.frame))
    newest = {
        one.published.country: one
        for one in sorted(coverage, key=lambda one: one.published.as_of)
        if one.published.country != WHOLE and one.published.is_by_clair
    }
    return {country: one for country, one in newest.items() if one.all_kinds and one.share < COMPLETE_SHARE}


def _count_sources(frame: pd.DataFrame) -> SourcesUsed:
    sources_used = {
        (one["title"], one["url"], one["date"]) for sources in frame["sources"] for one in sources
    }
    dates = sorted(date for _, _, date in sources_used if date)
    hosts = Counter(host for _, url, _ in sources_used if (host := _host(url)))
    return SourcesUsed(
        total=len(sources_used),
        dated=len(dates),
        oldest=dates[0] if dates else "",
        newest=dates[-1] if dates else "",
        hosts=dict(sorted(hosts.items(), key=lambda item: (-item[1], item[0]))),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
