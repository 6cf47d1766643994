"""The texts of a row, as written or as decided in a review, and their validation issues."""

from collections.abc import Mapping

from geodata.importing.place_keys import place_of_key
from geodata.model.errors import ValidationIssue
from geodata.readers import Row


class RowTexts:
    """The texts of a row by field, stripped; `issues` collects what is wrong with them."""

    def __init__(self, row: Row, decisions: Mapping[str, str]) -> None:
        self.row = row
        self.issues: list[ValidationIssue] = []
        self._decisions = decisions

    def get(self, field: str) -> str:
        """Return the text of a field, or "".

        A decision that names a place by its key leaves the written name unchanged.
        """
        own = self.row.get(field).strip()
        decision = self._decisions.get(field, own)
        place = place_of_key(decision) if decision != own else None
        return (own or place.name) if place else decision.strip()

    def has(self, field: str) -> bool:
        """Whether the list has a column for a field."""
        return field in self.row.columns

    def issue(self, field: str, advice: str) -> None:
        """Add an issue for a field."""
        self.issues.append(self.row.issue(field, advice))
