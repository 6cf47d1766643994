"""The review: problems that a person must decide, as a table to fill in and pass back."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable

from geodata.importing.outcome import Problem, ReviewCandidate
from geodata.writers.spreadsheet_text import escape_formula

COLUMNS = (
    "file", "sheet", "rows", "column", "value", "within", "problem", "reason", "candidates", "similar",
    "choice",
)  # fmt: skip
SKIP = "skip"


def write_review(problems: Iterable[Problem]) -> bytes:
    """Return the review as CSV in UTF-8 with a byte order mark, so that Excel shows Japanese correctly.

    The same question in several rows of a list is one line, and its decision applies to all of them. To
    decide them separately, copy the line and split its row numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for several in questions(problems):
        writer.writerow([escape_formula(cell) for cell in _line(several)])
    return text.getvalue().encode("utf-8-sig")


def questions(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Group problems by question: the same name in the same column of a file is one question."""
    grouped: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        question = (problem.column, problem.value, problem.scope, problem.review_reason)
        grouped[problem.row.file, problem.row.sheet, *question].append(problem)
    return list(grouped.values())


def _line(problems: list[Problem]) -> list[str]:
    problem = problems[0]
    return [
        problem.row.file,
        problem.row.sheet,
        " ".join(str(one.row.number) for one in problems),
        problem.column,
        problem.value,
        problem.scope,
        problem.review_reason,
        problem.reason,
        "\n".join(
            f"{number}. {describe(candidate, problem.candidates)} [{candidate.key}]"
            for number, candidate in enumerate(problem.candidates, start=1)
        ),
        ", ".join(problem.nearest),
        "",
    ]


def describe(candidate: ReviewCandidate, among: tuple[ReviewCandidate, ...]) -> str:
    """Return a candidate with what distinguishes it: state, population, distance from the first candidate."""
    place, first = candidate.place, among[0].place
    parts = [" ".join(filter(None, (place.label, place.name_ja)))]
    if place.population:
        parts.append(f"population {place.population:,}")
    if place != first:
        away = first.km_to(place)
        parts.append(f"{away:,.0f} km from 1")
    return "; ".join(parts)
