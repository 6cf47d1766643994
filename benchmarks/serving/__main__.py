"""Requests a second of Shimai, of a static file, of constant bytes from Starlette and of peers, in one run.

    python -m benchmarks.serving [--seconds 4] [--partnerships 26000 ...] [--peers]

Wants wrk and nginx; with --peers also PostGIS, and packages from the network the first time.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from benchmarks.many_partnerships import ManyPartnerships
from benchmarks.serving import peers
from benchmarks.serving.load import Load, is_installed, measure
from benchmarks.serving.servers import Server, granian, nginx, running, shimai, uvicorn
from tests.support.postgis_server import PostgisServer

OURS: Final = "Shimai"
STATIC: Final = "nginx, static file"
FLOORS: Final = ("constant bytes, Granian", "constant bytes, uvicorn")
"""Starlette with constant bytes: what routing and the server take by themselves."""
NAIVE: Final = "FastAPI + geopandas"


@dataclass(frozen=True)
class Scenario:
    """The path of the same response on each server, by the server's name."""

    name: str
    paths: dict[str, str]
    header: str = ""


def main() -> None:
    """Print a table a size of the data."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--partnerships", type=int, nargs="*", default=[])
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    if not is_installed():
        raise SystemExit("wrk is not installed")
    for count in [0, *arguments.partnerships]:
        with tempfile.TemporaryDirectory(dir="/var/tmp") as work, ExitStack() as stack:
            Path(work).chmod(0o755)
            servers = _start(stack, Path(work), count, with_peers=arguments.peers)
            _compare(servers, arguments.seconds, count)


def _start(stack: ExitStack, work: Path, count: int, *, with_peers: bool) -> dict[str, Server]:
    data = work / "data"
    environment = dict(os.environ)
    if count:
        data.mkdir()
        for name, parts in ManyPartnerships(count).files():
            (data / name).write_bytes(b"".join(parts))
        environment["SHIMAI_DATA"] = str(data)
    ours = stack.enter_context(running(shimai(), environment, "/healthz"))
    files = work / "files"
    files.mkdir()
    for name, query in (("small", "?country=DE"), ("full", "")):
        answer = httpx.get(f"{ours.address}/partnerships.geojson{query}", timeout=120)
        (files / f"{name}.geojson").write_bytes(answer.content)
    servers = {
        OURS: ours,
        STATIC: stack.enter_context(nginx(files, work)),
        **{
            name: stack.enter_context(
                running(
                    command("benchmarks.serving.floor:app"),
                    os.environ | {"FLOOR_FILES": str(files)},
                    "/small.geojson",
                )
            )
            for name, command in zip(FLOORS, (granian, uvicorn), strict=True)
        },
        NAIVE: stack.enter_context(
            running(
                uvicorn("benchmarks.serving.naive:app"),
                os.environ | {"NAIVE_FILE": str(files / "full.geojson")},
                "/partnerships.geojson?country=DE",
            )
        ),
    }
    if with_peers:
        servers |= _start_peers(stack, work, files / "full.geojson")
    return servers


def _start_peers(stack: ExitStack, work: Path, full: Path) -> dict[str, Server]:
    python = peers.install()
    url = stack.enter_context(PostgisServer()).new_database()
    peers.fill(url, full.read_bytes())
    return {
        "tipg": stack.enter_context(peers.tipg(python, url)),
        "pygeoapi": stack.enter_context(peers.pygeoapi(python, url, work)),
    }


def _scenarios(tag: str) -> Iterator[Scenario]:
    tipg, pygeoapi = "/collections/public.partnerships/items", "/collections/partnerships/items?f=json"
    yield Scenario(
        "a country, repeated",
        {
            OURS: "/partnerships.geojson?country=DE",
            STATIC: "/small.geojson",
            **dict.fromkeys(FLOORS, "/small.geojson"),
            NAIVE: "/partnerships.geojson?country=DE",
            "tipg": f"{tipg}?country=DE&limit=1000",
            "pygeoapi": f"{pygeoapi}&country=DE&limit=1000",
        },
    )
    yield Scenario(
        "a country, each request different",
        {
            OURS: "/partnerships.geojson?country=DE&signed=1800/{year}&undated=include&limit={limit}",
            **dict.fromkeys(FLOORS, "/small.geojson"),
            NAIVE: "/partnerships.geojson?country=DE&year={year}&limit={limit}",
            "tipg": f"{tipg}?country=DE&limit={{limit}}",
            "pygeoapi": f"{pygeoapi}&country=DE&limit={{limit}}",
        },
    )
    yield Scenario(
        "all, repeated",
        {
            OURS: "/partnerships.geojson",
            STATIC: "/full.geojson",
            **dict.fromkeys(FLOORS, "/full.geojson"),
            NAIVE: "/partnerships.geojson",
            "tipg": f"{tipg}?limit=100000",
            "pygeoapi": f"{pygeoapi}&limit=100000",
        },
    )
    yield Scenario(
        "all, each request different",
        {
            OURS: "/partnerships.geojson?signed=1800/2100&undated=include&bbox=-180,-90,180,89.{year}{limit}",
            **dict.fromkeys(FLOORS, "/full.geojson"),
        },
    )
    yield Scenario(
        "not modified (304)",
        {
            OURS: "/partnerships.geojson?country=DE",
            STATIC: "/small.geojson",
            **dict.fromkeys(FLOORS, "/small.geojson"),
        },
        header=f"If-None-Match: {tag}",
    )


def _compare(servers: dict[str, Server], seconds: int, count: int) -> None:
    tag = httpx.get(f"{servers[OURS].address}/partnerships.geojson?country=DE").headers["etag"]
    print(f"\n### {f'{count:,} generated partnerships' if count else 'The shipped data'}\n")
    print("| scenario | server | requests/s | of constant bytes | median ms | p99 ms | kB |")
    print("| --- | --- | --: | --: | --: | --: | --: |")
    for scenario in _scenarios(tag):
        names = [name for name in servers if name in scenario.paths]
        # In turns, twice: other work of the machine then slows all of them.
        loads = {name: [_measure(servers[name], scenario, name, seconds) for _ in range(2)] for name in names}
        floor = max(load.per_second for name in FLOORS for load in loads[name])
        for name in names:
            best = max(loads[name], key=lambda load: load.per_second)
            failed = f", {best.failed} failed" if best.failed else ""
            print(
                f"| {scenario.name} | {name}{failed} | {best.per_second:,.0f} "
                f"| {best.per_second / floor:.0%} "
                f"| {best.median_ms:.2f} | {best.p99_ms:.2f} | {best.response_bytes / 1000:,.0f} |"
            )
    print("\n| server | start, s | memory, MB |\n| --- | --: | --: |")
    for name, server in servers.items():
        print(f"| {name} | {server.seconds_to_start:.1f} | {server.megabytes()} |")


def _measure(server: Server, scenario: Scenario, name: str, seconds: int) -> Load:
    # nginx has an ETag of its own.
    header = scenario.header
    if header and name == STATIC:
        header = f"If-None-Match: {httpx.get(server.address + scenario.paths[name]).headers['etag']}"
    return measure(server.address, scenario.paths[name], seconds, header)


if __name__ == "__main__":
    main()
