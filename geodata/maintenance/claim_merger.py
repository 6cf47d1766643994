"""Merging claims into the partnerships of a dataset: one pair is one partnership with all its sources."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from geodata.importing.agreement_notes import note_kind
from geodata.importing.agreements import Agreement, add_agreement, is_another_agreement, is_noted
from geodata.importing.dataset_builder import DatasetBuilder, TableRow, place_ids
from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.known_partnerships import is_same_place
from geodata.importing.pair_resolver import PlacePair
from geodata.maintenance.claim_notes import contradicts, note_signed, note_status
from geodata.maintenance.source_order import Authority, authority
from geodata.text.folding import slug

_PARTNER_CELLS = ("partner", "partner_ja", "partner_admin1", "partner_level", "partner_seat")


@dataclass(slots=True)
class _Merging:
    """A partnership while claims are merged into it, and the sources of its date, kind and status."""

    row: TableRow
    signed_by: RecordSource
    kind_by: RecordSource
    status_by: RecordSource

    def agreement(self) -> Agreement:
        """Return the partnership's kind and date as an agreement."""
        return Agreement(self.row["kind"], self.row["signed"], self.signed_by)


class ClaimMerger:
    """Merges the claims of one pair after the other; `retired_ids` are not given to new partnerships."""

    def __init__(self, builder: DatasetBuilder, retired_ids: Collection[str]) -> None:
        self._builder = builder
        self._retired_ids = retired_ids

    def add(self, records: Iterable[ImportRecord], pair: PlacePair) -> TableRow:
        """Add a new pair with the claims of it; the most trustworthy one is published."""
        first, *others = sorted(records, key=_publish_order)
        names = self._partner_cells(pair)
        row = self._builder.publish(replace(first, id=self._new_id(pair, first, names)), pair)
        row |= names
        source = first.sources[0]
        self._merge(_Merging(row, source, source, source), others)
        return row

    def merge(self, records: Iterable[ImportRecord], row: TableRow) -> None:
        """Merge claims into a known partnership, except those that it has under the same source.

        Its cells are of a source that its note does not quote against them.
        """
        known = [self._builder.sources[id_] for id_ in row["sources"].split(";")]
        new = [record for record in records if record.sources[0] not in known]
        best = min(known, key=lambda source: (contradicts(row["note"], source.title), authority(source)))
        newest = max(known, key=lambda source: source.date)
        self._merge(_Merging(row, best, best, newest), sorted(new, key=_publish_order))

    def _merge(self, merging: _Merging, records: Iterable[ImportRecord]) -> None:
        row = merging.row
        for record in records:
            ids = self._builder.sources.get_or_add(record.sources)
            row["sources"] = ";".join(dict.fromkeys([*row["sources"].split(";"), *ids]))
            _merge_agreement(merging, record)
            _merge_status(merging, record)
            row["as_of"] = max(row["as_of"], record.as_of)
            row["signed_as"] = row["signed_as"] or record.signed_as

    def _partner_cells(self, pair: PlacePair) -> TableRow:
        """Return the partner's cells as in another partnership with the same partner, if there is one."""
        places = self._builder.places
        same = (
            row
            for row in self._builder.rows()
            if row["country"] == pair.second.country and is_same_place(places[place_ids(row)[1]], pair.second)
        )
        found = next(same, None)
        return {name: found[name] for name in _PARTNER_CELLS} if found else {}

    def _new_id(self, pair: PlacePair, record: ImportRecord, names: TableRow) -> str:
        """Return an id that no partnership has or had: `osaka-27100-san-francisco-us`."""
        partner = re.sub(r"\s*\([^()]*\)$", "", names.get("partner", record.second.name))
        wanted = f"{slug(pair.first.name)}-{pair.code}-{slug(partner)}-{pair.second.country.lower()}"
        id_, copies = wanted, 1
        while id_ in self._retired_ids or self._builder.has_partnership(id_):
            copies += 1
            id_ = f"{wanted}-{copies}"
        return id_


def _publish_order(record: ImportRecord) -> tuple[Authority, bool, str, str]:
    """Order claims: trustworthy sources first, then those with a date, then the first signing."""
    source = record.sources[0]
    return authority(source), not record.signed, record.signed, source.title


def _merge_agreement(merging: _Merging, record: ImportRecord) -> None:
    given = Agreement(record.kind, record.signed, record.sources[0])
    if is_noted(merging.row["note"], given):
        return
    if is_another_agreement(merging.agreement(), given):
        closest, first = add_agreement(merging.row, merging.agreement(), given)
        merging.kind_by, merging.signed_by = closest.source, first.source
        return
    if record.kind and record.kind != merging.row["kind"]:
        _settle_kind(merging, record)
    _settle_signed(merging, record)


def _settle_kind(merging: _Merging, record: ImportRecord) -> None:
    """Take the kind of the better source, an agreement before an exchange; note the other one."""
    row, source = merging.row, record.sources[0]
    given = (record.kind == "exchange", authority(source))
    known = (row["kind"] == "exchange", authority(merging.kind_by))
    if given < known:
        row["note"] = note_kind(row["note"], merging.kind_by.title, row["kind"])
        row["kind"], merging.kind_by = record.kind, source
    else:
        row["note"] = note_kind(row["note"], source.title, record.kind)


def _settle_signed(merging: _Merging, record: ImportRecord) -> None:
    """Take the more precise of two dates that agree, else that of the better source; note the other one."""
    row, source, known, given = merging.row, record.sources[0], merging.row["signed"], record.signed
    if not given or known.startswith(given):
        return
    if given.startswith(known):
        row["signed"], merging.signed_by = given, source
    elif (authority(source), given) < (authority(merging.signed_by), known):
        row["note"] = note_signed(row["note"], merging.signed_by.title, known)
        row["signed"], merging.signed_by = given, source
    else:
        row["note"] = note_signed(row["note"], source.title, given)


def _merge_status(merging: _Merging, record: ImportRecord) -> None:
    """Take the status of the newer source; note the other one, unless a plan was carried out."""
    row, source = merging.row, record.sources[0]
    if record.status == row["status"]:
        if record.ended.startswith(row["ended"]):
            row["ended"] = record.ended
    elif max(record.as_of, record.ended) > merging.status_by.date:
        if row["status"] != "planned" and record.status == "active":
            row["note"] = note_status(row["note"], merging.status_by.title, row["status"], row["ended"])
        row["status"], row["ended"], merging.status_by = record.status, record.ended, source
    elif record.status not in ("planned", "active"):
        row["note"] = note_status(row["note"], source.title, record.status, record.ended)
