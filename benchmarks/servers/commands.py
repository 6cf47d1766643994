"""How each server is started, with its public options only."""

import sys

from benchmarks.serving.servers import PORT

HEADER_READ_SECONDS = 10
_CONNECTIONS = "15000"


def granian(factory: str, workers: int) -> list[str]:
    """Return the command that serves an application by Granian."""
    command = [sys.executable, "-m", "granian", factory, "--factory"]
    command += ["--port", PORT, "--workers", str(workers), "--log-level", "warning"]
    command += ["--interface", "asgi", "--http", "1", "--no-ws", "--backpressure", _CONNECTIONS]
    command += ["--http1-header-read-timeout", f"{HEADER_READ_SECONDS}000", "--http1-buffer-size", "65536"]
    return [*command, "--respawn-failed-workers", "--workers-kill-timeout", "30"]


def uvicorn(factory: str, workers: int) -> list[str]:
    """Return the command that serves an application by uvicorn."""
    command = [sys.executable, "-m", "uvicorn", factory, "--factory"]
    command += ["--port", PORT, "--workers", str(workers), "--log-level", "warning"]
    command += ["--ws", "none", "--no-access-log", "--no-server-header"]
    return [*command, "--limit-concurrency", _CONNECTIONS, "--timeout-graceful-shutdown", "30"]


SERVERS = {"Granian": granian, "uvicorn": uvicorn}
