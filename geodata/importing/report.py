"""The report of an import: text, JSON, and GitHub annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from geodata.importing.outcome import Outcome, Problem, ReviewCandidate, ReviewReason
from geodata.importing.review import describe, questions
from geodata.model.errors import ValidationIssue
from geodata.readers import ColumnMapping

_MAX_SHOWN = 20
"""Maximum number of problems of one kind in the text; the review has all."""

_COUNTED = {
    ReviewReason.INVALID: "faulty",
    ReviewReason.UNKNOWN: "unknown",
    ReviewReason.AMBIGUOUS: "ambiguous",
    ReviewReason.NOT_JAPANESE: "without a Japanese side",
    ReviewReason.SET_ASIDE: "set aside by the review",
}


def write_report(outcome: Outcome) -> str:
    """Return the report as text."""
    return "\n".join(_lines(outcome))


def write_json(outcome: Outcome) -> bytes:
    """Return the report as JSON: the counts, every problem and every skipped row."""
    document = {
        "read": outcome.read,
        "published": outcome.published,
        "merged": outcome.merged,
        "unchanged": outcome.unchanged,
        "in_review": outcome.in_review,
        "waiting": {str(review_reason): count for review_reason, count in outcome.review_counts.items()},
        "faults": [_issue_members(issue) for issue in (*outcome.unreadable, *outcome.stale)],
        "problems": [_problem_members(problem) for problem in outcome.problems],
        "left_out": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "row": one.number,
                "text": one.text,
                "why": one.reason,
            }
            for one in outcome.skipped_rows
        ],
        "remarks": [
            {"file": one.file, "sheet": one.sheet, "row": one.number, "text": one.text}
            for one in (*outcome.unread_columns, *outcome.remarks)
        ],
        "understood": [
            {"file": one.file, "sheet": one.sheet, "header_row": one.header_row, "fields": dict(one.fields)}
            | {"unused": list(one.unused)}
            for one in outcome.column_mappings
        ],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def write_annotations(outcome: Outcome, paths: Mapping[str, str]) -> str:
    """Return GitHub workflow commands: an error for each issue, a warning for each unclear name.

    `paths`: the path of each file by the name that the report uses.
    """
    lines = [_annotation("error", issue, paths) for issue in (*outcome.unreadable, *outcome.stale)]
    for problem in outcome.problems:
        kind = "error" if problem.review_reason is ReviewReason.INVALID else "warning"
        lines.append(_annotation(kind, problem.issue, paths))
    return "\n".join(lines)


def describe_column_mappings(column_mappings: Sequence[ColumnMapping]) -> str:
    """Return the column mapping of each header as text: field by column, and the unused columns."""
    return "\n".join(line for one in column_mappings for line in _column_mapping_lines(one))


def _column_mapping_lines(one: ColumnMapping) -> Iterator[str]:
    sheet = f", sheet {one.sheet}" if one.sheet else ""
    yield f"{one.file}{sheet}: the header is row {one.header_row}"
    yield from (f"  {field} = {column}" for column, field in one.fields.items())
    if one.unused:
        yield f"  unused: {', '.join(one.unused)}"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield (
        f"read {outcome.read:,} = published {outcome.published:,} + merged {outcome.merged:,}"
        f" + in the review {outcome.in_review:,}"
    )
    if outcome.unchanged:
        yield f"  of those merged, {outcome.unchanged:,} said nothing new"
    yield from (
        f"  {outcome.review_counts[review_reason]:,} {text}"
        for review_reason, text in _COUNTED.items()
        if outcome.review_counts[review_reason]
    )
    yield from (f"no row was found below the header of {name}" for name in sorted(outcome.without_rows))
    yield from (f"unreadable: {issue}" for issue in outcome.unreadable)
    yield from (f"outdated choice: {issue}" for issue in outcome.stale)
    for review_reason, text in _COUNTED.items():
        yield from _question_lines(
            text, questions(one for one in outcome.problems if one.review_reason is review_reason)
        )
    yield from _remark_lines(outcome)
    yield from _skipped_row_lines(outcome)


def _question_lines(title: str, grouped: list[list[Problem]]) -> Iterator[str]:
    if not grouped:
        return
    yield f"{title}:"
    for problems in grouped[:_MAX_SHOWN]:
        problem = problems[0]
        scope = f" (within {problem.scope})" if problem.scope else ""
        again = f", and in {len(problems) - 1:,} more rows" if len(problems) > 1 else ""
        yield f"  {problem.issue}{scope}{again}"
        yield from (f"    {text}" for text in _numbered(problem.candidates))
        if problem.nearest:
            yield f"    similar: {', '.join(problem.nearest)}"
    if len(grouped) > _MAX_SHOWN:
        yield f"  and {len(grouped) - _MAX_SHOWN:,} more; --review FILE writes them all"


def _remark_lines(outcome: Outcome) -> Iterator[str]:
    if not outcome.remarks and not outcome.unread_columns:
        return
    yield "how the lists were read:"
    yield from (f"  {remark}" for remark in outcome.unread_columns)
    yield from (f"  {remark}" for remark in outcome.remarks[:_MAX_SHOWN])
    if len(outcome.remarks) > _MAX_SHOWN:
        yield f"  and {len(outcome.remarks) - _MAX_SHOWN:,} more; --format json lists them all"


def _skipped_row_lines(outcome: Outcome) -> Iterator[str]:
    if not outcome.skipped_rows:
        return
    reasons = Counter(one.reason for one in outcome.skipped_rows)
    counted = ", ".join(f"{count:,} {reason}" for reason, count in reasons.items())
    article = "an" if outcome.noun[0] in "aeiou" else "a"
    yield f"lines without {article} {outcome.noun}, skipped: {counted}"
    for one in outcome.skipped_rows[:_MAX_SHOWN]:
        sheet = f", sheet {one.sheet}" if one.sheet else ""
        yield f"  {one.file}{sheet}, row {one.number}: {one.text[:80]!r}: {one.reason}"
    if len(outcome.skipped_rows) > _MAX_SHOWN:
        yield f"  and {len(outcome.skipped_rows) - _MAX_SHOWN:,} more; --format json lists them all"


def _numbered(candidates: tuple[ReviewCandidate, ...]) -> Iterable[str]:
    return (f"{n}. {describe(one, candidates)} [{one.key}]" for n, one in enumerate(candidates, start=1))


def _issue_members(issue: ValidationIssue) -> dict[str, Any]:
    return {
        "file": issue.file,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "reason": issue.advice,
    }


def _problem_members(problem: Problem) -> dict[str, Any]:
    return _issue_members(problem.issue) | {
        "problem": str(problem.review_reason),
        "within": problem.scope,
        "candidates": [
            {"key": one.key, "label": one.place.label, "population": one.place.population}
            | {"lon": one.place.lon, "lat": one.place.lat}
            for one in problem.candidates
        ],
        "similar": list(problem.nearest),
    }


def _annotation(kind: str, issue: ValidationIssue, paths: Mapping[str, str]) -> str:
    path = _escape(paths.get(issue.file, issue.file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={issue.row}::{_escape(str(issue))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
