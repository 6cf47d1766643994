"""Reading the tables of a data folder, plain or in versions."""

from importlib.resources.abc import Traversable

from geodata.dataset.tables import Tables, TextTables
from geodata.stores.current import read_files
from geodata.stores.encoding import parse_tables, parse_text_tables


def read_folder(folder: Traversable) -> Tables:
    """Read and check the files in force.

    Raises DataError with a fault for each cell that breaks the contract, OSError (FileNotFoundError
    for one) for a file that can't be read.
    """
    return parse_tables(read_files(folder))


def read_text_tables(folder: Traversable) -> TextTables:
    """Read the files in force with all their columns, to be changed and published again.

    Raises DataError for a file that is no table or lacks a column, OSError for one that can't be read.
    """
    return parse_text_tables(read_files(folder))
