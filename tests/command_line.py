"""The command line as a user runs it, but within this process: to read its modules takes longest of all."""

from pathlib import Path

from click.testing import CliRunner, Result

from api.cli.main import main


def shimai(*words: str | Path) -> Result:
    """Run `shimai` with some words, and return its exit status and what it wrote."""
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="shimai", catch_exceptions=False)
