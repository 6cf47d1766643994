"""Small datasets, each with a label in all three tables, so that a mixture of two would show."""

from functools import cache
from pathlib import Path

import geodata
from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables

ROWS = 4


@cache
def _few() -> TextTables:
    """The first shipped partnerships with the sources and places that they need."""
    tables = read_text_tables(shipped_data())
    partnerships = tables.partnerships.head(ROWS)
    frame = geodata.load().frame.head(ROWS)
    places = {*frame["municipality_place"], *frame["partner_place"]}
    sources = {source for sources in partnerships["sources"] for source in sources.split(";")}
    return TextTables(
        partnerships,
        tables.sources[tables.sources["id"].isin(sources)],
        tables.places[tables.places["id"].isin(places)],
    )


def labelled_tables(label: str) -> TextTables:
    """Return four partnerships whose notes, sources and places all bear a label."""
    few = _few()
    return TextTables(
        few.partnerships.assign(note=label), few.sources.assign(title=label), few.places.assign(origin=label)
    )


def write_plain_folder(folder: Path, label: str) -> None:
    """Write the same as the three files of a plain folder."""
    tables = labelled_tables(label)
    tables.partnerships.to_csv(folder / "partnerships.csv", index=False)
    tables.sources.to_csv(folder / "sources.csv", index=False)
    tables.places.to_csv(folder / "places.csv", index=False)


def label_of(folder: Path | DatabaseAddress) -> str:
    """Return the label of the version in force, which must be whole and of one piece."""
    dataset = geodata.load(folder)
    assert len(dataset) == ROWS
    labels = {*dataset.frame["note"], *dataset.places["origin"]}
    labels |= {source["title"] for sources in dataset.frame["sources"] for source in sources}
    (label,) = labels
    return label
