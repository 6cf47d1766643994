"""Print a Markdown table of both servers; it takes about four minutes."""

import os
import resource

from benchmarks.servers import scenarios
from benchmarks.servers.commands import SERVERS
from benchmarks.serving.servers import running

_SHIMAI = "benchmarks.servers.apps:create_shimai"


def main() -> None:
    """Run each scenario on both servers; benchmarks.serving measures their speed."""
    _, limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    _print_row("measured", [*SERVERS])
    _print_row("---", ["--:"] * len(SERVERS))
    for workers in (1, 2):
        _print_row(f"memory, workers: {workers}", [_memory(name, workers) for name in SERVERS])
    for scenario in scenarios.ALL:
        results = []
        for command in SERVERS.values():
            workers = 2 if scenario is scenarios.killed_worker else 1
            with running(command(_SHIMAI, workers), os.environ, "/healthz") as server:
                results.append(scenario(server))
        for measured in results[0]:
            _print_row(measured, [result[measured] for result in results])


def _memory(name: str, workers: int) -> str:
    with running(SERVERS[name](_SHIMAI, workers), os.environ, "/partnerships.geojson") as server:
        return f"{server.megabytes()} MB"


def _print_row(measured: str, values: list[str]) -> None:
    print(f"| {measured} | " + " | ".join(values) + " |", flush=True)


if __name__ == "__main__":
    main()
