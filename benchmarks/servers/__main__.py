"""Print a Markdown table of both servers; it takes about five minutes and needs wrk."""

import os
import resource
import statistics

from benchmarks.servers import scenarios
from benchmarks.servers.commands import SERVERS
from benchmarks.serving import load
from benchmarks.serving.servers import running

_SHIMAI = "benchmarks.servers.apps:create_shimai"
_CONSTANT = "benchmarks.servers.apps:create_constant"


def main() -> None:
    """Run each scenario on both servers, then measure the speed of small responses."""
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
    for connections in (8, 32):
        _print_speed("constant bytes", _CONSTANT, connections)
        _print_speed("`/healthz`", _SHIMAI, connections)


def _memory(name: str, workers: int) -> str:
    with running(SERVERS[name](_SHIMAI, workers), os.environ, "/partnerships.geojson") as server:
        return f"{server.megabytes()} MB"


def _print_speed(label: str, factory: str, connections: int) -> None:
    speeds: dict[str, list[float]] = {name: [] for name in SERVERS}
    for name in [*SERVERS] * 3:
        with running(SERVERS[name](factory, 1), os.environ, "/healthz") as server:
            result = load.measure(server.address, "/healthz", 2, connections=connections)
            speeds[name].append(result.per_second)
    medians = [f"{statistics.median(speed):,.0f}" for speed in speeds.values()]
    _print_row(f"{label}, {connections} connections: responses/s", medians)


def _print_row(measured: str, values: list[str]) -> None:
    print(f"| {measured} | " + " | ".join(values) + " |", flush=True)


if __name__ == "__main__":
    main()
