"""Data whose every text column is full of what breaks careless pages: as a folder, and in memory."""

import csv
from pathlib import Path

import pandas as pd

from geodata import Dataset
from tests.support.paths import SHIPPED_DATA

HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "{{7*7}}{% raw %}",
    '"onmouseover="alert(3)',
    "<img src=x onerror=alert(4)>",
    "${alert(5)}`",
)
_FREE_TEXT = {
    "partnerships.csv": ("signed_as", "partner_ja", "partner_seat", "note"),
    "sources.csv": ("title",),
    "places.csv": ("name", "name_ja", "origin"),
}

VALUES = (
    "<script>pwned=1</script>",
    "</script><script>pwned=2</script>",
    "{{7*7}}",
    "{% for x in range(3) %}pwned{% endfor %}",
    "{# lost #}",
    '" onmouseover="pwned=3',
    "' onclick='pwned=4",
    "javascript:pwned=5",
    "<img src=x onerror=pwned=6>",
    "\u2028pwned=7\u2029",
    "<!--",
    "${pwned=8}`",
    "\\u003cscript\\u003e",
    "&lt;b&gt;",
)

_TEXT_COLUMNS = (
    "municipality", "municipality_ja", "prefecture", "prefecture_ja", "signed_as", "partner", "partner_ja",
    "partner_admin1", "partner_admin1_ja", "country_name", "country_name_ja", "note",
    "municipality_admin1", "municipality_admin1_ja", "municipality_country_name",
    "municipality_country_name_ja",
)  # fmt: skip


def write_hostile_data(folder: Path) -> Path:
    """Write the shipped data into a folder, with a hostile text before that of each free-text column."""
    for name, columns in _FREE_TEXT.items():
        with (SHIPPED_DATA / name).open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        for number, row in enumerate(rows):
            for shift, column in enumerate(columns):
                row[column] = HOSTILE_TEXTS[(number + shift) % len(HOSTILE_TEXTS)] + row[column]
        with (folder / name).open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return folder


def hostile_dataset(dataset: Dataset) -> Dataset:
    """Return the dataset with hostile values in every text column, each value in each of them."""
    frame = dataset.frame.copy()
    for shift, column in enumerate(_TEXT_COLUMNS):
        frame[column] = _spread(len(frame), shift)
    frame["sources"] = [
        [{"title": title, "url": url, "date": ""}]
        for title, url in zip(_spread(len(frame), 0), _spread(len(frame), 3), strict=True)
    ]
    places = pd.DataFrame(dataset.places).assign(
        name=_spread(len(dataset.places), 1), name_ja=_spread(len(dataset.places), 2)
    )
    return Dataset(frame, places, dataset.version)


def _spread(length: int, shift: int) -> list[str]:
    return [VALUES[(row + shift) % len(VALUES)] for row in range(length)]
