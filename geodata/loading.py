"""Loading a dataset: the shipped one, that of a folder, or that of a database."""

from pathlib import Path

from geodata.dataset.dataset import Dataset
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress, data_address
from geodata.stores.folder import read_folder


def load(path: Path | DatabaseAddress | str | None = None) -> Dataset:
    """Load a dataset: the shipped one, that of a folder (plain or with versions), or that of a database.

    A folder holds the published files; a database is given by its URL, `postgresql://...`.

    Raises DataError if a file is invalid, FileNotFoundError if one is missing, DatabaseUnavailableError if a
    database cannot be reached or holds no data yet.
    """
    data = data_address(path)
    if isinstance(data, DatabaseAddress):
        from geodata.stores.postgis import read_database  # Imports the driver only when needed.

        return Dataset.of(read_database(data))
    return Dataset.of(read_folder(shipped_data() if data is None else data))
