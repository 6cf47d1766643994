"""Answers a second of ours, of a static file, of the framework's floor and of peers, in one run.

    python -m benchmarks.serving [--seconds 4] [--ties 26000 ...] [--peers]

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
from benchmarks.serving.load import Load, ask, is_installed
from benchmarks.serving.servers import Server, nginx, running, shimai, uvicorn
from tests.support.postgis_server import PostgisServer

OURS: Final = "Shimai"
STATIC: Final = "nginx, static file"
FLOOR: Final = "floor (Starlette, constant bytes)"
NAIVE: Final = "FastAPI + geopandas"


@dataclass(frozen=True)
class Question:
    """The path by which each server is asked for the same, by its name."""

    name: str
    paths: dict[str, str]
    header: str = ""


def main() -> None:
    """Print a table a size of the data."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--ties", type=int, nargs="*", default=[])
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    if not is_installed():
        raise SystemExit("wrk is not installed")
    for ties in [0, *given.ties]:
        with tempfile.TemporaryDirectory(dir="/var/tmp") as work, ExitStack() as stack:
            Path(work).chmod(0o755)
            servers = _start(stack, Path(work), ties, with_peers=given.peers)
            _compare(servers, given.seconds, ties)


def _start(stack: ExitStack, work: Path, ties: int, *, with_peers: bool) -> dict[str, Server]:
    data = work / "data"
    environment = dict(os.environ)
    if ties:
        data.mkdir()
        for name, parts in ManyPartnerships(ties).files():
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
        FLOOR: stack.enter_context(
            running(
                uvicorn("benchmarks.serving.floor:app"),
                os.environ | {"FLOOR_FILES": str(files)},
                "/small.geojson",
            )
        ),
        NAIVE: stack.enter_context(
            running(
                uvicorn("benchmarks.serving.naive:app"),
                os.environ | {"NAIVE_FILE": str(files / "full.geojson")},
                "/ties.geojson?country=DE",
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


def _questions(tag: str) -> Iterator[Question]:
    tipg, pygeoapi = "/collections/public.ties/items", "/collections/ties/items?f=json"
    yield Question(
        "about 60 ties, repeated",
        {
            OURS: "/partnerships.geojson?country=DE",
            STATIC: "/small.geojson",
            FLOOR: "/small.geojson",
            NAIVE: "/ties.geojson?country=DE",
            "tipg": f"{tipg}?country=DE&limit=1000",
            "pygeoapi": f"{pygeoapi}&country=DE&limit=1000",
        },
    )
    yield Question(
        "about 60 ties, each request another",
        {
            OURS: "/partnerships.geojson?country=DE&signed=1800/{year}&undated=include&limit={limit}",
            FLOOR: "/small.geojson",
            NAIVE: "/ties.geojson?country=DE&year={year}&most={limit}",
            "tipg": f"{tipg}?country=DE&limit={{limit}}",
            "pygeoapi": f"{pygeoapi}&country=DE&limit={{limit}}",
        },
    )
    yield Question(
        "all ties, repeated",
        {
            OURS: "/partnerships.geojson",
            STATIC: "/full.geojson",
            FLOOR: "/full.geojson",
            NAIVE: "/ties.geojson",
            "tipg": f"{tipg}?limit=100000",
            "pygeoapi": f"{pygeoapi}&limit=100000",
        },
    )
    yield Question(
        "all ties, each request another",
        {
            OURS: "/partnerships.geojson?signed=1800/2100&undated=include&bbox=-180,-90,180,89.{year}{limit}",
            FLOOR: "/full.geojson",
        },
    )
    yield Question(
        "not modified (304)",
        {OURS: "/partnerships.geojson?country=DE", STATIC: "/small.geojson", FLOOR: "/small.geojson"},
        header=f"If-None-Match: {tag}",
    )


def _compare(servers: dict[str, Server], seconds: int, ties: int) -> None:
    tag = httpx.get(f"{servers[OURS].address}/partnerships.geojson?country=DE").headers["etag"]
    print(f"\n### {f'{ties:,} made ties' if ties else 'The shipped data'}\n")
    print("| asked for | server | answers/s | of the floor | median ms | p99 ms | kB each |")
    print("| --- | --- | --: | --: | --: | --: | --: |")
    for question in _questions(tag):
        asked = [name for name in servers if name in question.paths]
        # In turns, twice: what the machine does besides falls on all of them.
        loads = {name: [_ask(servers[name], question, name, seconds) for _ in range(2)] for name in asked}
        floor = max(load.per_second for load in loads[FLOOR])
        for name in asked:
            best = max(loads[name], key=lambda load: load.per_second)
            failed = f", {best.failed} failed" if best.failed else ""
            print(
                f"| {question.name} | {name}{failed} | {best.per_second:,.0f} "
                f"| {best.per_second / floor:.0%} "
                f"| {best.median_ms:.2f} | {best.p99_ms:.2f} | {best.bytes_each / 1000:,.0f} |"
            )
    print("\n| server | start, s | memory, MB |\n| --- | --: | --: |")
    for name, server in servers.items():
        print(f"| {name} | {server.seconds_to_start:.1f} | {server.megabytes()} |")


def _ask(server: Server, question: Question, name: str, seconds: int) -> Load:
    # nginx has no weak tag of ours: it answers 304 by its own.
    header = question.header
    if header and name == STATIC:
        header = f"If-None-Match: {httpx.get(server.address + question.paths[name]).headers['etag']}"
    return ask(server.address, question.paths[name], seconds, header)


if __name__ == "__main__":
    main()
