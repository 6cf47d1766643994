"""The JIS X 0402 table: code, kanji, romaji and a point of each municipality, from `jp-prefecture`.

Its version lacks the villages Toshima (Tokyo) and Yunomae; `offices.csv` has their names and points.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geodata.gazetteer.offices import Office, load_offices

_SUFFIX = re.compile(r"-(shi|machi|cho|mura|son|ku)$")
_COUNTY = re.compile(r"^.+?郡(?=.+[町村]$)")
_DESIGNATED_CITY = "2"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A row of the JIS table; `lon` and `lat` are the centre of its area, in degrees (WGS 84)."""

    code: str
    name: str
    name_ja: str
    county_ja: str
    lon: float
    lat: float
    is_designated_city: bool

    @property
    def prefecture(self) -> str:
        return self.code[:2]


@cache
def jis_table() -> dict[str, Municipality]:
    """Return the municipalities by code, with our romaji where the table's is wrong or missing."""
    with (files("geodata") / "data" / "romaji.csv").open(encoding="utf-8") as table:
        corrected = {row["code"]: row["name"] for row in csv.DictReader(table)}
    with (files("jp_prefecture") / "data" / "cities.csv").open(encoding="utf-8") as table:
        rows = [_read(row, corrected.get(row["cityCode"], "")) for row in csv.DictReader(table)]
    by_code = {row.code: row for row in rows}
    for code, office in load_offices().items():
        if code not in by_code and code in corrected:
            by_code[code] = _of_office(office, corrected[code])
    return dict(sorted(by_code.items()))


def _read(row: dict[str, str], name: str) -> Municipality:
    full = row["cityName"]
    county = _COUNTY.match(full)
    designated = row["bigCityFlag"] == _DESIGNATED_CITY
    degrees = _sexagesimal if designated else float
    return Municipality(
        code=row["cityCode"],
        name=name or _romaji_name(row["cityAlphabet"]),
        name_ja=full[county.end() :] if county else full,
        county_ja=county.group() if county else "",
        lon=degrees(row["longitude"]),
        lat=degrees(row["latitude"]),
        is_designated_city=designated,
    )


def _of_office(office: Office, name: str) -> Municipality:
    return Municipality(office.code, name, office.name_ja, "", office.lon, office.lat, False)


def _sexagesimal(text: str) -> float:
    """Convert `43.0351` to decimal degrees; the table means 43 degrees 03 minutes 51 seconds."""
    degrees, _, digits = text.partition(".")
    digits = digits.ljust(4, "0")
    return int(degrees) + int(digits[:2]) / 60 + int(digits[2:4]) / 3600


def _romaji_name(text: str) -> str:
    """Return the bare name of `Ochi-gun Misato-cho` (`Misato`); a ward keeps its city (`Sapporo Chuo`)."""
    words = [word for word in text.split() if not word.endswith("-gun")]
    return " ".join(_SUFFIX.sub("", word) for word in words)
