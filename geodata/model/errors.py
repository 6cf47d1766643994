"""Errors in data: a validation issue for each invalid cell, with advice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """What is wrong with one cell, and how to fix it; `row` is the row in the file, from 1.

    `sheet` is empty if the file has no sheets.
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
    """A dataset that cannot be read; `issues` lists every invalid cell."""

    def __init__(self, issues: list[ValidationIssue]) -> None:
        super().__init__("\n".join(map(str, issues)))
        self.issues = issues
