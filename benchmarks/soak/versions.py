"""Versions of the shipped data, each with a label as the note of every partnership: a mixture would show.

python -m benchmarks.soak.versions FOLDER LABEL    # publishes one, to be killed
"""

import sys
from collections.abc import Callable
from pathlib import Path

from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores import versions
from geodata.stores.digests import digest
from geodata.stores.encoding import encode_tables
from geodata.stores.folder import read_text_tables


class Versions:
    """Publishes one version after the other by a function.

    labels: the label of each by its digest, known before it is published.
    newest: the digest of the one that came into force last.
    """

    def __init__(self, labels: dict[str, str], publish: Callable[[TextTables], str]) -> None:
        self._labels = labels
        self._publish = publish
        self._number = 0
        self.newest = ""

    def announce(self) -> tuple[str, TextTables]:
        """Return the next one with its label, which is known from now on."""
        self._number += 1
        label = f"soak-{self._number}"
        tables = labelled(label)
        self._labels[digest(encode_tables(tables))] = label
        return label, tables

    def publish(self) -> None:
        """Put the next one in force. Raises what the function raises."""
        _, tables = self.announce()
        self.newest = self._publish(tables).partition("-")[2]


def labelled(label: str) -> TextTables:
    """Return the shipped data with a label as the note of each partnership."""
    shipped = read_text_tables(shipped_data())
    return TextTables(shipped.partnerships.assign(note=label), shipped.sources, shipped.places)


if __name__ == "__main__":
    versions.publish(Path(sys.argv[1]), labelled(sys.argv[2]))
