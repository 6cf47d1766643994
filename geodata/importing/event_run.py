"""An import of events: tables are read, parsed, placed and merged; every row is accounted for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geodata.dataset.event_checks import split_list
from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import DatasetBuilder, TableRow
from geodata.importing.event_builder import EventBuilder
from geodata.importing.event_parser import EventDefaults, parse_event
from geodata.importing.event_record import EventRecord
from geodata.importing.import_record import RecordSource
from geodata.importing.known_venues import load_known_venues
from geodata.importing.outcome import Outcome, Problem, ReviewReason
from geodata.importing.review_decisions import is_skipped
from geodata.importing.run import ImportOptions, Progress, count_result, note_reading
from geodata.model.errors import DataError
from geodata.model.shipped import EVENT_COLUMNS
from geodata.readers import Row
from geodata.readers.event_tables import open_event_table


def import_events(
    paths: Sequence[Path], tables: TextTables, options: ImportOptions, progress: Progress = iter
) -> tuple[TextTables, Outcome]:
    """Return the tables of a dataset with tables of events merged in, and the outcome.

    A file that cannot be read at all is listed in `unreadable` of the outcome. Raises readers.MappingError
    for a mapping that fits no file.
    """
    builder = DatasetBuilder(tables)
    events = EventBuilder(builder, _rows(tables), venues=load_known_venues(), corrects=True)
    outcome = Outcome(noun="event")
    defaults = EventDefaults(
        options.source or RecordSource(""),
        options.municipality,
        options.prefecture,
        {row["id"] for row in builder.rows()},
        {row["id"] for row in builder.places.rows()},
    )
    for path in paths:
        try:
            reading = open_event_table(path, mapping=options.mapping)
            rows = list(reading.rows)
        except DataError as error:
            outcome.unreadable += error.issues
            continue
        note_reading(outcome, reading)
        if not rows and not reading.issues:
            outcome.without_rows.append(path.name)
        own = replace(defaults, source=options.source or RecordSource(path.name))
        for row in progress(rows):
            outcome.read += 1
            _import_row(row, own, options, events, outcome)
    outcome.stale = options.decisions.stale(path.name for path in paths)
    table = pd.DataFrame(events.rows(), columns=list(EVENT_COLUMNS), dtype=object)
    return replace(builder.tables(), events=table), outcome


def _rows(tables: TextTables) -> list[TableRow]:
    rows = tables.events.to_dict("records")
    return [{str(column): text for column, text in row.items()} for row in rows]


def _import_row(
    row: Row, defaults: EventDefaults, options: ImportOptions, events: EventBuilder, outcome: Outcome
) -> None:
    given = options.decisions.take(row)
    if is_skipped(given.values()):
        reason = "set aside by the review"
        outcome.add_to_review([Problem(row, "title", row.get("title"), ReviewReason.SET_ASIDE, reason)])
        return
    record = parse_event(row, defaults, given)
    if isinstance(record, list):
        outcome.add_to_review(record)
    elif problem := _contradiction(row, record, events.event(record.id)):
        outcome.add_to_review([problem])
    else:
        count_result(outcome, events.add(record)[1])


def _contradiction(row: Row, record: EventRecord, known: TableRow | None) -> Problem | None:
    """Return the problem of a row with the id of another event: of other municipalities or another kind."""
    if known is None:
        return None
    codes = split_list(known["municipality_codes"])
    field = "municipality_codes" if "municipality_codes" in row.columns else "municipalities"
    for name, known_values, given in (
        (field, codes, list(record.codes)),
        ("kind", [known["kind"]], [record.kind]),
    ):
        if known_values != given:
            here = ";".join(known_values)
            reason = f"the event {record.id} has {here!r} here; write that, or leave the id empty for another"
            return Problem(row, name, row.get(name), ReviewReason.INVALID, reason)
    return None
