"""An import from end to end: lists are read, understood, placed and merged; nothing is lost on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geodata.faults import DataError, DataFault
from geodata.importing.answers import Answers, answers_for, is_skipped
from geodata.importing.claim import Source
from geodata.importing.merging import Draft, Fate
from geodata.importing.outcome import Outcome, Problem, Why
from geodata.importing.pairs import PairResolver
from geodata.importing.reading import Defaults, read_claim
from geodata.readers import Reading, Row, read
from geodata.stores.folder import TextTables

Progress = Callable[[Sequence[Row]], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Options:
    """How lists are to be taken.

    `mapping` is field by column; `source` stands for the rows that name none (by default the file's name);
    `answers` are those of a review; `anywhere` takes pairs without a Japanese side.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    as_of: str = ""
    kind: str = ""
    anywhere: bool = False
    answers: Answers = field(default_factory=dict)


def import_lists(
    paths: Sequence[Path], tables: TextTables, options: Options, progress: Progress = iter
) -> tuple[TextTables, Outcome]:
    """Return a dataset's tables with what the lists add, and the report.

    A file that can't be read at all is in the report's `unreadable`. Raises readers.MappingError for a
    mapping that fits no file.
    """
    draft = Draft(tables)
    outcome = Outcome()
    resolver = PairResolver(draft.ties, anywhere=options.anywhere)
    for path in paths:
        try:
            reading = read(path, mapping=options.mapping)
            rows = list(reading.rows)
        except DataError as error:
            outcome.unreadable += error.faults
            continue
        defaults = Defaults(options.source or Source(path.name), options.as_of, options.kind)
        _note_reading(outcome, reading)
        for row in progress(rows):
            outcome.read += 1
            _import_row(row, defaults, options.answers, draft, resolver, outcome)
    return draft.tables(), outcome


def _note_reading(outcome: Outcome, reading: Reading) -> None:
    outcome.left_out += reading.left_out
    outcome.understood += reading.understood
    for fault in reading.faults:
        outcome.read += 1
        outcome.wait([_unreadable(fault)])


def _import_row(
    row: Row, defaults: Defaults, answers: Answers, draft: Draft, resolver: PairResolver, outcome: Outcome
) -> None:
    given = answers_for(row, answers)
    if is_skipped(given.values()):
        reason = "set aside by the review"
        outcome.wait([Problem(row, "partner", row.get("partner"), Why.SET_ASIDE, reason)])
        return
    claim = read_claim(row, defaults, given)
    if isinstance(claim, list):
        outcome.wait([_faulty(row, fault) for fault in claim])
        return
    if claim.id and draft.knows(claim.id):
        fate = draft.merge_known(claim)
        if fate is None:
            reason = "the partnership of this id has another partner; write its name, or leave the id empty"
            outcome.wait([Problem(row, "id", claim.id, Why.FAULTY, reason)])
        else:
            _count(outcome, fate)
        return
    pair = resolver.resolve(claim, given)
    if isinstance(pair, list):
        outcome.wait(pair)
        return
    _count(outcome, draft.add(claim, pair))


def _count(outcome: Outcome, fate: Fate) -> None:
    if fate is Fate.PUBLISHED:
        outcome.published += 1
    else:
        outcome.merged += 1
        outcome.unchanged += fate is Fate.UNCHANGED


def _faulty(row: Row, fault: DataFault) -> Problem:
    field_ = next((name for name, column in row.columns.items() if column == fault.column), fault.column)
    return Problem(row, field_, fault.value, Why.FAULTY, fault.advice)


def _unreadable(fault: DataFault) -> Problem:
    row = Row(fault.file, fault.sheet, fault.row, {}, {})
    return Problem(row, fault.column, fault.value, Why.FAULTY, fault.advice)
