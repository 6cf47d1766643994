"""The outcome of an import: counts, and the problems that a person must review."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from geodata.importing.place_keys import key_of
from geodata.model.errors import ValidationIssue
from geodata.model.place import Place
from geodata.readers import ColumnMapping, Remark, Row, SkippedRow


class ReviewReason(StrEnum):
    """Why a row needs review, the most severe first."""

    INVALID = "faulty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    NOT_JAPANESE = "no Japanese side"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class ReviewCandidate:
    """A place that a name may mean; `code` is its JIS X 0402 code, "" abroad."""

    place: Place
    code: str = ""

    @property
    def key(self) -> str:
        """The key of the place in decisions: `jis:13101`, `geonames:5746545`, `region:US:Hawaii:Hawaii`."""
        return key_of(self.place, self.code)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field of a row prevents its publication.

    `scope` narrows the name (`Oregon, US`); `nearest` holds similar spellings.
    """

    row: Row
    field: str
    value: str
    review_reason: ReviewReason
    reason: str
    scope: str = ""
    candidates: tuple[ReviewCandidate, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """The name of the column in the file."""
        return self.row.columns.get(self.field, self.field)

    @property
    def issue(self) -> ValidationIssue:
        """The problem as a validation issue of one cell."""
        return ValidationIssue(
            self.row.file, self.row.number, self.column, self.value, self.reason, self.row.sheet
        )


@dataclass(slots=True)
class Outcome:
    """The outcome of an import: every row read is published, merged or in the review.

    `stale`: issues of a given review whose decisions no longer fit the lists. `noun`: what a row is.
    """

    read: int = 0
    published: int = 0
    merged: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    review_counts: Counter[ReviewReason] = field(default_factory=Counter)
    unreadable: list[ValidationIssue] = field(default_factory=list)
    stale: list[ValidationIssue] = field(default_factory=list)
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    column_mappings: list[ColumnMapping] = field(default_factory=list)
    unread_columns: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    without_rows: list[str] = field(default_factory=list)
    noun: str = "partnership"

    def add_to_review(self, problems: Iterable[Problem]) -> None:
        """Count a row as waiting for review, under the most severe of its problems."""
        problems = list(problems)
        self.problems += problems
        gravest = min((problem.review_reason for problem in problems), key=list(ReviewReason).index)
        self.review_counts[gravest] += 1

    @property
    def in_review(self) -> int:
        """Number of rows that wait for review."""
        return self.review_counts.total()

    @property
    def has_errors(self) -> bool:
        """Whether any cell is invalid, not only unclear."""
        return self.is_refused or bool(self.review_counts[ReviewReason.INVALID])

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be published: a file cannot be read, or a decision fits no row."""
        return bool(self.unreadable or self.stale)
