"""Building the next version of a dataset: records become new partnerships, or sources of known ones."""

import re
from dataclasses import dataclass, replace
from enum import Enum

import pandas as pd

from geodata.dataset.place_ids import municipality_place_id, partner_place_id
from geodata.dataset.tables import TextTables
from geodata.gazetteer import read_country
from geodata.importing.agreement_notes import note_kind
from geodata.importing.agreements import (
    Agreement,
    add_agreement,
    closest_kind,
    is_another_agreement,
    is_noted,
)
from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.known_partnerships import KnownPartnerships
from geodata.importing.notes import add_note
from geodata.importing.pair_resolver import PlacePair
from geodata.importing.place_registry import PlaceRegistry
from geodata.importing.record_names import english_name, japanese_name
from geodata.importing.side_parser import parse_municipality_code
from geodata.importing.source_registry import SourceRegistry
from geodata.model.place import Place
from geodata.model.shipped import PLACE_COLUMNS, SOURCE_COLUMNS
from geodata.text.folding import slug

TableRow = dict[str, str]
_DATES = {"signed": ("was signed on", "締結日"), "ended": ("ended on", "終了日")}
_STATUSES_JA = {
    "active": "継続中", "planned": "予定", "suspended": "休止", "ended": "解消", "cancelled": "取消",
}  # fmt: skip


