"""What came of all requests: counted, and what was wrong in words."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

_SAID: Final = 30


@dataclass
class Troubles:
    """When something was broken on purpose, and what that may break.

    grace: so many seconds after the end of one, responses may still suffer from it.
    """

    grace: float = 8.0
    _spans: list[list[float]] = field(default_factory=list)

    def begin(self) -> None:
        self._spans.append([time.monotonic(), float("inf")])

    def end(self) -> None:
        self._spans[-1][1] = time.monotonic()

    def touch(self, began: float, ended: float) -> bool:
        """Tell whether a request that began and ended then may suffer from one."""
        return any(began <= end + self.grace and ended >= begin for begin, end in list(self._spans))


@dataclass
class Tally:
    """Counts, and all that is wrong. Clients share it."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _began: float = field(default_factory=time.monotonic)

    def count(self, what: str, number: int = 1) -> None:
        with self._lock:
            self.counts[what] += number

    def note(self, fault: str) -> None:
        with self._lock:
            self.wrong.append(f"{time.monotonic() - self._began:.1f} s: {fault}")

    def print(self, name: str) -> None:
        """Print both, the faults as far as they can be read at once."""
        requests = self.counts.pop("requests", 0)
        print(f"{name}: {requests:,} requests")
        for what, number in sorted(self.counts.items()):
            print(f"  {number:9,}  {what}")
        print(f"  wrong: {len(self.wrong) or 'none'}")
        for fault in self.wrong[:_SAID]:
            print(f"    {fault}")
