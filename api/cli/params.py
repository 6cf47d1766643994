"""A data folder, or a database, as an option."""

from pathlib import Path
from typing import Any

import click

from geodata.stores.address import database_address


class DataFolder(click.Path):
    """A folder's path or a database's address; an empty text, as of a variable that isn't set, is neither."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path or the address; an empty text is wrong usage, not the current folder."""
        if value == "":
            self.fail("name a folder; this is empty", param, ctx)
        if (database := database_address(value)) is not None:
            return database
        return super().convert(value, param, ctx)