class MergeResult(Enum):
    """What happened to a record."""

    PUBLISHED = "published"
    MERGED = "merged"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field in which a record differs from the partnership with its id; `known` is the known value."""

    field: str
    known: str


class DatasetBuilder:
    """Builds the tables of the next version of a dataset."""

    def __init__(self, tables: TextTables) -> None:
        self._columns = list(tables.partnerships.columns)
        self._events = tables.events
        self._rows = _records(tables.partnerships)
        self.places = PlaceRegistry(_records(tables.places))
        self.sources = SourceRegistry(_records(tables.sources))
        self.known_partnerships = KnownPartnerships()
        self._by_id = {row["id"]: position for position, row in enumerate(self._rows)}
        for position, row in enumerate(self._rows):
            self._index_partnership(position, *place_ids(row))

    def tables(self) -> TextTables:
        """Return the current tables."""
        return TextTables(
            pd.DataFrame(self._rows, columns=self._columns, dtype=object).fillna(""),
            pd.DataFrame(self.sources.rows(), columns=list(SOURCE_COLUMNS), dtype=object),
            pd.DataFrame(self.places.rows(), columns=list(PLACE_COLUMNS), dtype=object),
            self._events,
        )

    def rows(self) -> list[TableRow]:
        """Return the rows of all partnerships; changes to them are kept."""
        return self._rows

    def partnership(self, id_: str) -> TableRow:
        """Return the row of the partnership with an id; changes to it are kept."""
        return self._rows[self._by_id[id_]]

    def has_partnership(self, id_: str) -> bool:
        """Whether a partnership has this id."""
        return id_ in self._by_id

    def merge_by_id(self, record: ImportRecord) -> MergeResult | Contradiction:
        """Merge a record into the partnership with its id, unless it describes another pair of places."""
        row = self.partnership(record.id)
        return self._contradiction(row, record) or self._merge(row, record)

    def add(self, record: ImportRecord, pair: PlacePair) -> MergeResult:
        """Merge a record into the partnership that it describes, or add it as a new one."""
        if found := _same_partnership(self.partnerships_between(pair), record):
            return self._merge_agreement(found, record)
        self.publish(record, pair)
        return MergeResult.PUBLISHED

    def partnerships_between(self, pair: PlacePair) -> list[TableRow]:
        """Return the rows of all partnerships of a pair of places; changes to them are kept."""
        first_id = municipality_place_id(pair.code) if pair.code else self.places.get_or_add(pair.first)
        return [self._rows[position] for position in self.known_partnerships.rows(first_id, pair.second)]

    def _contradiction(self, row: TableRow, record: ImportRecord) -> Contradiction | None:
        """Return the first field by which a record describes another pair than the row with its id."""
        first, second = (self.places[id_] for id_ in place_ids(row))
        country = read_country(record.second.country) if record.second.country else None
        admin1 = record.second.admin1 or second.admin1
        if record.first.code:
            municipality = (
                "municipality_code",
                row["municipality_code"],
                parse_municipality_code(record.first) or "",
            )
        else:
            municipality = (
                "municipality",
                first.name,
                _one_of((first.name, first.name_ja), record.first.names),
            )
        checks = (
            municipality,
            ("partner", row["partner"], _one_of((row["partner"], row["partner_ja"]), record.second.names)),
            ("country", row["country"], country.code if country else record.second.country or row["country"]),
            ("partner_admin1", second.admin1, _one_of((second.admin1, row["partner_admin1"]), (admin1,))),
        )
        return next((Contradiction(field, known) for field, known, given in checks if given != known), None)

    def publish(self, record: ImportRecord, pair: PlacePair) -> TableRow:
        """Add a record as a new partnership, and return its row."""
        first_id = self.places.get_or_add(pair.first, pair.code)
        second_id = self.places.get_or_add(pair.second)
        name_ja = japanese_name(pair.second_side, pair.second) or pair.second.name_ja
        self.places.set_japanese_name(first_id, japanese_name(pair.first_side, pair.first))
        self.places.set_japanese_name(second_id, name_ja)
        row = {
            "id": self._new_id(pair, record),
            "kind": record.kind or "sister_city",
            "status": record.status or "active",
            "municipality_code": pair.code,
            "signed_as": record.signed_as,
            "partner": record.second.name
            if record.is_exported
            else english_name(pair.second_side, pair.second),
            "partner_ja": name_ja,
            "partner_admin1": record.second.admin1 if record.is_exported else pair.second.admin1,
            "partner_level": pair.second.level,
            "partner_seat": pair.second_side.seat,
            "country": pair.second.country,
            "signed": record.signed,
            "ended": record.ended,
            "as_of": record.as_of,
            "sources": ";".join(self.sources.get_or_add(record.sources)),
            "note": record.note,
            "municipality_place": first_id,
            "partner_place": second_id,
        }
        self._by_id[row["id"]] = len(self._rows)
        self._rows.append(row)
        self._index_partnership(len(self._rows) - 1, first_id, second_id)
        return row

    def _merge_agreement(self, row: TableRow, record: ImportRecord) -> MergeResult:
        """Merge a record into the partnership of its pair, of which it may tell another agreement."""
        source = self.sources[row["sources"].partition(";")[0]]
        known = Agreement(row["kind"], row["signed"], source)
        given = Agreement(record.kind, record.signed, record.sources[0])
        if is_noted(row["note"], given):
            return self._merge(row, replace(record, kind="", signed=""))
        if not is_another_agreement(known, given):
            return self._merge(row, record)
        add_agreement(row, known, given)
        self._merge(row, replace(record, kind="", signed=""))
        return MergeResult.MERGED

    def _merge(self, row: TableRow, record: ImportRecord) -> MergeResult:
        """Merge a record into a partnership; a record of the same, only source may also correct it."""
        before = dict(row)
        known = row["sources"].split(";")
        given = self.sources.get_or_add(record.sources)
        row["sources"] = ";".join(dict.fromkeys([*known, *given]))
        if set(known) == set(given):
            _correct(row, record)
        else:
            _add_to(row, record, self.sources[known[0]])
        row["as_of"] = max(row["as_of"], record.as_of)
        row["signed_as"] = row["signed_as"] or record.signed_as
        if record.note and record.note not in row["note"]:
            row["note"] = add_note(row["note"], record.note, record.note)
        return MergeResult.UNCHANGED if row == before else MergeResult.MERGED

    def _index_partnership(self, position: int, first_id: str, second_id: str) -> None:
        self.known_partnerships.add(
            position, first_id, self.places[first_id], second_id, self.places[second_id]
        )

    def _new_id(self, pair: PlacePair, record: ImportRecord) -> str:
        first = f"{slug(pair.first.name)}-{pair.code or pair.first.country.lower()}"
        second = f"{slug(pair.second.name) or _number(pair.second)}-{pair.second.country.lower()}"
        own = re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", record.id)
        wanted = record.id if own else f"{first}-{second}".strip("-")
        id_, copies = wanted, 1
        while id_ in self._by_id:
            copies += 1
            id_ = f"{wanted}-{copies}"
        return id_


def _records(table: pd.DataFrame) -> list[TableRow]:
    return [{str(column): text for column, text in row.items()} for row in table.to_dict("records")]


def _same_partnership(known: list[TableRow], record: ImportRecord) -> TableRow | None:
    """Return the partnership of a pair of places that a record describes.

    Of several, which older data may have, it describes the one with its kind and date, else with one of them,
    else any.
    """
    for agrees in (_agree_in_both, _agree_in_date, _agree_in_kind):
        if found := [row for row in known if agrees(row, record)]:
            return found[0]
    return known[0] if known else None


def _agree_in_both(row: TableRow, record: ImportRecord) -> bool:
    return row["kind"] == record.kind and _agree_in_date(row, record)


def _agree_in_date(row: TableRow, record: ImportRecord) -> bool:
    return not row["signed"] or not record.signed or row["signed"][:4] == record.signed[:4]


def _agree_in_kind(row: TableRow, record: ImportRecord) -> bool:
    return not record.kind or row["kind"] == record.kind


def _one_of(known: tuple[str, str], names: tuple[str, ...]) -> str:
    """Return the first of a place's names if any of them is among the given names, else the given name."""
    return known[0] if set(known) & set(names) else " ".join(names)


