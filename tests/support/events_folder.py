"""A data folder with the shipped partnerships and a few events of its own."""

import csv
import shutil
from pathlib import Path

from geodata.model.shipped import EVENT_COLUMNS
from tests.support.paths import SHIPPED_DATA

VISIT = {
    "id": "milan-visit",
    "date": "2015-06-01",
    "date_end": "2015-06-03",
    "kind": "visit",
    "status": "held",
    "municipality_codes": "27100",
    "partnerships": "osaka-27100-milan-it",
    "partners": "Milan",
    "countries": "IT",
    "place": "jp-27100",
    "venue": "Osaka City Hall",
    "title": "The mayor of Milan visited Osaka.",
    "title_ja": "ミラノ市長が大阪市を訪れた。",
    "participants": "12",
    "sources": "s0001",
}
PLAN = {
    "id": "como-plan",
    "date": "2030-05",
    "kind": "visit",
    "status": "planned",
    "municipality_codes": "27100;28100",
    "partners": "Como",
    "countries": "IT",
    "title": "A delegation of Como was to visit Osaka and Kobe.",
    "title_ja": "コモ市の代表団が大阪市と神戸市を訪れる予定とされた。",
    "sources": "s0001;s0002",
}
NOWHERE = {
    "id": "volunteers",
    "date": "2022",
    "kind": "exchange_program",
    "status": "held",
    "title": "29 volunteers were sent to five countries.",
    "title_ja": "ボランティア29人が5か国に派遣された。",
    "participants": "29",
    "sources": "s0001",
}


def write_events_folder(folder: Path, *events: dict[str, str]) -> Path:
    """Write a plain data folder with these events (in the columns of events.csv), and return it."""
    for name in ("partnerships.csv", "sources.csv", "places.csv"):
        shutil.copy(SHIPPED_DATA / name, folder / name)
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, EVENT_COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(events)
    return folder
