"""Reading a table of claims: one row is what one source says of one partnership."""

import csv
from dataclasses import dataclass
from pathlib import Path

from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.record_parser import RecordDefaults, parse_record
from geodata.model.errors import ValidationIssue
from geodata.readers import Row

_COLUMNS = {
    "municipality_code": "jp_code",
    "signed_as": "jp_signed_as",
    "partner": "partner_name",
    "partner_admin1": "partner_admin1",
    "country": "partner_country",
    "partner_level": "partner_level",
    "partner_seat": "partner_seat",
    "kind": "kind",
    "status": "status",
    "signed": "date_signed",
    "as_of": "as_of",
    "source_title": "source_title",
    "source_url": "source_url",
    "source_date": "as_of",
}
_HAS_STOPPED = ("suspended", "ended", "cancelled")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: the record of a row."""

    record: ImportRecord

    @property
    def address(self) -> str:
        """The file and the line of the claim (1 is the header): `new_claims.csv:33`."""
        return f"{self.record.row.file}:{self.record.row.number}"

    @property
    def label(self) -> str:
        """The pair as the claim writes it: `05201 - Kenai, Alaska, US`."""
        side = self.record.second
        return f"{self.record.first.code} - {', '.join(filter(None, (side.name, side.admin1, side.country)))}"


def read_claims(path: Path) -> tuple[list[Claim], list[ValidationIssue]]:
    """Return the claims of a CSV file, and the issues of rows that cannot be parsed."""
    claims: list[Claim] = []
    issues: list[ValidationIssue] = []
    with path.open(encoding="utf-8", newline="") as table:
        for number, cells in enumerate(csv.DictReader(table), start=2):
            record = parse_record(_row(path.name, number, cells), RecordDefaults(RecordSource(path.name)), {})
            if isinstance(record, ImportRecord):
                claims.append(Claim(record))
            else:
                issues += record
    return claims, issues


def _row(file: str, number: int, cells: dict[str, str]) -> Row:
    """Return a line of the file as a row; `status_date` of what goes on tells of a renewal, not of an end."""
    texts = {field: cells[column] for field, column in _COLUMNS.items()}
    texts["ended"] = cells["status_date"] if cells["status"] in _HAS_STOPPED else ""
    return Row(file, "", number, texts, {**_COLUMNS, "ended": "status_date"})
