"""The texts of a row, as written or as decided in a review, and their validation issues."""

from collections.abc import Mapping

from geodata.importing.place_keys import place_of_key
from geodata.model.errors import ValidationIssue
from geodata.readers import Row
from geodata.readers.cell_texts import ERROR_ADVICE, is_error_value


class RowTexts:
    """The texts of a row by field, stripped; `issues` collects what is wrong with them."""

    def __init__(self, row: Row, decisions: Mapping[str, str]) -> None:
        self.row = row
        self.issues: list[ValidationIssue] = []
        self._decisions = decisions
        self._faulty: set[str] = set()

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
        """Add an issue for a field that has none yet."""
        if field not in self._faulty:
            self._faulty.add(field)
            self.issues.append(self.row.issue(field, advice))

    def check_cells(self) -> None:
        """Add an issue for each cell that shows an error or has not been calculated, unless decided."""
        for field in self.row.cells:
            if is_error_value(self.get(field)):
                self.issue(field, ERROR_ADVICE)
            elif field in self.row.faults and field not in self._decisions:
                self.issue(field, self.row.faults[field])

    def is_decided(self, field: str) -> bool:
        """Whether a review decided the text of a field."""
        return field in self._decisions
