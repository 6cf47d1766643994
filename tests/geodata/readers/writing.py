"""Files as tests write them, and rows as tests compare them."""

from pathlib import Path

from geodata.readers import Row, open_reader


def write(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def texts_of(row: Row) -> dict[str, str]:
    """What a row says, without its blank fields."""
    return {field: text for field, text in row.cells.items() if text}


def rows_of(path: Path) -> list[dict[str, str]]:
    """What the rows of a file say."""
    return [texts_of(row) for row in open_reader(path).rows]
