"""How often tests by chance try: a little in `make test`, long in `make fuzz`."""

import os
from typing import Final

SECONDS: Final = int(os.environ.get("FUZZ_SECONDS", "0"))
"""For how long `make fuzz` asks each part of a server; 0 in `make test`."""


def tries(few: int, many: int) -> int:
    """Return how many tries are made: few in `make test`, many in `make fuzz`."""
    return many if SECONDS else few
