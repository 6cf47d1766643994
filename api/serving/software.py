"""Which release answers: equal on all servers that run the same code, whenever it was installed."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

_OURS: Final = ("api", "viewer", "geodata")
_SUFFIXES: Final = frozenset({".py", ".html", ".css", ".js", ".svg", ".po", ".csv"})
_ROOT: Final = Path(__file__).parents[2]


@lru_cache
def software_version() -> str:
    """Return a short digest of our own files, the shipped data among them."""
    together = hashlib.sha256()
    for package in _OURS:
        for path in _files(package):
            together.update(str(path.relative_to(_ROOT)).encode())
            together.update(path.read_bytes())
    return together.hexdigest()[:12]


@lru_cache
def installed_at() -> float:
    """Return when the newest of our own files was written here, in seconds since 1970."""
    return max(path.stat().st_mtime for package in _OURS for path in _files(package))


def _files(package: str) -> list[Path]:
    return [
        path
        for path in sorted((_ROOT / package).rglob("*"))
        if path.suffix in _SUFFIXES and "vendor" not in path.parts
    ]
