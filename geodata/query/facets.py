"""Facets: the number of partnerships for each value of each filter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of a selection; each facet is counted under all other filters.

    `year` counts the partnerships in force in each year. `total` is the size of the selection,
    `undated_left_out` how many more it would have if their dates were known to fit.
    """

    total: int
    undated_left_out: int
    country: dict[str, int]
    status: dict[str, int]
    kind: dict[str, int]
    prefecture: dict[str, int]
    year: dict[int, int]
