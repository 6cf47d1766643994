"""Japanese names of places abroad that no gazetteer has.

GeoNames has Japanese names of large towns only. The shipped partnerships have those of partners,
`japanese_names.csv` those of other towns in Japanese lists. Such a name is read as the English name, and so
means all its namesakes: it does not decide between them.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from geodata.model.shipped import shipped_data
from geodata.text.folding import has_kana, kana_key
from geodata.text.han_variants import hanzi_key
from geodata.text.name_variants import without_title_ja


@dataclass(frozen=True, slots=True)
class Known:
    """A place by its English name in partnerships.csv or japanese_names.csv."""

    name: str
    admin1: str
    level: str
    seat: str


class JapaneseNames:
    """English names by country and Japanese name."""

    def __init__(self, named: Iterable[tuple[str, str, Known]]) -> None:
        self._known: dict[tuple[str, str], dict[Known, None]] = defaultdict(dict)
        self._names_ja: dict[tuple[str, str, str], str] = {}
        for country, name_ja, known in named:
            self._names_ja.setdefault((country, known.admin1, known.name), name_ja)
            for name in {name_ja, without_title_ja(name_ja)} - {""}:
                self._known[country, _key(name)][known] = None

    def name_of(self, country: str, admin1: str, name: str) -> str:
        """Return the Japanese name of a place by its English one, "" if it isn't known."""
        return self._names_ja.get((country, admin1, name), "")

    def towns(self, country: str, name: str) -> list[Known]:
        """Return the towns that a Japanese name, with or without 市, may mean."""
        names = (name, without_title_ja(name))
        return [one for one in self._all(country, names) if one.level == "municipality"]

    def areas(self, country: str, name: str) -> list[Known]:
        """Return the counties, regions and institutions with exactly this Japanese name."""
        return [one for one in self._all(country, (name,)) if one.level not in ("municipality", "country")]

    def _all(self, country: str, names: tuple[str, ...]) -> list[Known]:
        return [one for name in dict.fromkeys(names) for one in self._known.get((country, _key(name)), {})]


def _key(name: str) -> str:
    return kana_key(name) if has_kana(name) else hanzi_key(name)


def _read(table: str) -> Iterator[dict[str, str]]:
    with (shipped_data() / table).open(encoding="utf-8") as rows:
        yield from csv.DictReader(rows)


def _partners() -> Iterator[tuple[str, str, Known]]:
    for row in _read("partnerships.csv"):
        known = Known(row["partner"], row["partner_admin1"], row["partner_level"], row["partner_seat"])
        yield row["country"], row["partner_ja"], known


def _others() -> Iterator[tuple[str, str, Known]]:
    for row in _read("japanese_names.csv"):
        yield row["country"], row["name_ja"], Known(row["name"], row["admin1"], "municipality", "")


@cache
def load_japanese_names() -> JapaneseNames:
    """Read the names of `partnerships.csv` and of `japanese_names.csv`."""
    return JapaneseNames([*_partners(), *_others()])
