"""Limits on the size of files; larger ones are refused, so that no file exhausts the memory."""

from typing import Final

from geodata.model.errors import DataError, ValidationIssue

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
"""Bytes."""
MAX_LINE_LENGTH: Final = 1_000_000
"""Characters of one line, and of one record across several lines."""
MAX_COLUMNS: Final = 1_000
MAX_ROWS: Final = 1_000_000
MAX_REMARKS: Final = 100_000
"""Issues and skipped lines of one file; beyond, it is probably the wrong file."""
MAX_MEMORY_BYTES: Final = 2 * 1024**3
"""Bytes that opening a workbook, a JSON or a Parquet file may need."""
MAX_SECONDS: Final = 60
MAX_TEXT_BYTES: Final = 512 * 1024 * 1024
"""Bytes of an unpacked archive, and of the text of all its cells."""

WHOLE_FILE: Final = "(file)"
"""Stands for the column in an issue of the whole file."""


def file_error(
    file: str, advice: str, *, row: int = 1, column: str = WHOLE_FILE, value: str = "", sheet: str = ""
) -> DataError:
    """Return the error of a file that cannot be read."""
    return DataError([ValidationIssue(file, row, column, value, advice, sheet)])
