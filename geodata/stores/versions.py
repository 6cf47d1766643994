"""Publishing a new version of a data folder atomically.

The files of a version are written and read back beside those in force; then CURRENT is replaced, which is
atomic. A process that is stopped before that, even by kill -9 or a power cut, has changed nothing; the next
publication removes its leftovers.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from geodata.dataset.dataset import Dataset
from geodata.dataset.tables import TextTables
from geodata.model.errors import DataError
from geodata.stores.current import CURRENT, VERSIONS, read_files, version_in_force
from geodata.stores.digests import PUBLISHED, digest
from geodata.stores.durable import replace_durably, sync_folder, write_durably
from geodata.stores.encoding import encode_tables, require_same

MAX_VERSIONS = 3
"""Number of versions that are not removed: the one in force and those before it, for going back by hand."""

_WAIT_SECONDS = 60.0
_NEW = ".new"
_OLD = ".old-"

_log = logging.getLogger(__name__)


class FolderBusyError(TimeoutError):
    """Another process holds the writers' lock of a folder for too long."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder = folder
        super().__init__(
            f"{folder}: another import has been writing here for {seconds:g} seconds; "
            "nothing was changed, try again when it is done"
        )


@contextmanager
def exclusively(folder: Path, seconds: float = _WAIT_SECONDS) -> Iterator[None]:
    """Lock out all other writers of a folder, from reading the data in force to publishing the next version.

    Reentrant for the same thread. The lock ends with its process. Raises FolderBusyError if another writer
    holds it for longer than `seconds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.resolve() / ".lock", is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _log.warning("%s: another import is writing here; waiting for it", folder)
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            raise FolderBusyError(folder, seconds) from error
    try:
        yield
    finally:
        lock.release()


def publish(folder: Path, tables: TextTables) -> str:
    """Publish tables as a new version of a folder and return its name.

    Nothing changes if an equal version is in force. The files of a plain folder stay, but are no longer read.
    On an error the version in force stays.

    Raises DataError if the tables cannot be read back without errors, FolderBusyError if another import does
    not finish, OSError if the disk does not accept them.
    """
    contents = encode_tables(tables)
    with exclusively(folder):
        before = _name_in_force(folder)
        if before and _holds(folder, contents):
            return before
        versions = folder / VERSIONS
        versions.mkdir(exist_ok=True)
        _clear_leftovers(folder, before)
        number = max((_number(path) for path in versions.iterdir()), default=0) + 1
        name = f"{number:06}-{digest(contents)}"
        try:
            _write_version(versions / _NEW, contents)
            Dataset.of(require_same(read_files(versions / _NEW), tables))
            (versions / _NEW).rename(versions / name)
            sync_folder(versions)
            replace_durably(folder / CURRENT, f"{name}\n".encode())
        except BaseException:
            if _name_in_force(folder) != name:
                _take_back(versions, name)
            raise
        _remove_old(versions)
        return name


def _name_in_force(folder: Path) -> str | None:
    """Return the version named in CURRENT, or None for a plain folder or a malformed CURRENT."""
    try:
        return version_in_force(folder)
    except DataError:
        return None


def _holds(folder: Path, contents: dict[str, bytes]) -> bool:
    try:
        return read_files(folder) == contents
    except (DataError, OSError):
        return False


def _clear_leftovers(folder: Path, before: str | None) -> None:
    """Remove leftovers of killed runs: incomplete versions, and complete ones newer than the one in force."""
    versions = folder / VERSIONS
    current = _number(versions / before) if before else 0
    for path in list(versions.iterdir()):
        if path.name == _NEW or path.name.startswith(_OLD):
            shutil.rmtree(path)
        elif current and _number(path) > current:
            _remove(path)


def _write_version(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir()
    for file, content in contents.items():
        write_durably(folder / file, content)
    sync_folder(folder)


def _take_back(versions: Path, name: str) -> None:
    for path in (versions / _NEW, versions / name):
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        versions.rmdir()


def _remove_old(versions: Path) -> None:
    """Remove all but the newest versions; what can't be removed now, the next to publish tries again."""
    numbered = sorted((path for path in versions.iterdir() if _number(path)), key=_number)
    for path in numbered[:-MAX_VERSIONS]:
        with suppress(OSError):
            _remove(path)


def _remove(version: Path) -> None:
    """Remove a version so that, wherever this stops, no part of it looks like a whole one."""
    gone = version.with_name(_OLD + version.name)
    version.rename(gone)
    shutil.rmtree(gone)


def _number(version: Path) -> int:
    """Return the number of a published version, 0 for a folder that was not made here."""
    found = PUBLISHED.fullmatch(version.name)
    return int(found[1]) if found else 0
