"""A real server: `shimai serve` in a process of its own, on a free port."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

ROOT = Path(__file__).parents[1]
SHIMAI = (sys.executable, "-m", "api.cli")
_READY = re.compile(r"running on (http://\S+)")


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Start a server and give its address; it is stopped at the end."""
    command = [*SHIMAI, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if found := _READY.search(line):
            return found[1]
    raise RuntimeError("the server did not start:\n" + "".join(said))


class Asking(Protocol):
    """What asks a server again and again, until it is told to stop."""

    def read(self) -> None: ...

    def stop(self) -> None: ...


Asker = TypeVar("Asker", bound=Asking)


@contextmanager
def in_the_background(asker: Asker) -> Iterator[Asker]:
    """Let it ask in a thread of its own; at the end it is stopped and waited for."""
    thread = threading.Thread(target=asker.read)
    thread.start()
    try:
        yield asker
    finally:
        asker.stop()
        thread.join()
