"""What one row of a list says of one partnership, in its own words."""

from dataclasses import dataclass

from geodata.readers import Row


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Where a fact was read; `url` and `date` (EDTF level 0) may be empty."""

    title: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One side of a pair as written.

    `field` is the field that a message names (`municipality` or `partner`), `names` all its spellings,
    the most telling first, `point` (longitude, latitude) in degrees where the list has one.
    """

    field: str
    names: tuple[str, ...]
    country: str = ""
    admin1: str = ""
    code: str = ""
    level: str = ""
    seat: str = ""
    point: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        """The first spelling, or "" where the row has none."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A row understood: dates as EDTF level 0, words of the vocabulary; "" for what it doesn't say.

    `is_exported` tells that the row is of an export of ours, which has placed both sides already.
    """

    row: Row
    id: str
    kind: str
    status: str
    first: RecordSide
    second: RecordSide
    signed_as: str
    signed: str
    ended: str
    as_of: str
    sources: tuple[RecordSource, ...]
    note: str
    is_exported: bool
