"""A selection in a format, as the bytes of its file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from geodata import Dataset, Selection
from geodata.writers import FORMATS, Export


def export_bytes(extension: str, dataset: Dataset, **selection: object) -> bytes:
    """Return the file that a writer makes of a selection."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"export.{extension}"
        FORMATS[extension].write(Export.of(dataset, Selection.of(selection)), path)
        return path.read_bytes()
