"""Merging claims into the partnerships of a dataset: one pair is one partnership with all its sources."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from geodata.importing.dataset_builder import DatasetBuilder, TableRow, place_ids
from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.known_partnerships import is_same_place
from geodata.importing.pair_resolver import PlacePair
from geodata.maintenance.claim_notes import (
    contradicts,
    note_agreement,
    note_kind,
    note_signed,
    note_status,
)
from geodata.maintenance.source_order import Authority, authority
from geodata.text.folding import slug

_STRENGTH = (
    "sister_city",
    "friendship_city",
    "hometown",
    "cooperation_agreement",
    "mutual_aid",
    "exchange",
)
"""Kinds, the closest tie first; a pair with several agreements is of the closest."""
_PARTNER_CELLS = ("partner", "partner_ja", "partner_admin1", "partner_level", "partner_seat")
_YEARS_OF_ONE_AGREEMENT = 1
"""Years by which sources differ on the date of one agreement; more, with another kind, is another one."""


@dataclass(slots=True)
class _Agreement:
    """A partnership while claims are merged into it, and the sources of its date, kind and status.

    `noted` are the agreements that its note lists, each with kind and date.
    """

    row: TableRow
    signed_by: RecordSource
    kind_by: RecordSource
    status_by: RecordSource
    noted: list[tuple[str, str]] = field(default_factory=list)


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
        self._merge(_Agreement(row, source, source, source), others)
        return row

    def merge(self, records: Iterable[ImportRecord], row: TableRow) -> None:
        """Merge claims into a known partnership, except those that it has under the same source.

        Its cells are of a source that its note does not quote against them.
        """
        known = [self._builder.sources[id_] for id_ in row["sources"].split(";")]
        new = [record for record in records if record.sources[0] not in known]
        best = min(known, key=lambda source: (contradicts(row["note"], source.title), authority(source)))
        newest = max(known, key=lambda source: source.date)
        self._merge(_Agreement(row, best, best, newest), sorted(new, key=_publish_order))

    def _merge(self, agreement: _Agreement, records: Iterable[ImportRecord]) -> None:
        row = agreement.row
        for record in records:
            ids = self._builder.sources.get_or_add(record.sources)
            row["sources"] = ";".join(dict.fromkeys([*row["sources"].split(";"), *ids]))
            _merge_agreement(agreement, record)
            _merge_status(agreement, record)
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


def _merge_agreement(agreement: _Agreement, record: ImportRecord) -> None:
    if any(record.kind == kind and signed.startswith(record.signed) for kind, signed in agreement.noted):
        return
    if record.kind and record.kind != agreement.row["kind"]:
        if _is_another_agreement(agreement.row, record):
            _add_agreement(agreement, record)
            return
        _settle_kind(agreement, record)
    _settle_signed(agreement, record)


def _is_another_agreement(row: TableRow, record: ImportRecord) -> bool:
    """Whether a claim of another kind tells of another agreement, or of what went on before or after one."""
    known, given = row["signed"], record.signed
    if row["kind"] == "exchange":
        return bool(known) and not given.startswith(known)
    if record.kind == "exchange":
        return bool(given) and not known.startswith(given)
    return bool(known and given) and abs(int(given[:4]) - int(known[:4])) > _YEARS_OF_ONE_AGREEMENT


def _add_agreement(agreement: _Agreement, record: ImportRecord) -> None:
    """Add another agreement: the partnership is of the closest kind, and dates from the first signing.

    An exchange begins without a signing.
    """
    row, source = agreement.row, record.sources[0]
    older, newer = (row["kind"], row["signed"], agreement.signed_by), (record.kind, record.signed, source)
    closest, other = sorted((older, newer), key=lambda one: _STRENGTH.index(one[0]))
    signings = [one for one in (closest, other) if one[0] != "exchange"]
    first = min(signings, key=lambda one: one[1])
    row["kind"], row["signed"] = closest[0], first[1]
    agreement.kind_by, agreement.signed_by = closest[2], first[2]
    for kind, signed, signed_by in sorted((closest, other), key=lambda one: one[1]):
        if signed and (kind, signed) not in agreement.noted:
            row["note"] = note_agreement(row["note"], signed_by.title, kind, signed)
            agreement.noted.append((kind, signed))


def _settle_kind(agreement: _Agreement, record: ImportRecord) -> None:
    """Take the kind of the better source, an agreement before an exchange; note the other one."""
    row, source = agreement.row, record.sources[0]
    given = (record.kind == "exchange", authority(source))
    known = (row["kind"] == "exchange", authority(agreement.kind_by))
    if given < known:
        row["note"] = note_kind(row["note"], agreement.kind_by.title, row["kind"])
        row["kind"], agreement.kind_by = record.kind, source
    else:
        row["note"] = note_kind(row["note"], source.title, record.kind)


def _settle_signed(agreement: _Agreement, record: ImportRecord) -> None:
    """Take the more precise of two dates that agree, else that of the better source; note the other one."""
    row, source, known, given = agreement.row, record.sources[0], agreement.row["signed"], record.signed
    if not given or known.startswith(given):
        return
    if given.startswith(known):
        row["signed"], agreement.signed_by = given, source
    elif (authority(source), given) < (authority(agreement.signed_by), known):
        row["note"] = note_signed(row["note"], agreement.signed_by.title, known)
        row["signed"], agreement.signed_by = given, source
    else:
        row["note"] = note_signed(row["note"], source.title, given)


def _merge_status(agreement: _Agreement, record: ImportRecord) -> None:
    """Take the status of the newer source; note the other one, unless a plan was carried out."""
    row, source = agreement.row, record.sources[0]
    if record.status == row["status"]:
        if record.ended.startswith(row["ended"]):
            row["ended"] = record.ended
    elif max(record.as_of, record.ended) > agreement.status_by.date:
        if row["status"] != "planned" and record.status == "active":
            row["note"] = note_status(row["note"], agreement.status_by.title, row["status"], row["ended"])
        row["status"], row["ended"], agreement.status_by = record.status, record.ended, source
    elif record.status not in ("planned", "active"):
        row["note"] = note_status(row["note"], source.title, record.status, record.ended)
