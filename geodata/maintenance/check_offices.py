"""Comparing the points of offices.csv with GeoNames and the JIS table.

`python -m geodata.maintenance.check_offices` lists the municipalities whose office lies more than 10 km from
either, with the decision of office_decisions.csv; exit status 1 if one has none.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.gazetteer import load_municipalities, load_offices
from geodata.gazetteer.jis import jis_table
from geodata.geometry.great_circles import distance_km
from geodata.model.shipped import shipped_data

MAX_KM = 10.0


@dataclass(frozen=True, slots=True)
class OfficeDistance:
    """How far an office is from the JIS table's point and from the GeoNames town (None if there is none)."""

    code: str
    name_ja: str
    jis_km: float
    geonames_km: float | None

    @property
    def is_far(self) -> bool:
        """Whether the office is more than 10 km from either."""
        return max(self.jis_km, self.geonames_km or 0.0) > MAX_KM


def measure_offices() -> Iterator[OfficeDistance]:
    """Yield the distances of the office of every municipality and ward, in the order of codes."""
    for code, row in jis_table().items():
        if office := load_offices().get(code):
            town = load_municipalities().town(code)
            yield OfficeDistance(
                code=code,
                name_ja=office.name_ja,
                jis_km=round(distance_km(office.lon, office.lat, row.lon, row.lat), 1),
                geonames_km=round(distance_km(office.lon, office.lat, town.lon, town.lat), 1)
                if town
                else None,
            )


def read_decisions() -> dict[str, dict[str, str]]:
    """Return the rows of office_decisions.csv by code."""
    with (shipped_data() / "office_decisions.csv").open(encoding="utf-8") as table:
        return {row["code"]: row for row in csv.DictReader(table)}


def main() -> None:
    """Print every office that is far from a known point, and the decision on it."""
    decisions = read_decisions()
    undecided = 0
    for office in measure_offices():
        if office.is_far:
            decision = decisions.get(office.code)
            undecided += decision is None
            text = f"{decision['use']}: {decision['reason']}" if decision else "undecided"
            print(office.code, office.name_ja, office.jis_km, office.geonames_km, text, sep="\t")
    sys.exit(1 if undecided else 0)


if __name__ == "__main__":
    main()
