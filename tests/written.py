"""A selection in a format, as the bytes of its file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from geodata import Dataset, Selection
from geodata.writers import FORMATS, Export


def written(ending: str, dataset: Dataset, **selection: object) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"written.{ending}"
        FORMATS[ending].write(Export.of(dataset, Selection.of(selection)), path)
        return path.read_bytes()
