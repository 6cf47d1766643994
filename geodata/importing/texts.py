"""The texts of one row: as written, or as a person has answered since; and what is wrong with them."""

from collections.abc import Mapping

from geodata.importing.keys import keyed_place
from geodata.model.errors import DataFault
from geodata.readers import Row


class Texts:
    """A row's texts by field, stripped; `faults` gathers what is wrong with them."""

    def __init__(self, row: Row, answers: Mapping[str, str]) -> None:
        self.row = row
        self.faults: list[DataFault] = []
        self._answers = answers

    def get(self, field: str) -> str:
        """Return the text of a field, or "" where there is none.

        A place that an answer names by its key leaves the name as it is written.
        """
        own = self.row.get(field).strip()
        answer = self._answers.get(field, own)
        place = keyed_place(answer) if answer != own else None
        return (own or place.name) if place else answer.strip()

    def has(self, field: str) -> bool:
        """Tell whether the list has a column for a field."""
        return field in self.row.columns

    def fault(self, field: str, advice: str) -> None:
        """Note what is wrong with a field, and what to do."""
        self.faults.append(self.row.fault(field, advice))