def _correct(row: TableRow, record: ImportRecord) -> None:
    """Take what a newer state of the same source says, but no date that is known less precisely."""
    given = {"kind": record.kind, "status": record.status, "signed": record.signed, "ended": record.ended}
    given |= {field: row[field] for field in _DATES if given[field] and row[field].startswith(given[field])}
    row.update({field: text for field, text in given.items() if text})


def _add_to(row: TableRow, record: ImportRecord, known: RecordSource) -> None:
    titles = "; ".join(source.title for source in record.sources)
    if record.kind and record.kind != row["kind"]:
        _settle_kind(row, record, titles, known.title)
    _settle(row, "signed", record.signed, titles)
    if not record.status or record.status == row["status"]:
        _settle(row, "ended", record.ended, titles)
    elif record.as_of >= row["as_of"]:
        is_known = bool(record.ended) and row["ended"].startswith(record.ended)
        row["status"], row["ended"] = record.status, row["ended"] if is_known else record.ended
    else:
        japanese = f"{titles}では「{_STATUSES_JA[record.status]}」とされている。"
        row["note"] = add_note(row["note"], f"{titles} says {record.status}.", japanese)


def _settle_kind(row: TableRow, record: ImportRecord, titles: str, known_title: str) -> None:
    """Keep the known kind of an agreement of one date, else take the closest of two; note the other one."""
    of_one_date = row["signed"] and record.signed and row["kind"] != "exchange"
    if not of_one_date and closest_kind(row["kind"], record.kind) == record.kind:
        row["note"] = note_kind(row["note"], known_title, row["kind"])
        row["kind"] = record.kind
    else:
        row["note"] = note_kind(row["note"], titles, record.kind)


def _settle(row: TableRow, field: str, given: str, titles: str) -> None:
    """Take the more precise of two dates that agree; else keep the known one and note the other."""
    known = row[field]
    if given.startswith(known):
        row[field] = given
    elif not known.startswith(given):
        english, japanese = _DATES[field]
        note = f"{titles} says that it {english} {given}.", f"{titles}では{japanese}は{given}とされている。"
        row["note"] = add_note(row["note"], *note)


def place_ids(row: TableRow) -> tuple[str, str]:
    """Return the ids of both places of a row of partnerships.csv."""
    first = row["municipality_place"] or municipality_place_id(row["municipality_code"])
    second = row["partner_place"] or partner_place_id(
        row["country"], row["partner_admin1"], row["partner_level"], row["partner"]
    )
    return first, second


def _number(place: Place) -> str:
    return slug(place.origin.rpartition(":")[2])
