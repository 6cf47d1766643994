"""The command line. Exit status: 0 done, 1 the input has issues or there is no result, 2 wrong usage."""

import logging
from pkgutil import resolve_name
from typing import Final

import click

_COMMANDS: Final = {
    "serve": "api.cli.serve:serve",
    "import": "api.cli.import_:import_",
    "check": "api.cli.import_:check",
    "export": "api.cli.export:export",
    "geocode": "api.cli.geocode:geocode",
    "stats": "api.cli.stats:stats",
}
"""The module and function of each command, imported only when it is used, so that commands start fast."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = resolve_name(_COMMANDS[cmd_name])
        return command


@click.group(cls=_Commands)
@click.version_option(package_name="shimai")
def main() -> None:
    """Japan's partnerships abroad, as maps."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("geodata").setLevel(logging.INFO)
