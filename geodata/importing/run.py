"""An import from end to end: lists are read, parsed, resolved and merged; every row is accounted for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodata.dataset.tables import TextTables
from geodata.importing.dataset_builder import Contradiction, DatasetBuilder, MergeResult
from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.outcome import Outcome, Problem, ReviewReason
from geodata.importing.pair_resolver import PairResolver, PlacePair
from geodata.importing.partner_splitter import split_partners
from geodata.importing.record_parser import RecordDefaults, parse_record
from geodata.importing.review_decisions import ReviewDecisions, is_skipped
from geodata.model.errors import DataError, ValidationIssue
from geodata.readers import Reading, Remark, Row, open_reader

_FIRST_SIDE = ("municipality", "municipality_en", "municipality_code", "prefecture")

Progress = Callable[[Sequence[Row]], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of an import.

    `mapping` is column by field; `source` applies to rows that name none (default: the file name);
    `decisions` are those of a review; `anywhere` accepts pairs without a side in Japan. `municipality` and
    `prefecture` apply to rows that name none, for the list of one municipality or prefecture.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: RecordSource | None = None
    as_of: str = ""
    kind: str = ""
    municipality: str = ""
    prefecture: str = ""
    anywhere: bool = False

    @property
    def columns(self) -> Mapping[str, str]:
        """The mapping for readers, which need no column for a municipality that is given."""
        is_known = bool(self.municipality or self.prefecture)
        return {**({"municipality": ""} if is_known else {}), **self.mapping}

    def complete(self, row: Row) -> Row:
        """Return a row with the given municipality and prefecture filled in where the row names none."""
        has_own = any(row.get(field) for field in _FIRST_SIDE)
        if row.get("prefecture") or not (self.municipality or self.prefecture):
            return row
        if has_own or (not self.municipality and "municipality" in row.columns):
            given = {"prefecture": self.prefecture} if row.get("municipality") else {}
        else:
            given = {"municipality": self.municipality, "prefecture": self.prefecture}
        return replace(row, cells={**row.cells, **given})

    decisions: ReviewDecisions = field(default_factory=ReviewDecisions)


def import_lists(
    paths: Sequence[Path], tables: TextTables, options: ImportOptions, progress: Progress = iter
) -> tuple[TextTables, Outcome]:
    """Return the tables of a dataset with the lists merged in, and the outcome.

    A file that cannot be read at all is listed in `unreadable` of the outcome. Raises readers.MappingError
    for a mapping that fits no file.
    """
    builder = DatasetBuilder(tables)
    outcome = Outcome()
    resolver = PairResolver(builder.known_partnerships, anywhere=options.anywhere)
    for path in paths:
        try:
            reading = open_reader(path, mapping=options.columns)
            rows = list(reading.rows)
        except DataError as error:
            outcome.unreadable += error.issues
            continue
        defaults = RecordDefaults(options.source or RecordSource(path.name), options.as_of, options.kind)
        note_reading(outcome, reading)
        if not rows and not reading.issues:
            outcome.without_rows.append(path.name)
        for row in map(options.complete, progress(rows)):
            outcome.read += 1
            _import_row(row, defaults, options.decisions, builder, resolver, outcome)
    outcome.remarks += [
        Remark(row.file, row.sheet, row.number, f"{name} was taken as {place.label.removesuffix(', JP')}")
        for (_, name), (row, place) in resolver.taken.items()
    ]
    outcome.stale = options.decisions.stale(path.name for path in paths)
    return builder.tables(), outcome


def note_reading(outcome: Outcome, reading: Reading) -> None:
    """Note the skipped rows, columns and issues of a file that has been read."""
    outcome.skipped_rows += reading.skipped_rows
    outcome.column_mappings += reading.column_mappings
    outcome.unread_columns += reading.unread_columns
    outcome.remarks += reading.remarks
    for issue in reading.issues:
        outcome.read += 1
        outcome.add_to_review([_unreadable(issue)])


def _import_row(
    row: Row,
    defaults: RecordDefaults,
    decisions: ReviewDecisions,
    builder: DatasetBuilder,
    resolver: PairResolver,
    outcome: Outcome,
) -> None:
    given = decisions.take(row)
    if is_skipped(given.values()):
        reason = "set aside by the review"
        outcome.add_to_review([Problem(row, "partner", row.get("partner"), ReviewReason.SET_ASIDE, reason)])
        return
    several = split_partners(row, given)
    if isinstance(several, Problem):
        outcome.add_to_review([several])
    elif several:
        _import_several(row, several, defaults, builder, resolver, outcome)
    else:
        _import_single(row, given, defaults, builder, resolver, outcome)


def _import_several(
    row: Row,
    several: Sequence[Row],
    defaults: RecordDefaults,
    builder: DatasetBuilder,
    resolver: PairResolver,
    outcome: Outcome,
) -> None:
    """Import the partners of one row, all or none."""
    pairs: list[tuple[ImportRecord, PlacePair]] = []
    for one in several:
        record = parse_record(one, defaults, {})
        if isinstance(record, list):
            outcome.add_to_review([replace(_invalid(one, issue), row=row) for issue in record])
            return
        pair = resolver.resolve(record, {})
        if isinstance(pair, list):
            outcome.add_to_review([replace(problem, row=row) for problem in pair])
            return
        pairs.append((record, pair))
    outcome.read += len(pairs) - 1
    for record, pair in pairs:
        count_result(outcome, builder.add(record, pair))


def _import_single(
    row: Row,
    given: Mapping[str, str],
    defaults: RecordDefaults,
    builder: DatasetBuilder,
    resolver: PairResolver,
    outcome: Outcome,
) -> None:
    record = parse_record(row, defaults, given)
    if isinstance(record, list):
        outcome.add_to_review([_invalid(row, issue) for issue in record])
        return
    if record.id and builder.has_partnership(record.id):
        result = builder.merge_by_id(record)
        if isinstance(result, MergeResult):
            count_result(outcome, result)
        else:
            outcome.add_to_review([_contradiction(record, result)])
        return
    pair = resolver.resolve(record, given)
    if isinstance(pair, list):
        outcome.add_to_review(pair)
        return
    count_result(outcome, builder.add(record, pair))


def count_result(outcome: Outcome, result: MergeResult) -> None:
    """Count what happened to a record."""
    if result is MergeResult.PUBLISHED:
        outcome.published += 1
    else:
        outcome.merged += 1
        outcome.unchanged += result is MergeResult.UNCHANGED


def _invalid(row: Row, issue: ValidationIssue) -> Problem:
    field_ = next((name for name, column in row.columns.items() if column == issue.column), issue.column)
    return Problem(row, field_, issue.value, ReviewReason.INVALID, issue.advice)


def _contradiction(record: ImportRecord, found: Contradiction) -> Problem:
    reason = (
        f"the partnership {record.id} has {found.known!r} here; write that, or leave the id empty for another"
    )
    return Problem(record.row, found.field, record.row.get(found.field), ReviewReason.INVALID, reason)


def _unreadable(issue: ValidationIssue) -> Problem:
    row = Row(issue.file, issue.sheet, issue.row, {}, {})
    return Problem(row, issue.column, issue.value, ReviewReason.INVALID, issue.advice)
