"""Resolving the pairs of claims to places, and to the partnership that the dataset already has."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.gazetteer import load_divisions
from geodata.importing.dataset_builder import DatasetBuilder, TableRow, place_ids
from geodata.importing.import_record import ImportRecord
from geodata.importing.known_partnerships import is_near
from geodata.importing.outcome import Problem
from geodata.importing.pair_resolver import PairResolver, PlacePair
from geodata.text.folding import fold

_TOWN_LEVELS = ("municipality", "county")


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """Where a claim belongs: the partnership of its pair, if the dataset has one, else a new pair."""

    record: ImportRecord
    pair: PlacePair | None
    known: TableRow | None


class ClaimResolver:
    """Finds the partnership of a claim.

    `aliases` are the ids of partnerships by municipality code, country and the partner's name in claims.
    """

    def __init__(self, builder: DatasetBuilder, aliases: Mapping[tuple[str, str, str], str]) -> None:
        self._builder = builder
        self._aliases = aliases
        self._resolver = PairResolver(builder.known_partnerships, anywhere=False)

    def resolve(self, record: ImportRecord) -> ResolvedClaim | list[Problem]:
        """Return where a claim belongs, or the problems of its pair as it is written."""
        key = (record.first.code, record.second.country, record.second.name)
        if alias := self._aliases.get(key):
            return ResolvedClaim(record, None, self._builder.partnership(alias))
        problems: list[Problem] = []
        for reading in _readings(record):
            pair = self._resolver.resolve(reading, {})
            if isinstance(pair, PlacePair):
                return ResolvedClaim(reading, pair, self._known(pair, reading))
            problems = problems or pair
        return problems

    def _known(self, pair: PlacePair, record: ImportRecord) -> TableRow | None:
        rows = self._builder.partnerships_between(pair) or self._of_another_level(pair, record)
        return next(iter(rows), None)

    def _of_another_level(self, pair: PlacePair, record: ImportRecord) -> list[TableRow]:
        """Return partnerships with a partner of the same name and place, there a county, here a town."""
        return [
            row
            for row in self._builder.rows()
            if row["municipality_code"] == pair.code
            and row["country"] == pair.second.country
            and row["partner_level"] in _TOWN_LEVELS
            and pair.second.level in _TOWN_LEVELS
            and _bare_name(row["partner"]) == _bare_name(record.second.name)
            and is_near(self._builder.places[place_ids(row)[1]], pair.second)
        ]


def _bare_name(name: str) -> str:
    """Return a folded name without the larger place that follows it in brackets: `Gijang County (Busan)`."""
    return fold(re.sub(r"\s*\([^()]*\)$", "", name))


def _readings(record: ImportRecord) -> Iterator[ImportRecord]:
    """Yield a record as written, then without what names no state, then as a county instead of a town.

    Lists write `Taiwan` or `Guam` for a state, and call the counties of Korea towns.
    """
    side = record.second
    if side.admin1 and not load_divisions().find(side.country, side.admin1):
        side = replace(side, admin1="")
    yield record
    yield replace(record, second=side)
    if side.level in _TOWN_LEVELS:
        other = _TOWN_LEVELS[1 - _TOWN_LEVELS.index(side.level)]
        yield replace(record, second=replace(side, level=other))


def read_aliases(path: Path) -> dict[tuple[str, str, str], str]:
    """Read claim_aliases.csv: the partnership that a claim's spelling of a partner means."""
    with path.open(encoding="utf-8", newline="") as table:
        return {
            (row["municipality_code"], row["country"], row["partner"]): row["id"]
            for row in csv.DictReader(table)
        }
