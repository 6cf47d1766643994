"""Merging a table of claims into the shipped data.

`python -m geodata.maintenance.merge_claims FILE [--dry-run]` reads claims in the columns of `_COLUMNS` in
claims.py, each with its own source, and rewrites partnerships.csv, sources.csv, places.csv and UNRESOLVED.md.
A claim that its partnership already has under the same source changes nothing.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import as_file
from pathlib import Path

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import DatasetBuilder, TableRow
from geodata.importing.import_record import ImportRecord
from geodata.importing.known_partnerships import is_same_place
from geodata.importing.pair_resolver import PlacePair
from geodata.maintenance.claim_merger import ClaimMerger
from geodata.maintenance.claim_resolver import ClaimResolver, ResolvedClaim, read_aliases
from geodata.maintenance.claims import Claim, read_claims
from geodata.maintenance.resolve_places import Unresolved, read_unresolved_claims
from geodata.maintenance.shipped_files import read_shipped, write_shipped
from geodata.model.errors import DataError
from geodata.model.shipped import read_merged_ids, shipped_data


@dataclass(slots=True)
class _PairClaims:
    """The claims of one pair, and its partnership if the data has one."""

    pair: PlacePair | None
    known: TableRow | None
    records: list[ImportRecord] = field(default_factory=list)

    def describes(self, claim: ResolvedClaim) -> bool:
        """Whether a claim speaks of this pair."""
        if self.known is not None or claim.known is not None:
            return self.known is claim.known
        if self.pair is None or claim.pair is None or self.pair.code != claim.pair.code:
            return False
        return is_same_place(self.pair.second, claim.pair.second)


@dataclass(slots=True)
class ClaimReport:
    """What happened to the claims: partnerships as they were (None: new) and are, and what has no place."""

    changes: list[tuple[TableRow | None, TableRow]] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)


def merge_claims(
    claims: Iterable[Claim],
    tables: TextTables,
    aliases: dict[tuple[str, str, str], str],
    retired: Iterable[str],
) -> tuple[TextTables, ClaimReport]:
    """Return the tables with claims merged in, in the order of the shipped files, and what happened."""
    builder = DatasetBuilder(tables)
    resolver = ClaimResolver(builder, aliases)
    report = ClaimReport()
    pairs: list[_PairClaims] = []
    for claim in claims:
        found = resolver.resolve(claim.record)
        if isinstance(found, list):
            reason = "; ".join(problem.reason for problem in found)
            report.unresolved.append(Unresolved(claim.address, claim.label, reason))
            continue
        pair = next((one for one in pairs if one.describes(found)), None)
        if pair is None:
            pair = _PairClaims(found.pair, found.known)
            pairs.append(pair)
        pair.records.append(found.record)
    merger = ClaimMerger(builder, frozenset(retired))
    for pair in pairs:
        if pair.known is not None:
            before = dict(pair.known)
            merger.merge(pair.records, pair.known)
            if pair.known != before:
                report.changes.append((before, pair.known))
        elif pair.pair is not None:
            report.changes.append((None, merger.add(pair.records, pair.pair)))
    return builder.tables(), report


def main() -> None:
    """Merge the claims of a file into the shipped data and print what changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a CSV file of claims")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")
    options = parser.parse_args()
    claims, issues = read_claims(options.file)
    if issues:
        raise DataError(issues)
    with as_file(shipped_data()) as folder:
        tables = read_shipped(folder)
        aliases = read_aliases(folder / "claim_aliases.csv")
        merged, report = merge_claims(claims, tables, aliases, read_merged_ids())
        _print(report)
        if not options.dry_run:
            write_shipped(folder, merged, _unplaced(folder, report, options.file.name))


def _print(report: ClaimReport) -> None:
    for before, after in report.changes:
        print(after["id"])
        if before is None:
            print(f"    new: {after['kind']}, {after['status']}, {after['signed'] or 'no date'}")
            print(f"    note: {after['note']!r}")
            continue
        for column, text in after.items():
            if text != before[column]:
                print(f"    {column}: {before[column]!r} -> {text!r}")
    for one in report.unresolved:
        print(f"{one.id}: {one.name}: {one.reason}")
    new = sum(before is None for before, _ in report.changes)
    print(f"{new} new, {len(report.changes) - new} changed, {len(report.unresolved)} claims without a place")


def _unplaced(folder: Path, report: ClaimReport, file: str) -> list[Unresolved]:
    """Return the claims without a place: those of this file, and the listed ones of other files."""
    earlier = read_unresolved_claims((folder / "UNRESOLVED.md").read_text(encoding="utf-8"))
    return [*(one for one in earlier if not one.id.startswith(f"{file}:")), *report.unresolved]


if __name__ == "__main__":
    main()
