"""A mixed load on servers while faults are injected; 1 where anything was wrong.

    python -m benchmarks.soak [MINUTES] [--only folder|database] [--without-schemathesis]

MINUTES for each of the two, 5 unless given: a data folder, then a PostGIS database.
"""

import argparse
import sys

from benchmarks.soak import database, folder


def main() -> int:
    """Print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("minutes", type=float, nargs="?", default=5)
    parser.add_argument("--only", choices=("folder", "database"))
    parser.add_argument("--without-schemathesis", action="store_true")
    given = parser.parse_args()
    seconds = given.minutes * 60
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    well = True
    if given.only != "database":
        well &= folder.soak(seconds)
    if given.only != "folder":
        well &= database.soak(seconds, with_schemathesis=not given.without_schemathesis)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
