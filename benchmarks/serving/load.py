"""One client that asks as fast as it is answered: wrk, one thread and some connections."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CONNECTIONS: Final = 16
_SECONDS_TO_ANSWER: Final = 2
_SCRIPT: Final = """
local path = "PATH"
local number = 0
request = function()
  number = number + 1
  local year = 1990 + math.floor(number / 5000) % 36
  local asked = path:gsub("{limit}", 5000 + number % 5000):gsub("{year}", year)
  return wrk.format("GET", asked)
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("answers=%d bytes=%d micros=%d p50=%d p99=%d failed=%d\\n", summary.requests,
    summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """What a client got: answers a second, latencies in milliseconds, bytes an answer."""

    per_second: float
    median_ms: float
    p99_ms: float
    bytes_each: int
    failed: int


def ask(
    address: str,
    path: str,
    seconds: int,
    header: str = "",
    *,
    connections: int = _CONNECTIONS,
    patience: int = _SECONDS_TO_ANSWER,
) -> Load:
    """Ask for a path of a server over again, for so many seconds.

    With {limit} and {year} in it, no two of 180,000 requests are the same. patience: seconds after which an
    answer has failed.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT.replace("PATH", path))
        script.flush()
        headers = ["-H", header] if header else []
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", f"{patience}s"]
        command += ["-s", script.name, *headers, address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", said)}
    answers = max(told["answers"], 1)
    return Load(
        per_second=told["answers"] / (told["micros"] / 1e6),
        median_ms=told["p50"] / 1000,
        p99_ms=told["p99"] / 1000,
        bytes_each=told["bytes"] // answers,
        failed=told["failed"],
    )


def is_installed() -> bool:
    """Tell whether wrk is there."""
    return any((Path(folder) / "wrk").exists() for folder in ("/usr/bin", "/usr/local/bin"))
