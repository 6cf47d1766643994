"""The agreements of one pair: one partnership, of the closest kind and with the date of the first signing."""

from dataclasses import dataclass

from geodata.importing.agreement_notes import note_agreement, noted_agreements
from geodata.importing.import_record import RecordSource

_CLOSEST_FIRST = (
    "sister_city",
    "friendship_city",
    "hometown",
    "cooperation_agreement",
    "mutual_aid",
    "exchange",
)
_YEARS_OF_ONE_AGREEMENT = 1
"""Years by which sources differ on the date of one agreement; more, with another kind, is another one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one source says: a kind, and when it was signed ("" if unknown); an exchange has begun instead."""

    kind: str
    signed: str
    source: RecordSource


def closest_kind(one: str, other: str) -> str:
    """Return the kind of the closer agreement."""
    return min(one, other, key=_CLOSEST_FIRST.index)


def is_noted(note: str, given: Agreement) -> bool:
    """Whether a note lists an agreement; one without a kind is any agreement of that date."""
    return any(
        given.kind in ("", kind) and signed.startswith(given.signed)
        for kind, signed in noted_agreements(note)
        if given.kind or given.signed
    )


def is_another_agreement(known: Agreement, given: Agreement) -> bool:
    """Whether a source tells of another agreement of a pair, or of what went on before or after one.

    Without a kind, or with the same one, it tells of the known agreement.
    """
    if given.kind in ("", known.kind):
        return False
    if known.kind == "exchange":
        return bool(known.signed) and not given.signed.startswith(known.signed)
    if given.kind == "exchange":
        return bool(given.signed) and not known.signed.startswith(given.signed)
    if not known.signed or not given.signed:
        return False
    return abs(int(given.signed[:4]) - int(known.signed[:4])) > _YEARS_OF_ONE_AGREEMENT


def add_agreement(row: dict[str, str], known: Agreement, given: Agreement) -> tuple[Agreement, Agreement]:
    """Add another agreement to a partnership, and return the closest and the first one.

    An exchange begins without a signing. The note lists the agreements in the order of their dates.
    """
    closest = min(known, given, key=lambda one: _CLOSEST_FIRST.index(one.kind))
    first = min((one for one in (known, given) if one.kind != "exchange"), key=lambda one: one.signed)
    row["kind"], row["signed"] = closest.kind, first.signed
    unlisted = (
        [given] if noted_agreements(row["note"]) else sorted((known, given), key=lambda one: one.signed)
    )
    for one in unlisted:
        if one.signed:
            row["note"] = note_agreement(row["note"], one.source.title, one.kind, one.signed)
    return closest, first
