"""What a server has said in its log."""

import re
from typing import IO, Final

from benchmarks.soak.tally import Tally

_SAID: Final = 1500


def count_mistakes(log: IO[bytes], tally: Tally, meant: str) -> None:
    """Note each mistake in a log; one that has to do with what was meant to happen is counted."""
    log.seek(0)
    text = log.read().decode(errors="replace")
    # A line that begins with its level begins a message; a chain of tracebacks is in one.
    for block in re.split(r"(?m)^(?=[A-Z]+:? )", text):
        if "Traceback" not in block:
            continue
        if re.search(meant, block):
            tally.count("messages with a traceback that what was done explains")
        else:
            tally.note(f"a mistake in the log: ...{block[-_SAID:]}")
