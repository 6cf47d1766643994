"""What is wrong with data: a fault a cell, with what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """What is wrong with one cell, and what to do; `row` counts from 1 as the file's own program does.

    `sheet` is empty where the file has no sheets.
    """

    file: str
    row: int
    column: str
    value: str
    advice: str
    sheet: str = ""

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}, column {self.column}: {self.value!r}: {self.advice}"


class DataError(ValueError):
    """A dataset that can't be read; `faults` names every cell that is wrong."""

    def __init__(self, issues: list[ValidationIssue]) -> None:
        super().__init__("\n".join(map(str, issues)))
        self.issues = issues
