"""`shimai serve`: its options are the settings."""

from collections.abc import Callable
from typing import Any

import click
from pydantic import ValidationError

from api.cli.errors import exit_on_issues
from api.settings import Settings


def _setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each setting."""
    for name, field in reversed(Settings.model_fields.items()):
        default = "" if field.default in (None, "") else f" ({field.default})"
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, metavar="VALUE", help=f"{field.description}{default}.")(command)
    return command


@click.command()
@_setting_options
def serve(**options: Any) -> None:
    """Serve the viewer and the data."""
    from api.serving.server import run_server  # The server's process alone needs Granian.

    try:
        settings = Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        issue = error.errors()[0]
        option = "-".join(map(str, issue["loc"])).replace("_", "-")
        raise click.UsageError(f"--{option}: {issue['msg']}") from error
    exit_on_issues(lambda: run_server(settings))
