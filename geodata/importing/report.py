"""The report of an import, for people, for programs and for GitHub's annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from geodata.importing.outcome import Candidate, Outcome, Problem, Why
from geodata.importing.review import describe, questions
from geodata.model.errors import DataFault
from geodata.readers import Understood

_SHOWN = 20
"""So many problems of a kind are printed; the review has them all."""

_COUNTED = {
    Why.FAULTY: "faulty",
    Why.UNKNOWN: "unknown",
    Why.AMBIGUOUS: "ambiguous",
    Why.NOT_JAPANESE: "without a Japanese side",
    Why.SET_ASIDE: "set aside by the review",
}


def write_report(outcome: Outcome) -> str:
    """Return the report as text; read = published + merged + in the review, in so many words."""
    return "\n".join(_lines(outcome))


def write_json(outcome: Outcome) -> bytes:
    """Return the report as JSON: the counts, every problem, and every line that was left out."""
    document = {
        "read": outcome.read,
        "published": outcome.published,
        "merged": outcome.merged,
        "unchanged": outcome.unchanged,
        "in_review": outcome.in_review,
        "waiting": {str(why): count for why, count in outcome.waiting.items()},
        "faults": [_fault_members(fault) for fault in (*outcome.unreadable, *outcome.stale)],
        "problems": [_problem_members(problem) for problem in outcome.problems],
        "left_out": [
            {"file": one.file, "sheet": one.sheet, "row": one.number, "text": one.text, "why": one.why}
            for one in outcome.left_out
        ],
        "understood": [
            {"file": one.file, "sheet": one.sheet, "header_row": one.header_row, "fields": dict(one.fields)}
            | {"unused": list(one.unused)}
            for one in outcome.understood
        ],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def write_annotations(outcome: Outcome, paths: Mapping[str, str]) -> str:
    """Return GitHub's workflow commands: an error a fault, a warning for what is unclear.

    `paths` gives the path of each file by the name that the report uses.
    """
    lines = [_annotation("error", fault, paths) for fault in (*outcome.unreadable, *outcome.stale)]
    for problem in outcome.problems:
        kind = "error" if problem.why is Why.FAULTY else "warning"
        lines.append(_annotation(kind, problem.fault, paths))
    return "\n".join(lines)


def describe_understood(understood: Sequence[Understood]) -> str:
    """Return what was made of each header: field by column, and the columns without a meaning."""
    return "\n".join(line for one in understood for line in _understood_lines(one))


def _understood_lines(one: Understood) -> Iterator[str]:
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
        f"  {outcome.waiting[why]:,} {text}" for why, text in _COUNTED.items() if outcome.waiting[why]
    )
    yield from (f"no row was found below the header of {name}" for name in sorted(outcome.without_rows))
    yield from (f"unreadable: {fault}" for fault in outcome.unreadable)
    yield from (f"stale answer: {fault}" for fault in outcome.stale)
    for why, text in _COUNTED.items():
        yield from _question_lines(text, questions(one for one in outcome.problems if one.why is why))
    yield from _left_out_lines(outcome)


def _question_lines(title: str, asked: list[list[Problem]]) -> Iterator[str]:
    if not asked:
        return
    yield f"{title}:"
    for problems in asked[:_SHOWN]:
        problem = problems[0]
        scope = f" (within {problem.scope})" if problem.scope else ""
        again = f", and in {len(problems) - 1:,} more rows" if len(problems) > 1 else ""
        yield f"  {problem.fault}{scope}{again}"
        yield from (f"    {text}" for text in _numbered(problem.candidates))
        if problem.nearest:
            yield f"    similar: {', '.join(problem.nearest)}"
    if len(asked) > _SHOWN:
        yield f"  and {len(asked) - _SHOWN:,} more; --review FILE writes them all"


def _left_out_lines(outcome: Outcome) -> Iterator[str]:
    if not outcome.left_out:
        return
    reasons = Counter(one.why for one in outcome.left_out)
    counted = ", ".join(f"{count:,} {why}" for why, count in reasons.items())
    yield f"lines that are no partnerships, left out: {counted}"
    for one in outcome.left_out[:_SHOWN]:
        sheet = f", sheet {one.sheet}" if one.sheet else ""
        yield f"  {one.file}{sheet}, row {one.number}: {one.text[:80]!r}: {one.why}"
    if len(outcome.left_out) > _SHOWN:
        yield f"  and {len(outcome.left_out) - _SHOWN:,} more; --format json lists them all"


def _numbered(candidates: tuple[Candidate, ...]) -> Iterable[str]:
    return (f"{n}. {describe(one, candidates)} [{one.key}]" for n, one in enumerate(candidates, start=1))


def _fault_members(fault: DataFault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "reason": fault.advice,
    }


def _problem_members(problem: Problem) -> dict[str, Any]:
    return _fault_members(problem.fault) | {
        "problem": str(problem.why),
        "within": problem.scope,
        "candidates": [
            {"key": one.key, "label": one.place.label, "population": one.place.population}
            | {"lon": one.place.lon, "lat": one.place.lat}
            for one in problem.candidates
        ],
        "similar": list(problem.nearest),
    }


def _annotation(kind: str, fault: DataFault, paths: Mapping[str, str]) -> str:
    path = _escape(paths.get(fault.file, fault.file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={fault.row}::{_escape(str(fault))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
