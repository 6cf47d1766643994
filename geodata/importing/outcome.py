"""What an import comes to: how many rows went where, and what a person has to look at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from geodata.importing.place_keys import key_of
from geodata.model.errors import ValidationIssue
from geodata.model.place import Place
from geodata.readers import ColumnMapping, Row, SkippedRow


class ReviewReason(StrEnum):
    """Why a row waits for a person, the gravest first."""

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
        """How an answer names it: `jis:13101`, `geonames:5746545`, `region:US:California:California`."""
        return key_of(self.place, self.code)


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a field of a row from being published.

    `scope` is what narrows the name (`Oregon, US`), `nearest` holds similar spellings.
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
        """The column as the file names it."""
        return self.row.columns.get(self.field, self.field)

    @property
    def issue(self) -> ValidationIssue:
        """The same as a fault of one cell."""
        return ValidationIssue(
            self.row.file, self.row.number, self.column, self.value, self.reason, self.row.sheet
        )


@dataclass(slots=True)
class Outcome:
    """The report of an import: every row read is published, merged or waits in the review.

    `stale` are faults of a review that was given back: answers to what the lists no longer ask.
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
    without_rows: list[str] = field(default_factory=list)

    def add_to_review(self, problems: Iterable[Problem]) -> None:
        """Count a row that waits for a person, under the gravest of its problems."""
        problems = list(problems)
        self.problems += problems
        gravest = min((problem.review_reason for problem in problems), key=list(ReviewReason).index)
        self.review_counts[gravest] += 1

    @property
    def in_review(self) -> int:
        """How many rows wait for a person."""
        return self.review_counts.total()

    @property
    def has_errors(self) -> bool:
        """Tell whether any cell is wrong, not only unclear."""
        return self.is_refused or bool(self.review_counts[ReviewReason.INVALID])

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing may be published: a file can't be read, or an answer fits no row."""
        return bool(self.unreadable or self.stale)
