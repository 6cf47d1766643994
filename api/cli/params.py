"""Options that several commands have: the data, and the parameters of a selection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from api.cli.errors import exit_on_issues
from geodata import Dataset, Selection, SelectionError
from geodata.loading import load
from geodata.query.selection import ALLOWED
from geodata.stores.address import DataAddress, database_address

Command = TypeVar("Command", bound=Callable[..., Any])


class DataLocation(click.Path):
    """A folder's path or a database's URL. An empty text, as from an empty variable, is refused."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path or the address; an empty text is wrong usage, not the current folder."""
        if value == "":
            self.fail("name a folder; this is empty", param, ctx)
        if (database := database_address(value)) is not None:
            return database
        return super().convert(value, param, ctx)


data_option = click.option(
    "--data",
    type=DataLocation(),
    help="A folder or a postgresql:// database with the dataset; without it, the shipped one.",
)


def selection_options(command: Command) -> Command:
    """Give a command the parameters of a selection as options of the same names."""
    for name in reversed(ALLOWED):
        command = click.option(f"--{name}", multiple=True, metavar="VALUE", help=ALLOWED[name])(command)
    return command


def parse_selection(parameters: dict[str, tuple[str, ...]]) -> Selection:
    """Return the selection of a command's options. Raises click.UsageError."""
    items = [(name, value) for name, values in parameters.items() for value in values]
    try:
        return Selection.parse(items)
    except SelectionError as error:
        raise click.UsageError(f"--{error}") from error


def load_data(data: DataAddress | None) -> Dataset:
    """Return the dataset of an option `--data`; print its issues and exit where it can't be read."""
    return exit_on_issues(lambda: load(data))
