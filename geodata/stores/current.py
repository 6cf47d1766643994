"""The files of a data folder that are in force: its own, or those of the version named in CURRENT.

    FOLDER/CURRENT                  one line, the name of the version in force
    FOLDER/versions/NAME/           partnerships.csv, sources.csv, places.csv; events.csv if there are any

A folder without CURRENT is plain: the files lie in it.
"""

import re
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path

from geodata.model.errors import DataError, ValidationIssue
from geodata.stores.digests import PUBLISHED, digest

CURRENT = "CURRENT"
VERSIONS = "versions"
FILES = ("partnerships.csv", "sources.csv", "places.csv")
OPTIONAL_FILES = ("events.csv",)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def version_in_force(folder: Traversable) -> str | None:
    """Return the name in CURRENT, or None for a plain folder.

    Raises DataError if it holds anything but one name; a path is not a name.
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
    """Return the content of the files in force, all of one version.

    Raises DataError if CURRENT names a version that is incomplete or differs from what was published, OSError
    for a file that cannot be read.
    """
    while True:
        name = version_in_force(folder)
        inside = folder if name is None else folder / VERSIONS / name
        try:
            contents = {file: (inside / file).read_bytes() for file in FILES}
            for file in OPTIONAL_FILES:
                with suppress(FileNotFoundError):
                    contents[file] = (inside / file).read_bytes()
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
    """Return a value that changes with the files in force: inode, size and modification time of each."""
    try:
        name = version_in_force(folder)
    except (DataError, OSError):
        name = None
    inside = folder if name is None else folder / VERSIONS / name
    return tuple(
        _identity(path) for path in (folder / CURRENT, *(inside / file for file in (*FILES, *OPTIONAL_FILES)))
    )


def changed_at(folder: Traversable) -> float:
    """Return when the files in force were last modified, in seconds since 1970; 0 if unknown.

    A missing file is not an error here; `read_files` reports it.
    """
    name = version_in_force(folder)
    inside = folder if name is None else folder / VERSIONS / name
    there = [file for file in _paths(folder, inside) if file.exists()]
    return max((file.stat().st_mtime for file in there), default=0.0)


def is_versioned(folder: Path) -> bool:
    """Whether a folder's data change atomically."""
    return (folder / CURRENT).exists()


def _require_as_published(name: str | None, contents: dict[str, bytes]) -> None:
    """Compare with the digest in the name; a table cut off between two rows would still parse."""
    published = PUBLISHED.fullmatch(name or "")
    if published and published[2] != digest(contents):
        advice = (
            "its files aren't those that were published (cut off, or edited); write another version's name"
        )
        raise _fault(published[0], advice)


def _paths(folder: Traversable, inside: Traversable) -> list[Path]:
    """Return the paths of CURRENT and the files in force, existing or not; none within an archive."""
    paths = [folder / CURRENT, *(inside / file for file in (*FILES, *OPTIONAL_FILES))]
    return [path for path in paths if isinstance(path, Path)]


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino


def _fault(name: str, advice: str) -> DataError:
    return DataError([ValidationIssue(CURRENT, 1, "version", name, advice)])
