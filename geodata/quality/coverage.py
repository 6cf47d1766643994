"""Published numbers of partnerships by country, for comparison."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geodata.model.dates import parse_date

WHOLE = ""
"""The country of a count of all partnerships."""
COMPARABLE_KINDS = ("sister_city", "friendship_city")
"""CLAIR counts sister and friendship affiliations only; only partnerships of these kinds are compared."""


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A published number of partnerships with a country, or of all (`WHOLE`), its date and its source."""

    country: str
    count: int
    as_of: str
    source: str

    @property
    def is_by_clair(self) -> bool:
        """Whether CLAIR is the one who counted."""
        return "CLAIR" in self.source


@cache
def published_counts() -> tuple[PublishedCount, ...]:
    """Return the published counts of coverage.csv, the largest first."""
    with (files("geodata") / "data" / "coverage.csv").open(encoding="utf-8") as table:
        counts = [
            PublishedCount(row["country"], int(row["count"]), row["as_of"], row["source_title"])
            for row in csv.DictReader(table)
        ]
    for published in counts:
        parse_date(published.as_of)
    return tuple(sorted(counts, key=lambda published: -published.count))
