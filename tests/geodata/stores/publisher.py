"""Processes that publish, to be killed."""

import os
import resource
import signal
import sys
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from geodata.stores.versions import exclusively, publish
from tests.support.labelled_data import labelled_tables

_STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir")


def publish_without_end(folder: Path, first: int, begun: Event) -> None:
    """Publish `first`, `first + 1`, ... until killed; say when the first is in force."""
    for number in count(first):
        publish(folder, labelled_tables(str(number)))
        begun.set()


def publish_until_step(folder: Path, label: str, step: int) -> None:
    """Publish, but kill this process before it does its n-th step on the files of the folder."""
    tables = labelled_tables(label)
    steps = count(1)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        inside = event in _STEPS and str(arguments[0]).startswith(str(folder))
        if inside and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    publish(folder, tables)


def hold(folder: Path, begun: Event) -> None:
    """Keep all others out of a folder until killed."""
    with exclusively(folder):
        begun.set()
        signal.pause()


def add_a_row(folder: Path, id_: str) -> None:
    """Read what is in force, add a partnership and publish it, as an import does."""
    import pandas as pd

    from geodata.dataset.tables import TextTables
    from geodata.stores.folder import read_text_tables

    with exclusively(folder):
        tables = read_text_tables(folder)
        row = tables.partnerships.head(1).assign(id=id_)
        partnerships = pd.concat([tables.partnerships, row], ignore_index=True)
        publish(folder, TextTables(partnerships, tables.sources, tables.places))


def publish_on_a_full_disk(folder: Path, label: str, room: int) -> None:
    """Publish where no file may grow beyond so many bytes; exit with 28 where that fails as it should."""
    tables = labelled_tables(label)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        publish(folder, tables)
    except OSError:
        sys.exit(28)
