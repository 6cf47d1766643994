"""Loading a dataset: the shipped one, that of a folder, or that of a database."""

from pathlib import Path

from geodata.dataset.dataset import Dataset
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress, data_address
from geodata.stores.folder import read_folder


def load(path: Path | DatabaseAddress | str | None = None) -> Dataset:
    """Read a dataset: the one that ships, that of a folder, plain or in versions, or of a database.

    A folder holds the three files; a database is named by its address, `postgresql://...`.

    Raises DataError where a file breaks the contract, FileNotFoundError where one is missing,
    DatabaseUnavailableError where a database can't be reached or holds nothing yet.
    """
    data = data_address(path)
    if isinstance(data, DatabaseAddress):
        from geodata.stores.postgis import read_database  # Imports the driver only when needed.

        return Dataset.of(read_database(data))
    return Dataset.of(read_folder(shipped_data() if data is None else data))
