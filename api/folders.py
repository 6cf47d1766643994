"""A data folder as an option."""

from pathlib import Path
from typing import Any

import click


class DataFolder(click.Path):
    """A folder's path; an empty text, as of a variable that isn't set, is none."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; an empty text is wrong usage, not the current folder."""
        if value == "":
            self.fail("name a folder; this is empty", param, ctx)
        return super().convert(value, param, ctx)
