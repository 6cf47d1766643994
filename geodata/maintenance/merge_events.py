"""Merging a table of events into the shipped data.

`python -m geodata.maintenance.merge_events FILE [--dry-run]` reads events in the columns of `COLUMNS` in
event_rows.py, each with its own source, and rewrites events.csv, partnerships.csv, sources.csv, places.csv
and UNRESOLVED.md. An event that is known under the same source changes nothing.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import as_file
from pathlib import Path

import pandas as pd

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import DatasetBuilder, MergeResult, TableRow
from geodata.importing.event_builder import EventBuilder
from geodata.importing.event_partnerships import Aliases
from geodata.importing.event_record import EventRecord
from geodata.importing.event_venues import Venue
from geodata.importing.known_venues import read_venues
from geodata.maintenance.claim_resolver import read_aliases
from geodata.maintenance.event_rows import read_events, read_merged_events
from geodata.maintenance.shipped_files import read_shipped, table_rows, write_shipped
from geodata.maintenance.signings import Signing, merge_signings
from geodata.model.errors import DataError
from geodata.model.shipped import EVENT_COLUMNS, shipped_data


@dataclass(frozen=True, slots=True)
class Decisions:
    """What maintainers decided: partners' spellings, venues, and events that are another one."""

    aliases: Aliases
    venues: Mapping[str, Venue | None]
    merged: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Decisions":
        """Read claim_aliases.csv, venues.csv and merged_events.csv of a folder."""
        return cls(
            read_aliases(folder / "claim_aliases.csv"),
            read_venues(folder),
            read_merged_events(folder / "merged_events.csv"),
        )


@dataclass(slots=True)
class EventReport:
    """What happened to the events, and what signings say of partnerships."""

    new: list[TableRow] = field(default_factory=list)
    merged: list[TableRow] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    alike: list[tuple[TableRow, TableRow]] = field(default_factory=list)


def merge_events(
    records: Iterable[EventRecord], tables: TextTables, decisions: Decisions
) -> tuple[TextTables, EventReport]:
    """Return the tables with events merged in, and what happened."""
    builder = DatasetBuilder(tables)
    events = EventBuilder(
        builder,
        table_rows(tables.events),
        aliases=decisions.aliases,
        venues=decisions.venues,
        merged=decisions.merged,
    )
    report = EventReport()
    for record in sorted(records, key=lambda record: record.id in decisions.merged):
        row, result = events.add(record)
        if result is MergeResult.PUBLISHED:
            report.new.append(row)
        elif result is MergeResult.MERGED and row not in report.new:
            report.merged.append(row)
    report.signings += merge_signings(builder, [*report.new, *report.merged])
    report.alike += _alike(report.new, events.rows())
    table = pd.DataFrame(events.rows(), columns=list(EVENT_COLUMNS), dtype=object)
    return replace(builder.tables(), events=table), report


def _alike(new: Iterable[TableRow], rows: Iterable[TableRow]) -> Iterator[tuple[TableRow, TableRow]]:
    """Yield new events and others that may be the same: alike in kind, municipalities and date."""
    rows = list(rows)
    for one in new:
        for other in rows[: rows.index(one)]:
            if (
                one["municipality_codes"]
                and all(
                    one[column] == other[column] for column in ("municipality_codes", "kind", "countries")
                )
                and (one["date"].startswith(other["date"]) or other["date"].startswith(one["date"]))
            ):
                yield other, one


def main() -> None:
    """Merge the events of a file into the shipped data and print what changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a CSV file of events")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")
    options = parser.parse_args()
    records, issues = read_events(options.file)
    if issues:
        raise DataError(issues)
    with as_file(shipped_data()) as folder:
        merged, report = merge_events(records, read_shipped(folder), Decisions.read(folder))
        _print(report)
        if not options.dry_run:
            write_shipped(folder, merged)


def _print(report: EventReport) -> None:
    for row in report.new:
        print(f"{row['id']}: new, {row['status']}: {row['title']}")
        print(
            f"    partnerships: {row['partnerships'] or '-'}; place: {row['place'] or '-'} ({row['venue']})"
        )
    for row in report.merged:
        print(f"{row['id']}: another source")
    for signing in report.signings:
        print(f"{signing.event['id']}: {_says(signing)}")
    for one, other in report.alike:
        print(f"{one['id']} and {other['id']} may be one event: {one['title']} | {other['title']}")
    print(f"{len(report.new)} new events, {len(report.merged)} with another source")


def _says(signing: Signing) -> str:
    id_ = signing.partnership["id"]
    if signing.result == "same":
        return f"the signing of {id_}"
    if signing.result == "dated":
        return f"dates {id_}: {signing.known or 'no date'} -> {signing.event['date']}"
    return f"another agreement of {id_} ({signing.known}), or a contradiction: {signing.event['title']}"


if __name__ == "__main__":
    main()
