"""Runs a reader of untrusted formats with limits on memory, time and output; started as a script.

    sandboxed.py PATH BYTES SECONDS OUTPUT READER...

Each READER is a module beside this one, with `read(path, emit)`. Messages are written as lines of JSON, and
`["end"]` after all of them; a message that begins with "fault" ends the work. This script and the readers
import nothing of the package, which takes a second to start.
"""

import contextlib
import importlib
import sys
from pathlib import Path

import orjson


class Emitter:
    """Writes messages until the output limit is reached."""

    def __init__(self, max_bytes: int) -> None:
        self._left = max_bytes
        self.has_failed = False

    def __call__(self, message: list[object]) -> None:
        line = orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS) + b"\n"
        self._left -= len(line)
        if self._left < 0:
            raise MemoryError
        sys.stdout.buffer.write(line)
        self.has_failed |= message[0] == "fault"


def set_limits(max_bytes: int, max_seconds: int) -> None:
    """Set resource limits of this process where the system supports them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (max_seconds, max_seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))


def main(path: str, max_bytes: str, max_seconds: str, output: str, *readers: str) -> None:
    set_limits(int(max_bytes), int(max_seconds))
    emit = Emitter(int(output))
    sys.path.append(str(Path(__file__).parents[1]))
    try:
        for name in readers:
            importlib.import_module(f"processes.{name}").read(path, emit)
            if emit.has_failed:
                return
    except MemoryError:
        sys.exit(3)
    emit(["end"])
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
