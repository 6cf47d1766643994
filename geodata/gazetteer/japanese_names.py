"""What partners abroad are called in Japanese, where no gazetteer says: from the shipped partnerships.

GeoNames has the Japanese names of large towns only. A name that a partner of ours has is read as that
partner's English name, and so means all its namesakes: it decides nothing between them.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from geodata.names import kana_key
from geodata.shipped import shipped_data
from geodata.spellings import without_title_ja


@dataclass(frozen=True, slots=True)
class Known:
    """A partner as partnerships.csv names it."""

    name: str
    admin1: str
    level: str
    seat: str


class JapaneseNames:
    """English names by country and Japanese name."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._known: dict[tuple[str, str], dict[Known, None]] = defaultdict(dict)
        for row in rows:
            known = Known(row["partner"], row["partner_admin1"], row["partner_level"], row["partner_seat"])
            for name in {row["partner_ja"], without_title_ja(row["partner_ja"])} - {""}:
                self._known[row["country"], kana_key(name)][known] = None

    def towns(self, country: str, name: str) -> list[Known]:
        """Return the towns of partnerships that a Japanese name, with or without 市, may mean."""
        names = (name, without_title_ja(name))
        return [one for one in self._all(country, names) if one.level == "municipality"]

    def areas(self, country: str, name: str) -> list[Known]:
        """Return the counties, regions and institutions of exactly this Japanese name."""
        return [one for one in self._all(country, (name,)) if one.level not in ("municipality", "country")]

    def _all(self, country: str, names: tuple[str, ...]) -> list[Known]:
        return [
            one for name in dict.fromkeys(names) for one in self._known.get((country, kana_key(name)), {})
        ]


@cache
def load_japanese_names() -> JapaneseNames:
    """Read the names of `geodata/data/partnerships.csv`."""
    with (shipped_data() / "partnerships.csv").open(encoding="utf-8") as table:
        return JapaneseNames(list(csv.DictReader(table)))
