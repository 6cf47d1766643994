"""The offices of Japan's municipalities, wards and prefectures: `offices.csv`, from localgovjp (CC0 1.0).

Where an office lies more than 10 km from the town in GeoNames or from the point of the JIS table, a row of
`office_decisions.csv` says whether its point is used, and why.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geodata.model.shipped import shipped_data


@dataclass(frozen=True, slots=True)
class Office:
    """A town hall or prefectural office; `lon` and `lat` are in degrees (WGS 84).

    `kana` is the reading of the name in hiragana (みさとちょう), `url` the official website.
    `is_point_used`: False if the point was found to be wrong.
    """

    code: str
    name_ja: str
    kana: str
    lon: float
    lat: float
    url: str
    is_point_used: bool


def find_office(code: str) -> Office | None:
    """Return the office of a municipality, ward or prefecture by its JIS X 0402 code; None if unknown."""
    return load_offices().get(code)


@cache
def load_offices() -> dict[str, Office]:
    """Return all offices by code."""
    rejected = {row["code"] for row in _read("office_decisions.csv") if row["use"] == "no"}
    return {row["code"]: _read_office(row, rejected) for row in _read("offices.csv")}


def _read_office(row: Mapping[str, str], rejected: set[str]) -> Office:
    return Office(
        code=row["code"],
        name_ja=row["name_ja"].replace(" ", ""),
        kana=row["kana"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        url=row["url"],
        is_point_used=row["code"] not in rejected,
    )


def _read(name: str) -> list[dict[str, str]]:
    with (shipped_data() / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))
