"""How many examples tests with random input try: few in `make test-all`, many in `make fuzz`."""

import os
from typing import Final

FUZZ_SECONDS: Final = int(os.environ.get("FUZZ_SECONDS", "0"))
"""For how long `make fuzz` tests each part of a server; 0 elsewhere."""


def max_examples(few: int, many: int) -> int:
    """Return how many examples to try: many in `make fuzz`, few elsewhere."""
    return many if FUZZ_SECONDS else few
