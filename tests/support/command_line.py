"""The command line as a user runs it, but within this process, which has imported its modules already."""

from pathlib import Path

from click.testing import CliRunner, Result

from api.cli.main import main


def shimai(*arguments: str | Path) -> Result:
    """Run `shimai` with some arguments, and return its exit status and its output."""
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="shimai", catch_exceptions=False
    )
