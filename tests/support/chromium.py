"""The Chromium of this machine, and how tests start it."""

import shutil
from typing import Final

from tests.support.skipping import skip_or_fail

FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def chromium_path() -> str:
    """Return the path of Chromium; the test is skipped where it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        skip_or_fail("Chromium is not installed: tests/support/install-chromium installs it")
    return path
