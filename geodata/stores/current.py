"""Which files of a data folder are in force: its own three, or those of the version that CURRENT names.

    FOLDER/CURRENT                  one line, the name of the version in force
    FOLDER/versions/NAME/           partnerships.csv, sources.csv and places.csv

A folder without CURRENT is plain: the three files lie in it.
"""

import re
from importlib.resources.abc import Traversable
from pathlib import Path

from geodata.model.errors import DataError, ValidationIssue
from geodata.stores.digests import PUBLISHED, digest

CURRENT = "CURRENT"
VERSIONS = "versions"
FILES = ("partnerships.csv", "sources.csv", "places.csv")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def version_in_force(folder: Traversable) -> str | None:
    """Return the name that CURRENT holds, None in a plain folder.

    Raises DataError where it holds anything but one name; no path is one.
    """
    try:
        content = (folder / CURRENT).read_bytes()
    except FileNotFoundError:
        return None
    name = content[:1000].decode("utf-8", errors="replace").strip()
    if not _NAME.fullmatch(name):
        raise _fault(name, "write the name of one folder in versions/, on one line")
    return name


def read_files(folder: Traversable) -> dict[str, bytes]:
    """Return the content of the three files in force, all of one version.

    Raises DataError where CURRENT names a version that isn't whole or isn't as it was published, OSError for
    a file that can't be read.
    """
    while True:
        name = version_in_force(folder)
        inside = folder if name is None else folder / VERSIONS / name
        try:
            contents = {file: (inside / file).read_bytes() for file in FILES}
        except (FileNotFoundError, NotADirectoryError) as error:
            if name is None:
                raise
            # A version may be removed while it is read, but only after CURRENT has named several others.
            if version_in_force(folder) == name:
                raise _fault(
                    name, "no whole version in versions/ has this name; write one that has"
                ) from error
        else:
            _require_as_published(name, contents)
            return contents


def fingerprint(folder: Path) -> tuple[object, ...]:
    """Return what differs after any change of what is in force: who the files are, their size and time."""
    try:
        name = version_in_force(folder)
    except (DataError, OSError):
        name = None
    inside = folder if name is None else folder / VERSIONS / name
    return tuple(_identity(path) for path in (folder / CURRENT, *(inside / file for file in FILES)))


def changed_at(folder: Traversable) -> float:
    """Return when what is in force came into force, in seconds since 1970; 0 where no one knows.

    A file that is missing is left to `read_files`, which says so.
    """
    name = version_in_force(folder)
    inside = folder if name is None else folder / VERSIONS / name
    files = [folder / CURRENT, *(inside / file for file in FILES)]
    there = [file for file in files if isinstance(file, Path) and file.exists()]
    return max((file.stat().st_mtime for file in there), default=0.0)


def is_versioned(folder: Path) -> bool:
    """Tell whether a folder's data change all at once."""
    return (folder / CURRENT).exists()


def _require_as_published(name: str | None, contents: dict[str, bytes]) -> None:
    """A table that was cut off between two rows is a table still: only the digest in its name knows."""
    published = PUBLISHED.fullmatch(name or "")
    if published and published[2] != digest(contents):
        advice = (
            "its files aren't those that were published (cut off, or edited); write another version's name"
        )
        raise _fault(published[0], advice)


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino


def _fault(name: str, advice: str) -> DataError:
    return DataError([ValidationIssue(CURRENT, 1, "version", name, advice)])
