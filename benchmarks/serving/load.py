"""A client that sends requests as fast as they are answered: wrk, one thread and some connections."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CONNECTIONS: Final = 16
_TIMEOUT: Final = 2
_SCRIPT: Final = """
local path = "PATH"
local number = 0
request = function()
  number = number + 1
  local year = 1990 + math.floor(number / 5000) % 36
  local url = path:gsub("{limit}", 5000 + number % 5000):gsub("{year}", year)
  return wrk.format("GET", url)
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("requests=%d bytes=%d micros=%d p50=%d p99=%d failed=%d\\n", summary.requests,
    summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """What a client measured: requests a second, latencies in milliseconds, bytes of a response."""

    per_second: float
    median_ms: float
    p99_ms: float
    response_bytes: int
    failed: int


def measure(
    address: str,
    path: str,
    seconds: int,
    header: str = "",
    *,
    connections: int = _CONNECTIONS,
    timeout: int = _TIMEOUT,
) -> Load:
    """Request a path of a server again and again, for some seconds.

    With {limit} and {year} in it, no two of 180,000 requests are the same. timeout: seconds after which a
    request has failed.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT.replace("PATH", path))
        script.flush()
        headers = ["-H", header] if header else []
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", f"{timeout}s"]
        command += ["-s", script.name, *headers, address]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", output)}
    requests = max(figures["requests"], 1)
    return Load(
        per_second=figures["requests"] / (figures["micros"] / 1e6),
        median_ms=figures["p50"] / 1000,
        p99_ms=figures["p99"] / 1000,
        response_bytes=figures["bytes"] // requests,
        failed=figures["failed"],
    )


def is_installed() -> bool:
    """Tell whether wrk is there."""
    return any((Path(folder) / "wrk").exists() for folder in ("/usr/bin", "/usr/local/bin"))
