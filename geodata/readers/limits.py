"""How much of a file is read; beyond these bounds it is refused, so that no file fills the memory."""

from typing import Final

from geodata.model.errors import DataError, ValidationIssue

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
"""Bytes."""
MAX_LINE_LENGTH: Final = 1_000_000
"""Characters of one line, and of one record that runs over several."""
MAX_COLUMNS: Final = 1_000
MAX_ROWS: Final = 1_000_000
MAX_REMARKS: Final = 100_000
"""Faults and lines left out of one file: with more, it is not the list that it was taken for."""
MAX_MEMORY_BYTES: Final = 2 * 1024**3
"""Bytes that may be needed to open a workbook, a JSON or a Parquet file."""
MAX_SECONDS: Final = 60
MAX_TEXT_BYTES: Final = 512 * 1024 * 1024
"""Bytes of what a packed file unpacks to, and of the text of all its cells."""

WHOLE_FILE: Final = "(file)"
"""What stands for the column in a fault of a whole file."""


def file_error(
    file: str, advice: str, *, row: int = 1, column: str = WHOLE_FILE, value: str = "", sheet: str = ""
) -> DataError:
    """Return the error of a file that can't be read on."""
    return DataError([ValidationIssue(file, row, column, value, advice, sheet)])
