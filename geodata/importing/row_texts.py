"""The texts of one row: as written, or as a person has answered since; and what is wrong with them."""

from collections.abc import Mapping

from geodata.importing.place_keys import place_of_key
from geodata.model.errors import ValidationIssue
from geodata.readers import Row


class RowTexts:
    """A row's texts by field, stripped; `faults` gathers what is wrong with them."""

    def __init__(self, row: Row, decisions: Mapping[str, str]) -> None:
        self.row = row
        self.issues: list[ValidationIssue] = []
        self._decisions = decisions

    def get(self, field: str) -> str:
        """Return the text of a field, or "" where there is none.

        A place that an answer names by its key leaves the name as it is written.
        """
        own = self.row.get(field).strip()
        decision = self._decisions.get(field, own)
        place = place_of_key(decision) if decision != own else None
        return (own or place.name) if place else decision.strip()

    def has(self, field: str) -> bool:
        """Tell whether the list has a column for a field."""
        return field in self.row.columns

    def issue(self, field: str, advice: str) -> None:
        """Note what is wrong with a field, and what to do."""
        self.issues.append(self.row.issue(field, advice))
