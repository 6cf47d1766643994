"""How complete, how precise and how new a dataset is: one computation for the page and the command line."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd

from geodata.dataset.dataset import Dataset
from geodata.model.vocabulary import PRECISIONS
from geodata.quality.coverage import COMPARABLE_KINDS, PublishedCount, published_counts

DATE_PRECISIONS = ("day", "month", "year", "unknown")
_PRECISION_BY_LENGTH = {10: "day", 7: "month", 4: "year", 0: "unknown"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A published count of a country's partnerships beside ours; ties between two places abroad don't count.

    `comparable` are ours of the kinds that are counted there, of any status; `all_kinds` all of ours.
    """

    published: PublishedCount
    comparable: int
    all_kinds: int

    @property
    def share(self) -> float:
        """Ours of the comparable kinds as a share of the published count; it may exceed 1."""
        return self.comparable / self.published.count


@dataclass(frozen=True, slots=True)
class SourcesUsed:
    """The sources of a dataset: how many, how many with an address and a date, and who publishes them.

    `hosts` counts sources by the host of their address, without `www.`, most frequent first.
    """

    total: int
    dated: int
    oldest: str
    newest: str
    hosts: dict[str, int]

    @property
    def with_address(self) -> int:
        """How many sources have an address."""
        return sum(self.hosts.values())


@dataclass(frozen=True, slots=True)
class Quality:
    """What a dataset holds and how well it is known; each count by a word of the vocabulary, most first.

    `date_precision` counts partnerships by what is known of the day they were signed, `place_precision`
    the places in use. `abroad` counts the partnerships between two places abroad, `comparable` all others
    of the kinds that CLAIR counts.
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
    """Return how complete, how precise and how new a dataset, or a selection of one, is."""
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
        coverage=_measure_coverage(frame[~is_abroad]),
        sources=_count_sources(frame),
    )


def _measure_coverage(ours: pd.DataFrame) -> tuple[Coverage, ...]:
    all_kinds = ours["country"].value_counts()
    comparable = ours.loc[ours["kind"].isin(COMPARABLE_KINDS), "country"].value_counts()
    return tuple(
        Coverage(
            published, int(comparable.get(published.country, 0)), int(all_kinds.get(published.country, 0))
        )
        for published in published_counts()
    )


def _count_sources(frame: pd.DataFrame) -> SourcesUsed:
    told = {(one["title"], one["url"], one["date"]) for sources in frame["sources"] for one in sources}
    dates = sorted(date for _, _, date in told if date)
    hosts = Counter(host for _, url, _ in told if (host := _host(url)))
    return SourcesUsed(
        total=len(told),
        dated=len(dates),
        oldest=dates[0] if dates else "",
        newest=dates[-1] if dates else "",
        hosts=dict(sorted(hosts.items(), key=lambda item: (-item[1], item[0]))),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
