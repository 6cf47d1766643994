"""Building the events of the next version: records become new events, or sources of known ones."""

import re
from collections.abc import Iterable, Mapping, Sequence

from geodata.dataset.event_checks import split_list
from geodata.gazetteer import load_municipalities
from geodata.importing.dataset_builder import DatasetBuilder, MergeResult, TableRow, place_ids
from geodata.importing.event_partnerships import Aliases, PartnershipFinder
from geodata.importing.event_record import EventRecord
from geodata.importing.event_venues import Venue, named_in_japanese, resolve_venue

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_FILLED = ("date_end", "venue", "place", "participants", "title_ja")
"""Columns in which another source of an event may fill an empty cell."""


class EventBuilder:
    """Adds events to the tables of a DatasetBuilder.

    `aliases` are the partnerships that spellings of partners mean, `venues` the places of venues whose words
    don't say enough, `merged` the ids of events that are known under another one. `corrects`: a record with
    the id and sources of a known event replaces what it says.
    """

    def __init__(
        self,
        builder: DatasetBuilder,
        events: Sequence[TableRow],
        *,
        aliases: Aliases | None = None,
        venues: Mapping[str, Venue | None] | None = None,
        merged: Mapping[str, str] | None = None,
        corrects: bool = False,
    ) -> None:
        self._builder = builder
        self._rows = list(events)
        self._by_id = {row["id"]: row for row in self._rows}
        self._finder = PartnershipFinder(builder.rows(), aliases or {})
        self._venues = venues or {}
        self._merged = merged or {}
        self._corrects = corrects

    def rows(self) -> list[TableRow]:
        """Return all events as rows of events.csv."""
        return self._rows

    def add(self, record: EventRecord) -> tuple[TableRow, MergeResult]:
        """Add an event, or merge a record into the event that it tells of."""
        known = self._by_id.get(self._merged.get(record.id, record.id)) or self._same_event(record)
        if known is not None:
            return known, self._merge(known, record)
        row = self._row(record)
        row["id"] = self._new_id(record)
        self._rows.append(row)
        self._by_id[row["id"]] = row
        return row, MergeResult.PUBLISHED

    def _same_event(self, record: EventRecord) -> TableRow | None:
        """Return the event of the same date, kind and municipalities, and of the same title or venue."""
        is_day = len(record.date) == len("1959-11-17")
        alike = (
            row
            for row in self._rows
            if (row["date"], row["kind"], row["municipality_codes"])
            == (record.date, record.kind, ";".join(record.codes))
            and set(record.countries) <= set(split_list(row["countries"]))
        )
        for row in alike:
            same_venue = is_day and record.venue and row["venue"] == record.venue
            if same_venue or (row["title"], row["title_ja"]) == (record.title, record.title_ja):
                return row
        return None

    def _merge(self, row: TableRow, record: EventRecord) -> MergeResult:
        known = row["sources"].split(";")
        new = [id_ for id_ in self._builder.sources.get_by_address_or_add(record.sources) if id_ not in known]
        if not new:
            return self._correct(row, record)
        row["sources"] = ";".join([*known, *new])
        given = self._row(record)
        row.update({column: given[column] for column in _FILLED if not row[column]})
        if given["date"].startswith(row["date"]):
            row["date"] = given["date"]
        return MergeResult.MERGED

    def _correct(self, row: TableRow, record: EventRecord) -> MergeResult:
        if not self._corrects or row["id"] != record.id:
            return MergeResult.UNCHANGED
        before = dict(row)
        given = {column: text for column, text in self._row(record).items() if text and column != "sources"}
        for column in ("date", "date_end"):
            if row[column].startswith(given.get(column, "")):
                given.pop(column, None)
        row.update(given)
        return MergeResult.UNCHANGED if row == before else MergeResult.MERGED

    def event(self, id_: str) -> TableRow | None:
        """Return the event with an id."""
        return self._by_id.get(id_)

    def _row(self, record: EventRecord) -> TableRow:
        partnerships = record.partnerships or self._finder.find(record.codes, record.partners)
        for code in record.codes:
            if place := load_municipalities().place(code):
                self._builder.places.get_or_add(place, code)
        return {
            "id": record.id,
            "date": record.date,
            "date_end": record.date_end,
            "kind": record.kind,
            "status": record.status,
            "municipality_codes": ";".join(record.codes),
            "partnerships": ";".join(partnerships),
            "partners": ";".join(dict.fromkeys(one.name for one in record.partners if one.name)),
            "countries": ";".join(record.countries or self._countries(partnerships)),
            "place": record.place or self._place(record, partnerships),
            "venue": record.venue,
            "title": record.title,
            "title_ja": record.title_ja,
            "participants": record.participants,
            "sources": ";".join(self._builder.sources.get_by_address_or_add(record.sources)),
        }

    def _countries(self, partnerships: Iterable[str]) -> list[str]:
        rows = map(self._builder.partnership, partnerships)
        return list(dict.fromkeys(row["country"] for row in rows if row["country"] != "JP"))

    def _place(self, record: EventRecord, partnerships: Iterable[str]) -> str:
        if not record.venue:
            return ""
        partners = [
            self._builder.places[place_ids(self._builder.partnership(id_))[1]] for id_ in partnerships
        ]
        found = resolve_venue(record.venue, record.codes, partners, self._venues)
        if found is None:
            return ""
        return self._builder.places.get_or_add(named_in_japanese(found.place), found.code)

    def _new_id(self, record: EventRecord) -> str:
        where = next(iter(record.codes), "") or "-".join(record.countries).lower() or "jp"
        kind = record.kind.replace("_", "-")
        wanted = record.id if _ID.fullmatch(record.id) else f"{record.date}-{kind}-{where}"
        id_, copies = wanted, 1
        while id_ in self._by_id:
            copies += 1
            id_ = f"{wanted}-{copies}"
        return id_
