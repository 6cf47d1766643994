"""An export of events: a selection of them, with the metadata that every file contains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from geodata.query.event_selection import EventSelection

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset
    from geodata.dataset.events import Events


@dataclass(frozen=True)
class EventExport:
    """A selection of a dataset's events.

    events: those to write, the newest first. matched: how many pass the filters, before `limit` and
    `offset`. version, as_of: of the dataset.
    """

    events: Events
    selection: EventSelection
    matched: int
    version: str
    as_of: str

    @classmethod
    def of(cls, dataset: Dataset, selection: EventSelection | None = None) -> Self:
        """Make an export of a dataset's events, by default of all of them."""
        chosen = EventSelection() if selection is None else selection
        matching = dataset.events.select(chosen.unpaged())
        shown = matching.newest_first().take(chosen.page_slice)
        return cls(shown, chosen, len(matching), dataset.version, dataset.as_of)
