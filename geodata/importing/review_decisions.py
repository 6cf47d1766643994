"""Decisions made in a review: a choice for each question, passed back with the lists."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.importing.place_keys import KEY, place_of_key
from geodata.importing.review import COLUMNS, SKIP
from geodata.model.errors import DataError, ValidationIssue
from geodata.readers import Row
from geodata.readers.delimited import read_delimited

_NUMBERED = re.compile(r"^([0-9]+)\. .*\[([^\]]+)\]$")
_ADVICE = {
    "choice": f"write the number of a candidate, a key such as geonames:5746545 or jis:13101, or {SKIP}",
    "rows": "write the numbers of the rows that the choice is for",
}


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """A choice and its position: `line` of the review, whose question was about `value`.

    The choice is the key of a place, a text that replaces the row's own, or `skip`.
    """

    choice: str
    value: str
    review: str
    line: int

    def issue(self, column: str, value: str, advice: str) -> ValidationIssue:
        """Return a validation issue of a cell in the decision's line."""
        return ValidationIssue(self.review, self.line, column, value, advice)


class ReviewDecisions:
    """Decisions by file, sheet, row and column; those that fit no row are `stale`."""

    def __init__(self, decisions: Mapping[tuple[str, str, int, str], ReviewDecision] | None = None) -> None:
        self._decisions = decisions or {}
        self._unused = dict(self._decisions)
        self._stale: dict[ReviewDecision, ValidationIssue] = {}

    def take(self, row: Row) -> dict[str, str]:
        """Return the choices for a row, by field."""
        if not self._decisions:
            return {}
        columns = {
            field: row.columns.get(field, field)
            for field in (*row.columns, "municipality", "partner", "section")
        }
        taken = {}
        for field, column in columns.items():
            key = row.file, row.sheet, row.number, column
            decision = self._decisions.get(key)
            if decision is None:
                continue
            self._unused.pop(key, None)
            if any(_holds(text, decision.value) for text in ("", *row.cells.values())):
                taken[field] = decision.choice
            else:
                advice = f"row {row.number} of {row.file} no longer says this; write a new review"
                self._stale[decision] = decision.issue("value", decision.value, advice)
        return taken

    def stale(self, files: Iterable[str]) -> list[ValidationIssue]:
        """Return an issue for each decision that fits no row, after these files have been read."""
        read = set(files)
        issues = dict(self._stale)
        for (file, sheet, number, column), decision in self._unused.items():
            within = f"{file}, sheet {sheet}" if sheet else file
            if file not in read:
                issue = decision.issue("file", file, "no list of this name was given; give it too")
            else:
                advice = f"{within} has no problem with {column} in row {number}; write a new review"
                issue = decision.issue("rows", str(number), advice)
            issues.setdefault(decision, issue)
        return sorted(issues.values(), key=lambda issue: issue.row)


def read_review_decisions(path: Path) -> ReviewDecisions:
    """Read the decisions of a review, in any encoding and with any separator.

    Raises DataError, naming the line, if the file is no review or a choice is not one of those offered.
    """
    header, *lines = [line.cells for line in read_delimited(path, COLUMNS)] or [[]]
    if missing := [column for column in COLUMNS if column not in header]:
        advice = "this column of a review is missing; write one with --review, and fill it in"
        raise DataError([ValidationIssue(path.name, 1, column, "", advice) for column in missing])
    decisions: dict[tuple[str, str, int, str], ReviewDecision] = {}
    issues: list[ValidationIssue] = []
    for line, cells in enumerate(lines, start=2):
        texts = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=False))
        if not texts["choice"]:
            continue
        choice = _read_choice(texts)
        numbers = [int(number) for number in re.findall("[0-9]+", texts["rows"])]
        if choice is None or not numbers:
            column = "choice" if choice is None else "rows"
            issues.append(ValidationIssue(path.name, line, column, texts[column], _ADVICE[column]))
            continue
        decision = ReviewDecision(choice, texts["value"], path.name, line)
        keys = {(texts["file"], texts["sheet"], number, texts["column"]) for number in numbers}
        if keys & decisions.keys():
            issues.append(
                ValidationIssue(
                    path.name, line, "rows", texts["rows"], "a line above has a choice for these rows"
                )
            )
        decisions |= dict.fromkeys(keys, decision)
    if issues:
        raise DataError(issues)
    return ReviewDecisions(decisions)


def is_skipped(choices: Iterable[str]) -> bool:
    """Whether a row is to be skipped."""
    return SKIP in choices


def _read_choice(texts: Mapping[str, str]) -> str | None:
    """Return a choice as a key, a replacement text, or `skip`; None for a number that was not offered."""
    choice = texts["choice"]
    plain = unicodedata.normalize("NFKC", choice).strip()
    if plain.casefold() == SKIP:
        return SKIP
    lines = texts["candidates"].splitlines()
    offered = {found[1]: found[2] for line in lines if (found := _NUMBERED.match(line))}
    if offered and plain.rstrip(".").isdecimal():
        plain = offered.get(plain.rstrip("."), "geonames:0")
    if KEY.match(plain):
        return plain if place_of_key(plain) else None
    return choice


def _holds(text: str, value: str) -> bool:
    """Whether a text contains a value in which a program may have replaced unknown characters by `?`."""
    return bool(re.search(re.escape(value).replace(r"\?", "."), text, re.DOTALL))
