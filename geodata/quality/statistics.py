"""Statistics of a dataset as text."""

from collections.abc import Mapping, Sized

from geodata.dataset.dataset import Dataset
from geodata.gazetteer.countries import country_name
from geodata.quality.coverage import WHOLE
from geodata.quality.quality import Coverage, Quality, SourcesUsed, compared_counts, measure_quality

MAX_HOSTS = 10


def summarise(dataset: Dataset) -> str:
    """Return a text: number of partnerships, by status, kind and country, completeness, precision and age."""
    quality = measure_quality(dataset)
    counts = {
        "status": quality.statuses,
        "kind": quality.kinds,
        "date of signing known to the": quality.date_precision,
        "places by precision": quality.place_precision,
    }
    lines = [
        *_head(quality),
        *(line for title, table in counts.items() for line in _table(title, table)),
        *_coverage(quality.coverage),
        *_sources(quality.sources),
        *_table("country", quality.countries),
    ]
    return "\n".join(lines)


def _head(quality: Quality) -> list[str]:
    abroad = [f"{quality.abroad} of them between two places abroad"] if quality.abroad else []
    return [
        f"{quality.partnerships} partnerships of {quality.municipalities} municipalities and prefectures",
        f"with {quality.partners} partners in {len(quality.countries)} countries and regions",
        *abroad,
        f"{quality.sources.total} sources, the newest fact of {quality.as_of or 'an unknown date'}",
        f"version {quality.version}",
    ]


def _coverage(coverage: tuple[Coverage, ...]) -> list[str]:
    """Return the lines that compare ours with published counts, for what is in the dataset."""
    known = compared_counts(coverage)
    return [
        *_titles("sister and friendship cities beside a published count", known),
        *(
            f"  {one.comparable:5}  {_country(one.published.country)}: {one.share:.0%} of "
            f"{one.published.count} on {one.published.as_of}; {one.all_kinds} of all kinds"
            for one in known
        ),
        *(f"         ({source})" for source in dict.fromkeys(one.published.source for one in known)),
    ]


def _country(code: str) -> str:
    return "all countries" if code == WHOLE else country_name(code, "en")


def _sources(sources: SourcesUsed) -> list[str]:
    hosts = dict(list(sources.hosts.items())[:MAX_HOSTS])
    others = len(sources.hosts) - len(hosts)
    span = [f"         dated from {sources.oldest} to {sources.newest}"] if sources.dated else []
    dates = {"with a date": sources.dated, "with an address": sources.with_address}
    more = [f"         and {others} other hosts"] if others else []
    return [*_table("sources", dates), *span, *_table("sources by host", hosts), *more]


def _table(title: str, counts: Mapping[str, int]) -> list[str]:
    return [*_titles(title, counts), *(f"  {count:5}  {name}" for name, count in counts.items())]


def _titles(title: str, rows: Sized) -> list[str]:
    return ["", title] if rows else []
