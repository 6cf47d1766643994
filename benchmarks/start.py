"""From start to the first answer, beside the bare imports that any such server needs, in one run."""

import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROUNDS = 5
IMPORTS = "import fastapi, folium, geopandas, uvicorn"


def start_to_answer() -> tuple[float, float]:
    """Return the seconds until `/` is answered, and the server's resident memory in MB."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = next(found[1] for line in process.stderr if (found := re.search(r"on (http\S+)", line)))
            with urllib.request.urlopen(address) as answer:
                answer.read()
            seconds = time.perf_counter() - begin
            status = Path(f"/proc/{process.pid}/status").read_text()
            return seconds, int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024
        finally:
            process.terminate()


def bare_imports() -> float:
    """Return the seconds that the imports alone take."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print the medians and their ratio."""
    pairs = [(start_to_answer(), bare_imports()) for _ in range(ROUNDS)]
    first = statistics.median(seconds for (seconds, _), _ in pairs)
    bare = statistics.median(seconds for _, seconds in pairs)
    memory = statistics.median(megabytes for (_, megabytes), _ in pairs)
    print(f"start to first page {first:.2f} s; bare imports {bare:.2f} s; ratio {first / bare:.2f}")
    print(f"resident memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
