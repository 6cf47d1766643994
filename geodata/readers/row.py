"""The rows that every reader returns: each cell under the field that its column means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from geodata.model.errors import ValidationIssue

FIELDS = (
    "id", "kind", "status",
    "municipality", "municipality_en", "municipality_code", "prefecture", "municipality_country",
    "municipality_point", "point", "signed_as",
    "partner", "partner_en", "partner_ja", "partner_admin1", "partner_level", "partner_seat", "country",
    "partner_point",
    "signed", "ended", "as_of", "source_title", "source_url", "source_date", "sources", "note",
)  # fmt: skip
"""The fields that a column may mean.

`municipality...` is the first side of a pair, `partner...` the second; `prefecture` is the first side's
first-order division, `municipality_country` its country ("" for Japan). `..._en` and `..._ja` are further
spellings. A `..._point` is "longitude latitude" in degrees, `point` that of the side that it fits. `sources`
is JSON, a list of `{title, url, date}`; only our own exports have it. Rows below a heading that is not
understood have its text as `section`.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: the text of each field, and the name of each field's column in the file.

    `number` is the line of a CSV file or the row of a sheet, from 1; for JSON the number of the feature or
    result, from 1. `faults` are fields whose cell can't be read, with advice.
    """

    file: str
    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the text of a field, or ""."""
        return self.cells.get(name, "")

    def issue(self, name: str, advice: str) -> ValidationIssue:
        """Return an issue of one field of this row."""
        column = self.columns.get(name, name)
        return ValidationIssue(self.file, self.number, column, self.get(name), advice, self.sheet)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A line that is not a partnership (title, footnote, total, repeated header), and the reason."""

    file: str
    sheet: str
    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a report says of how a list was read; `number` is the row, 0 for the whole list."""

    file: str
    sheet: str
    number: int
    text: str

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        row = f", row {self.number}" if self.number else ""
        return f"{self.file}{sheet}{row}: {self.text}"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a header was mapped: field by column, in the order of the file; and columns without a field."""

    file: str
    sheet: str
    header_row: int
    fields: Mapping[str, str]
    unused: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """A file being read: a stream of rows; issues and skipped rows are complete after it was consumed."""

    rows: Iterator[Row]
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    issues: list[ValidationIssue] = field(default_factory=list)
    column_mappings: list[ColumnMapping] = field(default_factory=list)
    unread_columns: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
