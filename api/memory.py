"""Memory that nothing uses any more goes back to the system."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Let glibc give back what is free; by itself it keeps all that lies before a piece in use.

    A version that is replaced leaves holes between those pieces, and the next one doesn't fill them all, so
    that with each version a process would take more. Other systems have no such function.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
