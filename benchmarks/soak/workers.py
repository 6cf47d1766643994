"""The worker processes of a server, one of which is killed, and the clients that this concerns."""

import os
import re
import signal
import time
from pathlib import Path
from typing import Final

from benchmarks.serving.servers import Server, family

_SECONDS_TO_BREAK: Final = 60.0
"""A slow reader still has buffered bytes to read before the break."""


class Workers:
    """The worker processes, and the connections of those that were killed."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._cut: dict[int, float] = {}

    def ids(self) -> list[int]:
        """Return the worker processes, the oldest first."""
        return sorted(family(self._server.process_id)[1:], key=_started)

    def kill_the_youngest(self) -> int:
        """Kill it, and return how many connections it had."""
        victim = self.ids()[-1]
        os.kill(victim, signal.SIGSTOP)  # It accepts no further connection, so that all are counted.
        ports = _ports(victim)
        self._cut |= dict.fromkeys(ports, time.monotonic())
        os.kill(victim, signal.SIGKILL)
        return len(ports)

    def may_break(self, port: int, opened: float, began: float, broke: float) -> str:
        """Tell why a connection may break: its process was killed while it was open."""
        cut = self._cut.get(port, 0.0)
        return "with the worker that was killed" if opened <= cut <= broke < cut + _SECONDS_TO_BREAK else ""


def _started(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19])


def _ports(process: int) -> set[int]:
    """Return the ports of the clients to which a process is connected."""
    inodes = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        if found := re.fullmatch(r"socket:\[(\d+)\]", str(link.readlink())):
            inodes.add(found[1])
    ports = set()
    for line in Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]:
        words = line.split()
        if words[9] in inodes:
            ports.add(int(words[2].rpartition(":")[2], 16))
    return ports - {0}
