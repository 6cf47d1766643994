"""Reading a table of events: one row is what one source says of one event."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from geodata.gazetteer import load_municipalities
from geodata.importing.event_record import EventPartner, EventRecord
from geodata.importing.event_terms import is_plan
from geodata.importing.import_record import RecordSource
from geodata.model.dates import DateError, ends_before_it_begins, parse_date
from geodata.model.errors import ValidationIssue
from geodata.model.vocabulary import EVENT_KINDS

COLUMNS = (
    "event_id",
    "date",
    "date_end",
    "kind",
    "jp_codes",
    "partner_names",
    "partner_country",
    "place",
    "title_en",
    "title_ja",
    "participants",
    "source_url",
    "source_title",
    "as_of",
)


def read_events(path: Path) -> tuple[list[EventRecord], list[ValidationIssue]]:
    """Return the events of a CSV file, and the issues of rows that cannot be parsed."""
    records: list[EventRecord] = []
    issues: list[ValidationIssue] = []
    with path.open(encoding="utf-8", newline="") as table:
        for number, cells in enumerate(csv.DictReader(table), start=2):
            wrong = [
                ValidationIssue(path.name, number, column, cells[column], advice)
                for column, advice in _issues(cells)
            ]
            issues += wrong
            if not wrong:
                records.append(_parse(cells))
    return records, issues


def read_merged_events(path: Path) -> dict[str, str]:
    """Read merged_events.csv: the ids of events that are known under another one."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["id"]: row["merged_into"] for row in csv.DictReader(table)}


def _issues(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the columns of a row that cannot be parsed, each with an advice."""
    issues = [
        (column, "write 1959, 1959-11 or 1959-11-17")
        for column in ("date", "date_end")
        if _bad(cells[column])
    ]
    if not cells["date"]:
        issues.append(("date", "write when it was"))
    elif not issues and ends_before_it_begins(cells["date"], cells["date_end"]):
        issues.append(("date_end", "it can't end before it began"))
    if cells["kind"] not in EVENT_KINDS:
        issues.append(("kind", f"write one of {', '.join(EVENT_KINDS)}"))
    unknown = [code for code in _list(cells["jp_codes"]) if load_municipalities().place(code) is None]
    if unknown:
        issues.append(("jp_codes", f"{unknown[0]} is no JIS X 0402 code"))
    partners, countries = cells["partner_names"].split(";"), cells["partner_country"].split(";")
    if len(countries) not in (1, len(partners)):
        issues.append(("partner_country", "write one country for all partners, or one for each"))
    issues += [
        (column, "write a sentence") for column in ("title_en", "title_ja") if not cells[column].strip()
    ]
    if not re.fullmatch("[0-9]*", cells["participants"]):
        issues.append(("participants", "write a whole number, or nothing"))
    if not cells["source_title"].strip():
        issues.append(("source_title", "name the source"))
    return issues


def _bad(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return True
    return False


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _parse(cells: Mapping[str, str]) -> EventRecord:
    names, countries = cells["partner_names"].split(";"), cells["partner_country"].split(";")
    countries = countries * len(names) if len(countries) == 1 else countries
    partners = (EventPartner(*pair) for pair in zip(names, countries, strict=True) if any(pair))
    kind, title, title_ja = cells["kind"], cells["title_en"].strip(), cells["title_ja"].strip()
    return EventRecord(
        id=cells["event_id"],
        date=cells["date"],
        date_end=cells["date_end"],
        kind=kind,
        status="planned" if is_plan(kind, title, title_ja) else "held",
        codes=tuple(_list(cells["jp_codes"])),
        partners=tuple(partners),
        venue=cells["place"].strip(),
        title=title,
        title_ja=title_ja,
        participants=cells["participants"],
        sources=(RecordSource(cells["source_title"], cells["source_url"], cells["as_of"]),),
    )
