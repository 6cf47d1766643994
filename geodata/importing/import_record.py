"""A record: what one row of a list says about one partnership."""

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
    """One side of a pair, as written.

    `field` is the field that messages name (`municipality` or `partner`), `names` all spellings, the most
    specific first, `point` (longitude, latitude) in degrees if the list has one.
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
        """The first spelling, or "" if the row has none."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A parsed row: dates in EDTF level 0, kinds and statuses of the vocabulary, "" for missing values.

    `is_exported`: whether the row comes from our own export, in which both sides are already placed.
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
