"""What an import comes to: how many rows went where, and what a person has to look at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from geodata.importing.keys import key_of
from geodata.model.errors import DataFault
from geodata.model.place import Place
from geodata.readers import LeftOut, Row, Understood


class Why(StrEnum):
    """Why a row waits for a person, the gravest first."""

    FAULTY = "faulty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    NOT_JAPANESE = "no Japanese side"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Candidate:
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
    why: Why
    reason: str
    scope: str = ""
    candidates: tuple[Candidate, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """The column as the file names it."""
        return self.row.columns.get(self.field, self.field)

    @property
    def fault(self) -> DataFault:
        """The same as a fault of one cell."""
        return DataFault(self.row.file, self.row.number, self.column, self.value, self.reason, self.row.sheet)


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
    waiting: Counter[Why] = field(default_factory=Counter)
    unreadable: list[DataFault] = field(default_factory=list)
    stale: list[DataFault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    without_rows: list[str] = field(default_factory=list)

    def wait(self, problems: Iterable[Problem]) -> None:
        """Count a row that waits for a person, under the gravest of its problems."""
        problems = list(problems)
        self.problems += problems
        gravest = min((problem.why for problem in problems), key=list(Why).index)
        self.waiting[gravest] += 1

    @property
    def in_review(self) -> int:
        """How many rows wait for a person."""
        return self.waiting.total()

    @property
    def is_faulty(self) -> bool:
        """Tell whether any cell is wrong, not only unclear."""
        return self.is_refused or bool(self.waiting[Why.FAULTY])

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing may be published: a file can't be read, or an answer fits no row."""
        return bool(self.unreadable or self.stale)
