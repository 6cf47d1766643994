"""The memory of a server's processes over time, and whether it grows."""

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

_SECONDS_BETWEEN_SAMPLES: Final = 1.0
_WARM: Final = (0.35, 0.5)
_END: Final = (0.85, 1.0)
_LASTS: Final = 0.9
_GROWTH: Final = 0.06
"""So much more is noise: a version that is being read lies beside the one in force for a moment."""


@dataclass
class Memory:
    """Samples of the megabytes of each process, by its id.

    read: gives those of the moment.
    """

    read: Callable[[], dict[int, float]]
    samples: list[tuple[float, dict[int, float]]] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def sampled(self) -> Iterator[None]:
        """Take samples until the end."""
        thread = threading.Thread(target=self._sample)
        thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            thread.join()

    def print(self, name: str) -> bool:
        """Print what it was at first, after warming up and at the end; tell whether it stayed flat.

        It is that of the largest process that lived all the time: others were replaced.
        """
        # The system may pass over a process while another of the family ends.
        seen = Counter(one for _, megabytes in self.samples for one in megabytes)
        lasting = [one for one, times in seen.items() if times >= _LASTS * len(self.samples)]
        eldest = max(lasting, key=lambda one: self._median(one, *_END))
        first = self._median(eldest, 0, 0.01)
        warm, end = (self._median(eldest, *span) for span in (_WARM, _END))
        most = max(megabytes.get(eldest, 0) for _, megabytes in self.samples)
        whole = [sum(megabytes.values()) for _, megabytes in self.samples]
        print(
            f"{name}: memory (Pss) of the eldest process that serves, MB: {first:.0f} at first, "
            f"{warm:.0f} after warming up, {end:.0f} at the end ({end / warm - 1:+.1%}), {most:.0f} at most"
        )
        print(
            f"  all processes: {whole[0]:.0f} at first, {whole[-1]:.0f} at the end, {max(whole):.0f} at most"
        )
        tenths = [self._median(eldest, tenth / 10, (tenth + 1) / 10) for tenth in range(10)]
        print(f"  medians of each tenth of the time: {' '.join(f'{one:.0f}' for one in tenths)}")
        return end <= warm * (1 + _GROWTH)

    def _median(self, process: int, begin: float, end: float) -> float:
        number = len(self.samples)
        samples = self.samples[int(begin * number) : max(int(end * number), int(begin * number) + 1)]
        return statistics.median(megabytes[process] for _, megabytes in samples if process in megabytes)

    def _sample(self) -> None:
        began = time.monotonic()
        while not self._stopped.wait(_SECONDS_BETWEEN_SAMPLES):
            self.samples.append((time.monotonic() - began, self.read()))
