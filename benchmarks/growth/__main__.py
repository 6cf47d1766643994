"""A table and a plot of how a server grows with its data.

    python -m benchmarks.growth [--ties N ...] [--postgis [N ...]] [--seconds 4] [--kept FILE] [--plot FILE]

Wants wrk; with --postgis also PostGIS. FILE of --kept: what was measured; what is in it isn't measured again.
"""

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.growth.drawing import draw
from benchmarks.growth.measuring import QUESTIONS, SHIPPED, Measured, in_memory, in_postgis
from benchmarks.serving.load import Load, is_installed

_IN_MEMORY: Final = (SHIPPED, 5_000, 10_000, 26_000, 50_000, 100_000)
_IN_POSTGIS: Final = (SHIPPED, 10_000, 100_000, 1_000_000)


def main() -> None:
    """Measure what isn't kept, print all and draw it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ties", type=int, nargs="*", default=_IN_MEMORY)
    parser.add_argument("--postgis", type=int, nargs="*")
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--plot", type=Path, default=Path("docs/growth.svg"))
    given = parser.parse_args()
    if not is_installed():
        raise SystemExit("wrk is not installed")
    measured = _read(given.kept)
    known = {(one.where, one.ties) for one in measured}
    with ExitStack() as stack:
        works = [("memory", ties, in_memory) for ties in given.ties]
        if given.postgis is not None:
            stored = stack.enter_context(in_postgis())
            works += [("PostGIS", ties, stored) for ties in given.postgis or _IN_POSTGIS]
        for where, ties, measure in works:
            if (where, ties) not in known:
                measured.append(measure(ties, given.seconds))
                _write(measured, given.kept)
    measured.sort(key=lambda one: (one.where != "memory", one.ties))
    _print(measured)
    draw(measured, given.plot)


def _read(kept: Path | None) -> list[Measured]:
    if kept is None or not kept.exists():
        return []
    rows = json.loads(kept.read_text(encoding="utf-8"))
    return [
        Measured(**row | {"loads": {name: Load(**load) for name, load in row["loads"].items()}})
        for row in rows
    ]


def _write(measured: Sequence[Measured], kept: Path | None) -> None:
    if kept is not None:
        kept.write_text(json.dumps([asdict(one) for one in measured], indent=1), encoding="utf-8")


def _print(measured: Sequence[Measured]) -> None:
    print(f"| ties | kept in | start, s | memory, MB | {' | '.join(QUESTIONS)} |")
    print(f"| --: | --- | --: | --: | {' | '.join('--:' for _ in QUESTIONS)} |")
    for one in measured:
        answers = " | ".join(_said(one.loads[name]) for name in QUESTIONS)
        print(f"| {one.ties:,} | {one.where} | {one.seconds_to_start:.1f} | {one.megabytes:,} | {answers} |")
    held = [one for one in measured if one.where == "memory"]
    if len(held) > 1:
        ties = np.array([one.ties for one in held], float)
        megabytes = np.array([one.megabytes for one in held], float)
        slope, base = np.polyfit(ties, megabytes, 1)
        off = np.abs(base + slope * ties - megabytes).max()
        print(
            f"\nmemory: {base:.0f} MB and {slope * 1024:.1f} kB a tie; none is further off than {off:.0f} MB"
        )


def _said(load: Load) -> str:
    """Return answers a second, their median in ms and their size."""
    failed = f", {load.failed} failed" if load.failed else ""
    return f"{load.per_second:,.0f}/s, {load.median_ms:,.1f} ms, {load.bytes_each / 1000:,.0f} kB{failed}"


if __name__ == "__main__":
    main()
