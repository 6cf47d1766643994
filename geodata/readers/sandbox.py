"""Opening files of untrusted formats in a process of its own, with limits."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

import orjson

from geodata.model.errors import DataError, ValidationIssue
from geodata.readers.limits import MAX_MEMORY_BYTES, MAX_SECONDS, MAX_TEXT_BYTES, file_error

_SCRIPT: Final = Path(__file__).with_name("processes") / "sandboxed.py"
_NO_MEMORY: Final = 3
_INSTEAD: Final = "copy the list alone to a new file, or save it as CSV"


class SandboxMessages:
    """The messages that a sandboxed reader wrote about a file, stored on disk; can be iterated repeatedly."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    def __iter__(self) -> Iterator[list[Any]]:
        """Yield all messages; DataError at an error of the whole file."""
        self._file.seek(0)
        for line in self._file:
            message: list[Any] = orjson.loads(line)
            if message[0] == "fault":
                _, row, column, value, advice, sheet = message
                raise DataError([ValidationIssue(self._path.name, row, column, value, advice, sheet)])
            if message[0] == "end":
                return
            yield message


def read_sandboxed(path: Path, *readers: str) -> SandboxMessages:
    """Run readers of `processes/` one after the other on a file and return their messages.

    A crash, a timeout or a lack of memory becomes a DataError.
    """
    output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    limits = (str(MAX_MEMORY_BYTES), str(MAX_SECONDS), str(MAX_TEXT_BYTES))
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, str(_SCRIPT), str(path.resolve()), *limits, *readers],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=MAX_SECONDS * 1.5,
            check=False,
            env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1",
                 "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise file_error(
            path.name, f"opening it takes more than {MAX_SECONDS} seconds; {_INSTEAD}"
        ) from error
    if done.returncode == 0:
        return SandboxMessages(path, output)
    raise file_error(path.name, _reason_of_exit(done.returncode))


def _reason_of_exit(code: int) -> str:
    if code in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        return f"opening it takes more than {MAX_SECONDS} seconds; {_INSTEAD}"
    if code in (_NO_MEMORY, -signal.SIGABRT):
        return (
            f"opening it needs more than {MAX_MEMORY_BYTES // 2**30} GiB of memory; in a sheet, a single "
            f"cell far from the list is enough for that; {_INSTEAD}"
        )
    return f"it can't be opened; it may be cut off or damaged; {_INSTEAD}"
