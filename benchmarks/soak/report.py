"""What a server has said in its log."""

import re
from typing import IO, Final

from benchmarks.soak.tally import Tally

_SAID: Final = 1500


def count_mistakes(log: IO[bytes], tally: Tally, meant: str = r"(?!)") -> None:
    """Note each traceback in a log, unless its last line is one that was meant to happen; that is counted."""
    log.seek(0)
    text = log.read().decode(errors="replace")
    blocks = re.findall(
        r"(?ms)^(?:Traceback|  \+ Exception Group Traceback).*?^(?=\S)(?!Traceback|During|The above).*?$",
        text,
    )
    for block in blocks:
        if re.search(meant, block):
            tally.count("answers cut off, in the log")
        else:
            tally.note(f"a mistake in the log: ...{block[-_SAID:]}")
