"""An import from end to end: lists are read, understood, placed and merged; nothing is lost on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodata.dataset.tables import TextTables
from geodata.importing.answers import Answers, is_skipped
from geodata.importing.claim import Claim, Source
from geodata.importing.merging import Contradiction, Draft, Fate
from geodata.importing.outcome import Outcome, Problem, Why
from geodata.importing.pairs import PairResolver
from geodata.importing.reading import Defaults, read_claim
from geodata.model.errors import DataError, DataFault
from geodata.readers import Reading, Row, read

_FIRST_SIDE = ("municipality", "municipality_en", "municipality_code", "prefecture")

Progress = Callable[[Sequence[Row]], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Options:
    """How lists are to be taken.

    `mapping` is field by column; `source` stands for the rows that name none (by default the file's name);
    `answers` are those of a review; `anywhere` takes pairs without a Japanese side. `municipality` and
    `prefecture` are those of rows that don't say: of a city's own list, or a prefecture's.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    as_of: str = ""
    kind: str = ""
    municipality: str = ""
    prefecture: str = ""
    anywhere: bool = False

    @property
    def columns(self) -> Mapping[str, str]:
        """The mapping for readers, who need no column for a first side that is known."""
        is_known = bool(self.municipality or self.prefecture)
        return {**({"municipality": ""} if is_known else {}), **self.mapping}

    def complete(self, row: Row) -> Row:
        """Return a row with its first side as the list as a whole has it, where the row doesn't say."""
        has_own = any(row.get(field) for field in _FIRST_SIDE)
        if row.get("prefecture") or not (self.municipality or self.prefecture):
            return row
        if has_own or (not self.municipality and "municipality" in row.columns):
            given = {"prefecture": self.prefecture} if row.get("municipality") else {}
        else:
            given = {"municipality": self.municipality, "prefecture": self.prefecture}
        return replace(row, cells={**row.cells, **given})

    answers: Answers = field(default_factory=Answers)


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
            reading = read(path, mapping=options.columns)
            rows = list(reading.rows)
        except DataError as error:
            outcome.unreadable += error.faults
            continue
        defaults = Defaults(options.source or Source(path.name), options.as_of, options.kind)
        _note_reading(outcome, reading)
        if not rows and not reading.faults:
            outcome.without_rows.append(path.name)
        for row in map(options.complete, progress(rows)):
            outcome.read += 1
            _import_row(row, defaults, options.answers, draft, resolver, outcome)
    outcome.stale = options.answers.stale(path.name for path in paths)
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
    given = answers.take(row)
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
        if isinstance(fate, Fate):
            _count(outcome, fate)
        else:
            outcome.wait([_contradiction(claim, fate)])
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


def _contradiction(claim: Claim, found: Contradiction) -> Problem:
    reason = (
        f"the partnership {claim.id} has {found.known!r} here; write that, or leave the id empty for another"
    )
    return Problem(claim.row, found.field, claim.row.get(found.field), Why.FAULTY, reason)


def _unreadable(fault: DataFault) -> Problem:
    row = Row(fault.file, fault.sheet, fault.row, {}, {})
    return Problem(row, fault.column, fault.value, Why.FAULTY, fault.advice)
