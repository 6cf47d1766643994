"""Returns freed memory to the system, which glibc may not do by itself after threads have ended."""

import ctypes
import sys
from functools import lru_cache


def return_freed_memory() -> None:
    """Give back what is free (glibc's malloc_trim); does nothing where the C library is another."""
    library = _c_library()
    if library is not None:
        library.malloc_trim(0)


@lru_cache
def _c_library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
