"""The shipped data with partnerships between two places abroad, and partnerships that name their places."""

import csv
from pathlib import Path

from tests.support.paths import SHIPPED_DATA

PLACES = (
    ("al-berat", "Berat", "", "AL", "Berat", "municipality", "19.95222", "40.70583"),
    ("tr-amasya", "Amasya", "アマスィヤ", "TR", "Amasya", "municipality", "35.83333", "40.65333"),
    ("us-springfield", "Springfield", "", "US", "Massachusetts", "municipality", "-72.58981", "42.10148"),
    ("ie-tralee", "Tralee", "", "IE", "Munster", "municipality", "-9.70264", "52.27042"),
    ("fj-suva", "Suva", "スバ", "FJ", "Central", "municipality", "178.44149", "-18.14161"),
)  # fmt: skip

_PARTNERSHIP = {
    "kind": "sister_city",
    "status": "active",
    "partner_level": "municipality",
    "as_of": "2026-02",
    "sources": "s0001",
}
PARTNERSHIPS = (
    {"id": "berat-amasya", "municipality_place": "al-berat", "partner": "Amasya", "partner_ja": "アマスィヤ",
     "country": "TR", "partner_place": "tr-amasya", "signed": "2003-09"},
    {"id": "springfield-tralee", "municipality_place": "us-springfield", "partner": "Tralee",
     "country": "IE", "partner_place": "ie-tralee"},
    {"id": "amasya-suva", "municipality_place": "tr-amasya", "partner": "Suva", "partner_ja": "スバ",
     "country": "FJ", "partner_place": "fj-suva", "status": "ended", "signed": "1990", "ended": "2001"},
    {"id": "osaka-nagasaki", "municipality_code": "27100", "kind": "mutual_aid", "partner": "Nagasaki",
     "partner_ja": "長崎市", "country": "JP", "partner_place": "jp-42201", "signed": "1999"},
    {"id": "osaka-suva", "municipality_code": "27100", "partner": "Suva", "country": "FJ",
     "partner_place": "fj-suva", "signed": "1985-05-06"},
)  # fmt: skip


def write_data_with_partnerships_abroad(
    folder: Path, *, partnerships: tuple[dict[str, str], ...] = PARTNERSHIPS
) -> Path:
    """Write the shipped data and these partnerships; the shipped rows leave the added columns empty."""
    (folder / "sources.csv").write_bytes((SHIPPED_DATA / "sources.csv").read_bytes())
    places = (SHIPPED_DATA / "places.csv").read_text(encoding="utf-8")
    added = "".join(",".join([*place, "seat", "geonames:0"]) + "\n" for place in PLACES)
    (folder / "places.csv").write_text(places + added, encoding="utf-8")
    with (SHIPPED_DATA / "partnerships.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    columns = list(dict.fromkeys([*rows[0], "municipality_place", "partner_place"]))
    with (folder / "partnerships.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, restval="")
        writer.writeheader()
        writer.writerows([*rows, *(_PARTNERSHIP | partnership for partnership in partnerships)])
    return folder
