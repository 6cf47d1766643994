"""An event as one row of a table tells of it."""

from dataclasses import dataclass

from geodata.importing.import_record import RecordSource


@dataclass(frozen=True, slots=True)
class EventPartner:
    """A partner of an event as written, "" if the row names only its country, and the country's code."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A parsed row: dates in EDTF level 0, kind and status of the vocabulary, "" for missing values.

    `codes` are the JIS X 0402 codes of the municipalities concerned, `venue` is where it was held, in the
    words of the source. `partnerships` and `place` are ids, where the table has them; else they follow from
    the municipalities, partners and venue.
    """

    id: str
    date: str
    date_end: str
    kind: str
    status: str
    codes: tuple[str, ...]
    partners: tuple[EventPartner, ...]
    venue: str
    title: str
    title_ja: str
    participants: str
    sources: tuple[RecordSource, ...]
    partnerships: tuple[str, ...] = ()
    place: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the partners, each once."""
        return tuple(dict.fromkeys(partner.country for partner in self.partners if partner.country))
