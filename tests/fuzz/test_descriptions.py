"""Schemathesis asks what the OpenAPI descriptions allow and what they don't; the answers are as described."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.postgis import publish
from tests.support.fuzzing import FUZZ_SECONDS
from tests.support.server import ServerProcess, server_process

# A schema can't say which codes are countries', or which year comes first: valid by it is not yet valid.
NOT_APPLICABLE = "positive_data_acceptance"
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture(scope="module")
def described_server() -> Iterator[ServerProcess]:
    """A server of the shipped data."""
    with server_process() as server:
        yield server


def ask(server: str, description: str, root: str, *options: str, folder: Path) -> str:
    """Run schemathesis against a description, and return what it found; nothing where all is as described."""
    length = (
        (f"--max-time={FUZZ_SECONDS}",)
        if FUZZ_SECONDS
        else ("--max-examples=4", "--generation-deterministic", "--phases=fuzzing")
    )
    done = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", f"--config-file={CONFIGURATION}",
            "run", server + description, f"--url={server}{root}",
            "--no-color", "--continue-on-failure", "--workers=2", "--request-timeout=30",
            *length, *options,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=FUZZ_SECONDS + 300,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    ("description", "root", "options"),
    [
        ("/openapi.json", "", ("--include-tag=data", "--exclude-path-regex=^/(figure|oembed)")),
        ("/openapi.json", "", ("--include-path-regex=^/figure", "--max-examples=2")),
        # oEmbed wants 501 for other formats than ours.
        ("/openapi.json", "", ("--include-path=/oembed", "--exclude-checks=not_a_server_error")),
        ("/openapi.json", "", ("--include-tag=operations",)),
        # Pages pass over what they don't know and what is empty: shared links pick such things up.
        ("/openapi.json", "", ("--include-tag=pages", "--exclude-checks=negative_data_rejection")),
        ("/ogc/api", "/ogc", ()),
    ],
    ids=["data", "figures", "oembed", "operations", "pages", "ogc"],
)
def test_answers_are_as_they_are_described_and_none_is_a_mistake(
    described_server, description, root, options, tmp_path
):
    excluded = [NOT_APPLICABLE]
    rest = []
    for option in options:
        name, _, value = option.partition("--exclude-checks=")
        (excluded if value else rest).append(value or name)
    checks = f"--exclude-checks={','.join(excluded)}"
    before = len(described_server.log_lines)
    if found := ask(described_server.address, description, root, checks, *rest, folder=tmp_path):
        pytest.fail(found, pytrace=False)
    assert not any("Traceback" in line for line in described_server.log_lines[before:])


def test_answers_from_a_database_are_as_they_are_described(database, tmp_path):
    publish(DatabaseAddress(database), read_text_tables(shipped_data()))
    checks = f"--exclude-checks={NOT_APPLICABLE}"
    with server_process("--data", database, "--max-in-memory", "0") as server:
        if found := ask(server.address, "/ogc/api", "/ogc", checks, folder=tmp_path):
            pytest.fail(found, pytrace=False)
    assert not any("Traceback" in line for line in server.log_lines)
