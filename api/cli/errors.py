"""Errors of commands: printed, with exit status 1."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

_Result = TypeVar("_Result")


def exit_on_issues(read: Callable[[], _Result]) -> _Result:
    """Return the result of a function, or print every issue of its input and exit with 1."""
    from geodata import DataError

    try:
        return read()
    except (DataError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
