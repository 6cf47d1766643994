"""What the signings among the events say of the dates of partnerships."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.importing.dataset_builder import DatasetBuilder, TableRow


@dataclass(frozen=True, slots=True)
class Signing:
    """A signing, its partnership, and how they agree: `same`, `dated` (it gives the date) or `another`."""

    event: TableRow
    partnership: TableRow
    known: str
    result: str


def merge_signings(builder: DatasetBuilder, events: Iterable[TableRow]) -> Iterator[Signing]:
    """Add the sources of signings to the partnerships of the same date; a more precise date is taken over.

    A signing of another date is a further agreement, or contradicts: it stays an event, for a person to read.
    """
    for event in sorted(events, key=lambda event: event["date"]):
        if event["kind"] != "signing" or event["status"] != "held":
            continue
        for id_ in filter(None, event["partnerships"].split(";")):
            row = builder.partnership(id_)
            known, result = row["signed"], _compare(row["signed"], event["date"])
            if result == "dated":
                row["signed"] = event["date"]
            if result != "another":
                row["sources"] = ";".join(
                    dict.fromkeys([*row["sources"].split(";"), *event["sources"].split(";")])
                )
            yield Signing(event, row, known, result)


def _compare(signed: str, date: str) -> str:
    if signed.startswith(date):
        return "same"
    return "dated" if date.startswith(signed) else "another"
