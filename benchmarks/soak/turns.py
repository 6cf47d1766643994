"""Faults one after the other, each at its time."""

import time
from collections.abc import Callable, Iterable


def take_turns(faults: Iterable[Callable[[], None]], *, apart: float, seconds: float) -> None:
    """Inject one fault after the other, some seconds apart, until the time is over.

    Some take longer than their turn: then the next begins at once, and the end stays.
    """
    began = time.monotonic()
    for number, fault in enumerate(faults, 1):
        due = max(began + number * apart, time.monotonic())
        if due > began + seconds:
            return
        time.sleep(max(0.0, due - time.monotonic()))
        fault()
