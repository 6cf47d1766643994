"""Errors in the log of a server."""

import re
from typing import IO, Final

from benchmarks.soak.tally import Tally

_MAX_LENGTH: Final = 1500


def count_errors(log: IO[bytes], tally: Tally, expected: str) -> None:
    """Note each traceback in a log; one that an injected fault explains is counted."""
    log.seek(0)
    text = log.read().decode(errors="replace")
    # A line that begins with its level begins a message; a chain of tracebacks is in one.
    for block in re.split(r"(?m)^(?=[A-Z]+:? )", text):
        if "Traceback" not in block:
            continue
        if re.search(expected, block):
            tally.count("messages with a traceback that an injected fault explains")
        else:
            tally.note(f"an error in the log: ...{block[-_MAX_LENGTH:]}")
